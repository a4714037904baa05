package io.tapstack.lambda.payments.api;

import static io.tapstack.lambda.payments.api.PaymentsApiVariable.ALLOWED_ORIGIN;
import static io.tapstack.lambda.payments.api.PaymentsApiVariable.IDEMPOTENCY_TABLE_NAME;
import static io.tapstack.lambda.payments.api.PaymentsApiVariable.LOG_LEVEL;
import static io.tapstack.lambda.payments.api.PaymentsApiVariable.PAYMENTS_TABLE_NAME;
import static io.tapstack.lambda.payments.api.PaymentsApiVariable.STATUS_INDEX_NAME;
import static io.tapstack.lambda.payments.api.PaymentsApiVariable.USER_ID_INDEX_NAME;

import io.tapstack.lambda.shared.Environment;
import io.tapstack.lambda.shared.JsonLog;

/** What the function is told by its environment. */
public record PaymentsApiSettings(Tables tables, String allowedOrigin, JsonLog.Level logLevel) {

    /** Names of the tables and of the payments table's indexes. */
    public record Tables(String payments, String idempotency, String userIdIndex, String statusIndex) {}

    /**
     * Reads the settings.
     *
     * @throws IllegalStateException naming every variable that is missing or wrong
     */
    public static PaymentsApiSettings from(Environment environment) {
        var settings = new PaymentsApiSettings(
                new Tables(
                        environment.required(PAYMENTS_TABLE_NAME.name()),
                        environment.required(IDEMPOTENCY_TABLE_NAME.name()),
                        environment.required(USER_ID_INDEX_NAME.name()),
                        environment.required(STATUS_INDEX_NAME.name())),
                environment.required(ALLOWED_ORIGIN.name()),
                environment.oneOf(LOG_LEVEL.name(), JsonLog.Level.INFO));
        environment.check();
        return settings;
    }
}
