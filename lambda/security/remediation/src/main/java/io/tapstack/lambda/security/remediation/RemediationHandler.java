package io.tapstack.lambda.security.remediation;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.tapstack.lambda.shared.AwsClients;
import io.tapstack.lambda.shared.Environment;
import io.tapstack.lambda.shared.Json;
import io.tapstack.lambda.shared.JsonLog;
import io.tapstack.lambda.shared.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sns.SnsClient;

/**
 * Entry point of {@code remediation}: connects {@link Remediation} with EventBridge, which invokes it asynchronously.
 *
 * <p>Its environment is {@link RemediationVariable}. What it does not fix is an answer and a report; a call that fails is
 * an exception, so that Lambda repeats the event.
 */
public final class RemediationHandler implements RequestStreamHandler {
    private static final int SSH = 22;
    private static final int RDP = 3389;

    private final Findings findings;
    private final Remediation remediation;
    private final JsonLog log;

    /** As Lambda makes it. */
    public RemediationHandler() {
        this(RemediationSettings.from(Environment.ofProcess()));
    }

    private RemediationHandler(RemediationSettings settings) {
        this(
                new Findings(settings.configRuleFixes()),
                remediation(settings),
                JsonLog.ofProcess("remediation", settings.logLevel(), System.out));
    }

    RemediationHandler(Findings findings, Remediation remediation, JsonLog log) {
        this.findings = findings;
        this.remediation = remediation;
        this.log = log;
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        var home = Remediation.Home.of(context.getInvokedFunctionArn());
        var outcomes = outcomes(read(input), home, log.forInvocation(context.getAwsRequestId()));
        output.write(Json.write(Map.of("outcomes", outcomes)).getBytes(StandardCharsets.UTF_8));
    }

    private List<Outcome> outcomes(JsonObject event, Remediation.Home home, JsonLog invocation) {
        List<Finding> found;
        try {
            found = findings.of(event);
        } catch (MalformedEventException e) {
            return List.of(remediation.refuse(e, invocation));
        }
        var outcomes = new ArrayList<Outcome>();
        var failures = new ArrayList<RuntimeException>();
        for (var finding : found) {
            try {
                outcomes.add(remediation.handle(finding, home, invocation));
            } catch (RuntimeException e) {
                var resource = finding.resource();
                invocation.error("failed", e, Map.of("rule", finding.rule(), "resourceId", resource.id()));
                failures.add(e);
            }
        }
        if (!failures.isEmpty()) {
            throw failures.get(0);
        }
        return outcomes;
    }

    /** What is no object is an event that lacks everything. */
    private static JsonObject read(InputStream input) {
        try {
            return Json.object(input);
        } catch (Json.MalformedException e) {
            return new JsonObject(Map.of());
        }
    }

    private static Remediation remediation(RemediationSettings settings) {
        var clock = Clock.systemUTC();
        var dynamoDb = AwsClients.ofProcess(DynamoDbClient.builder()).build();
        var sns = AwsClients.ofProcess(SnsClient.builder()).build();
        var state = new StateTable(dynamoDb, settings.stateTable(), clock);
        Mails.Topic alerts = text -> sns.publish(
                publish -> publish.topicArn(settings.alertTopicArn()).message(text));
        return new Remediation(
                remedies(Region.of(settings.region())),
                state,
                new SnsReports(sns, settings.reportTopicArn()),
                new Mails(alerts, state, settings.limits().mailsPerHour()),
                settings.limits(),
                clock);
    }

    private static Map<Fix, Remedy> remedies(Region region) {
        var buckets = new Buckets(AwsClients.ofProcess(S3Client.builder()).build());
        var groups = new Ec2SecurityGroups(
                new Ec2Query(AwsClients.http().build(), AwsClients.credentials(), ec2Endpoint(region), region.id()));
        return Map.of(
                Fix.S3_PUBLIC_ACCESS_BLOCK, new PublicAccessBlock(buckets),
                Fix.S3_TLS_ONLY,
                        new TlsOnly(buckets, region.metadata().partition().id()),
                Fix.SECURITY_GROUP_SSH, new ClosedPort(groups, SSH),
                Fix.SECURITY_GROUP_RDP, new ClosedPort(groups, RDP),
                Fix.KMS_KEY_ROTATION,
                        new KeyRotation(
                                AwsClients.ofProcess(KmsClient.builder()).build()));
    }

    private static URI ec2Endpoint(Region region) {
        return URI.create(Environment.ofProcess()
                .optional("AWS_ENDPOINT_URL")
                .orElseGet(() -> "https://ec2." + region.id() + "."
                        + region.metadata().partition().dnsSuffix()));
    }
}
