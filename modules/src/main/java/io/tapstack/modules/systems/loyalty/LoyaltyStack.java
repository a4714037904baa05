package io.tapstack.modules.systems.loyalty;

import com.hashicorp.cdktf.TerraformStack;
import io.tapstack.modules.apigateway.Cors;
import io.tapstack.modules.apigateway.PublicApi;
import io.tapstack.modules.cognito.UserPool;
import io.tapstack.modules.core.Deployment;
import io.tapstack.modules.core.Problems;
import io.tapstack.modules.events.FunctionSchedule;
import io.tapstack.modules.lambda.JavaFunction;
import io.tapstack.modules.messaging.Topic;
import io.tapstack.modules.s3.AccessLogBucket;
import io.tapstack.modules.s3.BucketEncryption;
import io.tapstack.modules.s3.BucketName;
import io.tapstack.modules.s3.BucketSettings;
import io.tapstack.modules.s3.SecureBucket;
import io.tapstack.modules.terraform.StackSettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.constructs.Construct;

/**
 * The loyalty system: members earn and redeem points and get offers.
 *
 * <pre>
 * member ─► user pool (ID token)
 *    └────► [WAF] ─► REST API ─► loyalty-api ─► DynamoDB members, transactions, idempotency
 *                                                                 │ stream: expired earnings
 *                                                                 ▼
 *                                                          loyalty-expiry ─► members, transactions
 * schedule ─► loyalty-offers ─► event bus [archive] ─► offers topic
 *                   └─────────► SES ─► member; bounces and complaints ─► e-mail events topic
 *
 * what fails on any of these ways ─► its queue ─► alarm ─► alerts topic
 * </pre>
 */
public final class LoyaltyStack extends TerraformStack {

    public LoyaltyStack(Construct scope, Deployment deployment, LoyaltySettings settings, LoyaltyArtifacts artifacts) {
        super(scope, deployment.stackId());
        Problems.refuse(deployment.environment().id() + ".loyalty", settings);
        StackSettings.apply(this, deployment);

        LoyaltyDataSettings data = settings.data();
        LoyaltyKeys keys = LoyaltyKeys.in(this, deployment, data.keys());
        LoyaltyTables tables = LoyaltyTables.in(this, deployment, keys.data(), data.protection());
        LoyaltyQueues queues = LoyaltyQueues.in(this, deployment, keys.data());
        SecureBucket.Ref assets = assets(deployment, data);
        UserPool.Ref users = new UserPool(
                        this,
                        "users",
                        new UserPool.Props(
                                deployment,
                                "members",
                                settings.users(),
                                Map.of(LoyaltyFunctions.PARTNER_GROUP, "May book what members earn")))
                .ref();
        LoyaltyOffers offers = LoyaltyOffers.in(
                this, deployment, data.events(), settings.programme().offers(), keys.data(), queues.events());

        LoyaltyFunctions functions = new LoyaltyFunctions(this, deployment, settings, artifacts, keys, tables, queues);
        String allowedOrigin = Cors.originOf(deployment.account());
        JavaFunction.Ref apiFunction = functions.api(allowedOrigin);
        JavaFunction.Ref expiry = functions.expiry();
        JavaFunction.Ref offersFunction = functions.offers(offers);
        FunctionSchedule.Ref schedule = functions.offersSchedule(offersFunction);

        PublicApi api = PublicApi.in(
                this,
                new PublicApi.Props(
                        deployment,
                        settings.api(),
                        "loyalty",
                        LoyaltyApiDefinition.json(
                                deployment.name("api"), apiFunction.aliasInvokeArn(), users.arn(), allowedOrigin),
                        apiFunction,
                        keys.logs()));

        Topic.Ref alerts = new Topic(this, "alerts", Topic.Props.alerts(deployment, keys.data())).ref();
        LoyaltyParts parts = new LoyaltyParts(
                tables,
                queues,
                offers,
                keys,
                assets,
                users,
                apiFunction,
                expiry,
                offersFunction,
                schedule,
                api,
                alerts);
        LoyaltyMonitoring.in(this, deployment, settings.thresholds(), parts);
        LoyaltyOutputs.in(this, deployment, parts);
    }

    /** Pictures and texts of campaigns, which other teams put there under a name they can work out (L6). */
    private SecureBucket.Ref assets(Deployment deployment, LoyaltyDataSettings data) {
        SecureBucket.Ref accessLogs = new AccessLogBucket(
                        this,
                        "access-logs",
                        new AccessLogBucket.Props(
                                deployment,
                                new BucketSettings(data.accessLogs(), data.protection(), Optional.empty()),
                                deployment.name("*")))
                .ref();
        return new SecureBucket(
                        this,
                        "assets",
                        new SecureBucket.Props(
                                deployment,
                                BucketName.inAccount("assets", deployment),
                                new BucketSettings(data.assets(), data.protection(), Optional.empty()),
                                BucketEncryption.s3Managed(),
                                Optional.of(accessLogs.name()),
                                arn -> List.of()))
                .ref();
    }
}
