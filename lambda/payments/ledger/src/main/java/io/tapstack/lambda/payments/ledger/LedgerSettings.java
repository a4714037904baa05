package io.tapstack.lambda.payments.ledger;

import io.tapstack.lambda.postgres.Database;
import io.tapstack.lambda.shared.Environment;
import io.tapstack.lambda.shared.JsonLog;
import java.util.Optional;

/**
 * What the function is told by its environment.
 *
 * @param user database role
 * @param region the AWS region the function runs in
 */
public record LedgerSettings(Database database, String user, Audit audit, String region, JsonLog.Level logLevel) {

    /** Where audit records go, and under which KMS key if not the bucket's own. */
    public record Audit(String bucket, Optional<String> keyArn) {}

    /**
     * Reads the settings.
     *
     * @throws IllegalStateException naming every variable that is missing or wrong
     */
    public static LedgerSettings from(Environment environment) {
        var settings = new LedgerSettings(
                Database.from(environment),
                environment.required(LedgerVariable.DB_USER.name()),
                new Audit(
                        environment.required(LedgerVariable.AUDIT_BUCKET_NAME.name()),
                        environment.optional(LedgerVariable.AUDIT_KEY_ARN.name())),
                environment.required("AWS_REGION"),
                environment.oneOf(LedgerVariable.LOG_LEVEL.name(), JsonLog.Level.INFO));
        environment.check();
        return settings;
    }
}
