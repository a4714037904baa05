package io.tapstack.lambda.bench;

import io.tapstack.lambda.postgres.Database;
import io.tapstack.lambda.postgres.PostgresServer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The payments functions in an environment of stubs and a real PostgreSQL. */
final class Subjects {
    private static final String PACKAGE = "io.tapstack.lambda.payments.";
    private static final Database DATABASE = PostgresServer.get().newDatabase();

    private Subjects() {}

    static List<Subject> all(String awsUrl) {
        return List.of(api(awsUrl), ledger(awsUrl), migrations(awsUrl));
    }

    private static Subject api(String awsUrl) {
        return new Subject(
                "payments-api",
                jar("payments-api"),
                PACKAGE + "api.PaymentsApiHandler::handleRequest",
                PACKAGE + "api.UntunedPaymentsApiHandler::handleRequest",
                Map.of(
                        "AWS_ENDPOINT_URL", awsUrl,
                        "PAYMENTS_TABLE_NAME", "payments",
                        "IDEMPOTENCY_TABLE_NAME", "idempotency",
                        "USER_ID_INDEX_NAME", "UserIdIndex",
                        "STATUS_INDEX_NAME", "StatusIndex",
                        "ALLOWED_ORIGIN", "*"),
                () -> "{\"httpMethod\":\"POST\",\"resource\":\"/payment\",\"headers\":{\"Content-Type\":"
                        + "\"application/json\",\"Idempotency-Key\":\"" + UUID.randomUUID() + "\"},\"body\":"
                        + "\"{\\\"userId\\\":\\\"u\\\",\\\"amount\\\":1,\\\"currency\\\":\\\"EUR\\\"}\"}");
    }

    private static Subject ledger(String awsUrl) {
        var environment = database(awsUrl);
        environment.put("DB_USER", "payments_ledger");
        environment.put("AUDIT_BUCKET_NAME", "audit");
        return new Subject(
                "payments-ledger",
                jar("payments-ledger"),
                PACKAGE + "ledger.LedgerHandler::handleRequest",
                PACKAGE + "ledger.UntunedLedgerHandler::handleRequest",
                environment,
                () -> "{\"Records\":[{\"eventID\":\"" + UUID.randomUUID() + "\",\"eventName\":\"INSERT\",\"dynamodb\":"
                        + "{\"ApproximateCreationDateTime\":1795000000,\"SequenceNumber\":\"1\",\"NewImage\":{"
                        + "\"transactionId\":{\"S\":\"pay_" + UUID.randomUUID() + "\"},\"userId\":{\"S\":\"u\"},"
                        + "\"amount\":{\"N\":\"1\"},\"currency\":{\"S\":\"EUR\"},\"status\":{\"S\":\"ACCEPTED\"},"
                        + "\"timestamp\":{\"N\":\"1795000000000\"}}}}]}");
    }

    private static Subject migrations(String awsUrl) {
        var environment = database(awsUrl);
        environment.put("DB_MASTER_SECRET_ARN", "arn:aws:secretsmanager:eu-central-1:123456789012:secret:master");
        environment.put("LEDGER_DB_USER", "payments_ledger");
        return new Subject(
                "payments-migrations",
                jar("payments-migrations"),
                PACKAGE + "migrations.MigrationsHandler::handleRequest",
                PACKAGE + "migrations.UntunedMigrationsHandler::handleRequest",
                environment,
                () -> "{\"tf\":{\"action\":\"update\"}}");
    }

    static Subject portalMigrations(String awsUrl) {
        var environment = database(awsUrl);
        environment.put("DB_MASTER_SECRET_ARN", "arn:aws:secretsmanager:eu-central-1:123456789012:secret:master");
        environment.put("DB_USER", "portal");
        return new Subject(
                "portal-migrations",
                jar("portal-migrations"),
                "io.tapstack.lambda.portal.migrations.MigrationsHandler::handleRequest",
                "",
                environment,
                () -> "{\"tf\":{\"action\":\"create\"}}");
    }

    private static Map<String, String> database(String awsUrl) {
        var environment = new LinkedHashMap<String, String>();
        environment.put("AWS_ENDPOINT_URL", awsUrl);
        environment.put("DB_HOST", DATABASE.host());
        environment.put("DB_PORT", String.valueOf(DATABASE.port()));
        environment.put("DB_NAME", DATABASE.name());
        environment.put("RDS_CA_BUNDLE", DATABASE.authorities().location());
        return environment;
    }

    private static Path jar(String name) {
        return Path.of(Java.classPath(file -> file.equals(name + ".jar")));
    }
}
