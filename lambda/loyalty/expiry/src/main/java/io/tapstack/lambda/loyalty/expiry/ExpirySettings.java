package io.tapstack.lambda.loyalty.expiry;

import io.tapstack.lambda.loyalty.core.Accounts;
import io.tapstack.lambda.shared.Environment;
import io.tapstack.lambda.shared.JsonLog;

/** What the function is told by its environment. */
public record ExpirySettings(Accounts.Tables tables, JsonLog.Level logLevel) {
    /**
     * Reads the settings.
     *
     * @throws IllegalStateException naming every variable that is missing or wrong
     */
    public static ExpirySettings from(Environment environment) {
        var settings = new ExpirySettings(
                new Accounts.Tables(
                        environment.required(ExpiryVariable.MEMBERS_TABLE_NAME.name()),
                        environment.required(ExpiryVariable.TRANSACTIONS_TABLE_NAME.name())),
                environment.oneOf(ExpiryVariable.LOG_LEVEL.name(), JsonLog.Level.INFO));
        environment.check();
        return settings;
    }
}
