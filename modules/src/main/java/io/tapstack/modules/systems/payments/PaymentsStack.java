package io.tapstack.modules.systems.payments;

import com.hashicorp.cdktf.TerraformStack;
import io.tapstack.modules.apigateway.Cors;
import io.tapstack.modules.apigateway.PublicApi;
import io.tapstack.modules.core.Deployment;
import io.tapstack.modules.core.Problems;
import io.tapstack.modules.lambda.FunctionNetwork;
import io.tapstack.modules.lambda.JavaFunction;
import io.tapstack.modules.messaging.Queue;
import io.tapstack.modules.messaging.Topic;
import io.tapstack.modules.rds.PostgresDatabase;
import io.tapstack.modules.s3.AccessLogBucket;
import io.tapstack.modules.s3.BucketEncryption;
import io.tapstack.modules.s3.BucketName;
import io.tapstack.modules.s3.BucketSettings;
import io.tapstack.modules.s3.SecureBucket;
import io.tapstack.modules.terraform.StackSettings;
import java.util.List;
import java.util.Optional;
import software.constructs.Construct;

/**
 * The payments system: an API that accepts payments and never takes one twice, a relational ledger and an immutable
 * audit trail behind it.
 *
 * <pre>
 * caller ─► [WAF] ─► REST API ─► payments-api ─► DynamoDB payments, idempotency
 *                                                     │ stream
 *                                                     ▼
 *                                              payments-ledger ─► PostgreSQL
 *                                                     │      └──► audit bucket
 *                                                     ▼ what cannot be booked
 *                                              failures queue ─► alarm ─► alerts topic
 * </pre>
 */
public final class PaymentsStack extends TerraformStack {

    public PaymentsStack(
            Construct scope, Deployment deployment, PaymentsSettings settings, PaymentsArtifacts artifacts) {
        super(scope, deployment.stackId());
        Problems.refuse(deployment.environment().id() + ".payments", settings);
        StackSettings.apply(this, deployment);

        PaymentsKeys keys = PaymentsKeys.in(this, deployment, settings.data().keys());
        PaymentsNetwork network = new PaymentsNetwork(this, deployment, settings.network(), keys.logs());
        PaymentsTables tables =
                PaymentsTables.in(this, deployment, keys.data(), settings.data().protection());
        SecureBucket.Ref audit = audit(deployment, settings.data(), keys);
        PostgresDatabase.Ref database = database(deployment, settings, network, keys);
        FunctionNetwork databaseClients = network.clientsOf(database);
        Queue.Ref failures = new Queue(this, "failures", new Queue.Props(deployment, "failures", keys.data())).ref();

        PaymentsFunctions functions =
                new PaymentsFunctions(this, deployment, settings.functions(), artifacts, keys, failures);
        String allowedOrigin = Cors.originOf(deployment.account());
        JavaFunction.Ref apiFunction = functions.api(tables, network.api(), allowedOrigin);
        String migrations = functions.migrate(database, databaseClients);
        JavaFunction.Ref ledger = functions.ledger(tables.payments(), database, audit, databaseClients, migrations);

        PublicApi api = PublicApi.in(
                this,
                new PublicApi.Props(
                        deployment,
                        settings.api(),
                        "api",
                        PaymentsApiDefinition.json(deployment.name("api"), apiFunction.aliasInvokeArn(), allowedOrigin),
                        apiFunction,
                        keys.logs()));

        Topic.Ref alerts = new Topic(this, "alerts", Topic.Props.alerts(deployment, keys.data())).ref();
        PaymentsParts parts = new PaymentsParts(
                network.ref(), keys, tables, audit, database, failures, apiFunction, ledger, api, alerts);
        PaymentsMonitoring.in(this, deployment, settings.thresholds(), parts);
        PaymentsOutputs.in(this, deployment, parts);
    }

    private SecureBucket.Ref audit(Deployment deployment, PaymentsDataSettings settings, PaymentsKeys keys) {
        SecureBucket.Ref accessLogs = new AccessLogBucket(
                        this,
                        "access-logs",
                        new AccessLogBucket.Props(
                                deployment,
                                new BucketSettings(settings.accessLogs(), settings.protection(), Optional.empty()),
                                deployment.name("*")))
                .ref();
        return new SecureBucket(
                        this,
                        "audit",
                        new SecureBucket.Props(
                                deployment,
                                BucketName.random("audit"),
                                new BucketSettings(settings.audit(), settings.protection(), settings.auditLock()),
                                BucketEncryption.kms(keys.data()),
                                Optional.of(accessLogs.name()),
                                arn -> List.of()))
                .ref();
    }

    private PostgresDatabase.Ref database(
            Deployment deployment, PaymentsSettings settings, PaymentsNetwork network, PaymentsKeys keys) {
        return new PostgresDatabase(
                        this,
                        "database",
                        new PostgresDatabase.Props(
                                deployment,
                                settings.database(),
                                "payments",
                                network.ref().vpcId(),
                                network.ref().privateSubnetIds(),
                                new PostgresDatabase.Keys(keys.database(), keys.databaseSecret(), keys.logs())))
                .ref();
    }
}
