package io.tapstack.modules.systems.payments;

import com.hashicorp.cdktf.TerraformStack;
import io.tapstack.modules.apigateway.ApiDomain;
import io.tapstack.modules.apigateway.RestApi;
import io.tapstack.modules.core.Deployment;
import io.tapstack.modules.core.Problems;
import io.tapstack.modules.lambda.JavaFunction;
import io.tapstack.modules.messaging.AlertTopic;
import io.tapstack.modules.messaging.Queue;
import io.tapstack.modules.rds.PostgresDatabase;
import io.tapstack.modules.s3.AccessLogBucket;
import io.tapstack.modules.s3.BucketEncryption;
import io.tapstack.modules.s3.BucketName;
import io.tapstack.modules.s3.BucketSettings;
import io.tapstack.modules.s3.SecureBucket;
import io.tapstack.modules.terraform.StackSettings;
import io.tapstack.modules.waf.WebAcl;
import java.util.List;
import java.util.Map;
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
        network.allowDatabase(database.securityGroupId());
        Queue.Ref failures = new Queue(this, "failures", new Queue.Props(deployment, "failures", keys.data())).ref();

        PaymentsFunctions functions =
                new PaymentsFunctions(this, deployment, settings.functions(), artifacts, keys, failures);
        String allowedOrigin = allowedOrigin(deployment);
        JavaFunction.Ref apiFunction = functions.api(tables, network.api(), allowedOrigin);
        String migrations = functions.migrate(database, network.databaseClients());
        JavaFunction.Ref ledger =
                functions.ledger(tables.payments(), database, audit, network.databaseClients(), migrations);

        RestApi.Ref api = api(deployment, settings.api(), keys, apiFunction, allowedOrigin);
        Optional<String> domainUrl = deployment.account().domain().map(domain -> new ApiDomain(
                        this, "domain", new ApiDomain.Props(deployment, domain, api))
                .ref()
                .url());

        AlertTopic.Ref alerts = new AlertTopic(this, "alerts", new AlertTopic.Props(deployment, keys.data())).ref();
        PaymentsParts parts = new PaymentsParts(
                network.ref(), keys, tables, audit, database, failures, apiFunction, ledger, api, domainUrl, alerts);
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
                                network.ref(),
                                new PostgresDatabase.Keys(keys.database(), keys.databaseSecret(), keys.logs())))
                .ref();
    }

    private RestApi.Ref api(
            Deployment deployment,
            PaymentsApiSettings settings,
            PaymentsKeys keys,
            JavaFunction.Ref function,
            String allowedOrigin) {
        String definition =
                PaymentsApiDefinition.json(deployment.name("api"), function.aliasInvokeArn(), allowedOrigin);
        RestApi.Ref api = new RestApi(
                        this,
                        "rest-api",
                        new RestApi.Props(
                                deployment, settings.rest(), definition, Map.of("api", function), keys.logs()))
                .ref();
        settings.waf()
                .ifPresent(
                        waf -> new WebAcl(this, "waf", new WebAcl.Props(deployment, waf, api.stageArn(), keys.logs())));
        return api;
    }

    /** Pages of the deployment's own domain may call the API; without a domain, any page (which still must sign). */
    private static String allowedOrigin(Deployment deployment) {
        return deployment
                .account()
                .domain()
                .map(domain -> "https://" + domain.name())
                .orElse("*");
    }
}
