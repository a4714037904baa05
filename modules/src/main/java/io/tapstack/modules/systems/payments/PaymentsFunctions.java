package io.tapstack.modules.systems.payments;

import io.tapstack.modules.core.Deployment;
import io.tapstack.modules.core.Statement;
import io.tapstack.modules.dynamodb.DynamoAction;
import io.tapstack.modules.dynamodb.Table;
import io.tapstack.modules.lambda.FunctionArtifact;
import io.tapstack.modules.lambda.FunctionInvocation;
import io.tapstack.modules.lambda.FunctionKeys;
import io.tapstack.modules.lambda.FunctionNetwork;
import io.tapstack.modules.lambda.FunctionRuntime;
import io.tapstack.modules.lambda.FunctionSettings;
import io.tapstack.modules.lambda.JavaFunction;
import io.tapstack.modules.lambda.SnapStart;
import io.tapstack.modules.lambda.StreamTrigger;
import io.tapstack.modules.messaging.Queue;
import io.tapstack.modules.rds.PostgresDatabase;
import io.tapstack.modules.s3.SecureBucket;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.constructs.Construct;

/** The three functions (P4, P6, P7, P15): each with its own role, which may do what its handler does and no more. */
final class PaymentsFunctions {
    /** Made by the migrations, which let it sign in with an IAM token only. */
    static final String LEDGER_DATABASE_USER = "payments_ledger";

    /** Under which the ledger writes its audit records. */
    static final String AUDIT_PREFIX = "audit/";

    private final Construct scope;
    private final Deployment deployment;
    private final PaymentsFunctionSettings settings;
    private final PaymentsArtifacts artifacts;
    private final FunctionKeys keys;
    private final Queue.Ref deadLetters;

    PaymentsFunctions(
            Construct scope,
            Deployment deployment,
            PaymentsFunctionSettings settings,
            PaymentsArtifacts artifacts,
            PaymentsKeys keys,
            Queue.Ref deadLetters) {
        this.scope = scope;
        this.deployment = deployment;
        this.settings = settings;
        this.artifacts = artifacts;
        this.keys = new FunctionKeys(keys.data(), keys.logs());
        this.deadLetters = deadLetters;
    }

    JavaFunction.Ref api(PaymentsTables tables, FunctionNetwork network, String allowedOrigin) {
        return function(
                "api",
                "Accepts and reads payments",
                settings.api(),
                artifacts.api(),
                network,
                Map.of(
                        "PAYMENTS_TABLE_NAME",
                        tables.payments().name(),
                        "IDEMPOTENCY_TABLE_NAME",
                        tables.idempotency().name(),
                        "USER_ID_INDEX_NAME",
                        PaymentsTables.USER_ID_INDEX,
                        "STATUS_INDEX_NAME",
                        PaymentsTables.STATUS_INDEX,
                        "ALLOWED_ORIGIN",
                        allowedOrigin),
                together(
                        tables.payments()
                                .grants()
                                .items(
                                        "Payments",
                                        DynamoAction.PUT_ITEM,
                                        DynamoAction.GET_ITEM,
                                        DynamoAction.QUERY,
                                        DynamoAction.UPDATE_ITEM),
                        tables.idempotency()
                                .grants()
                                .items("IdempotencyKeys", DynamoAction.PUT_ITEM, DynamoAction.GET_ITEM)),
                SnapStart.PUBLISHED_VERSIONS);
    }

    /** Makes the migrations function and runs it whenever its artifact or the database is another; gives its input. */
    String migrate(PostgresDatabase.Ref database, FunctionNetwork network) {
        JavaFunction.Ref migrations = function(
                "migrations",
                "Brings the ledger's schema up to date at each deployment",
                settings.migrations(),
                artifacts.migrations(),
                network,
                Map.of(
                        "DB_HOST", database.address(),
                        "DB_PORT", database.port(),
                        "DB_NAME", database.databaseName(),
                        "DB_MASTER_SECRET_ARN", database.masterSecretArn(),
                        "LEDGER_DB_USER", LEDGER_DATABASE_USER),
                database.grants().readMasterSecret(),
                SnapStart.NONE);
        return new FunctionInvocation(
                        scope,
                        "schema",
                        new FunctionInvocation.Props(
                                migrations,
                                Map.of("database", database.resourceId()),
                                artifacts.migrations().hash()))
                .ref()
                .input();
    }

    /** @param migrations what they were run with: the ledger goes live after they ran */
    JavaFunction.Ref ledger(
            Table.Ref payments,
            PostgresDatabase.Ref database,
            SecureBucket.Ref audit,
            FunctionNetwork network,
            String migrations) {
        JavaFunction.Ref ledger = function(
                "ledger",
                "Books payments from the table's stream",
                settings.ledger(),
                artifacts.ledger(),
                network,
                Map.of(
                        "DB_HOST", database.address(),
                        "DB_PORT", database.port(),
                        "DB_NAME", database.databaseName(),
                        "DB_USER", LEDGER_DATABASE_USER,
                        "DB_MIGRATIONS", migrations,
                        "AUDIT_BUCKET_NAME", audit.name()),
                together(
                        List.of(database.grants().connect(LEDGER_DATABASE_USER)),
                        audit.grants().putObjects(AUDIT_PREFIX),
                        payments.grants().readStream()),
                SnapStart.PUBLISHED_VERSIONS);
        new StreamTrigger(
                scope,
                "stream",
                new StreamTrigger.Props(
                        ledger, payments.streamArn(), settings.stream(), Optional.empty(), deadLetters));
        return ledger;
    }

    private JavaFunction.Ref function(
            String purpose,
            String description,
            FunctionSettings functionSettings,
            FunctionArtifact artifact,
            FunctionNetwork network,
            Map<String, String> environment,
            List<Statement> statements,
            SnapStart snapStart) {
        FunctionRuntime runtime =
                new FunctionRuntime(environment, statements, Optional.of(network), keys, deadLetters, snapStart);
        return new JavaFunction(
                        scope,
                        purpose,
                        new JavaFunction.Props(deployment, purpose, description, functionSettings, artifact, runtime))
                .ref();
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    private static List<Statement> together(List<Statement>... lists) {
        return Stream.of(lists).flatMap(List::stream).toList();
    }
}
