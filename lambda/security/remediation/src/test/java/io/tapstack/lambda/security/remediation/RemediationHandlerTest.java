package io.tapstack.lambda.security.remediation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.Context;
import io.tapstack.lambda.dynamodb.InMemoryDynamoDb;
import io.tapstack.lambda.shared.Environment;
import io.tapstack.lambda.shared.JsonLog;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.model.S3Exception;

@Tag("S9")
class RemediationHandlerTest {
    private static final Map<String, String> LIMITS = Map.of(
            "DRY_RUN", "false",
            "FIXES_PER_RESOURCE_AND_HOUR", "10",
            "MAILS_PER_HOUR", "20",
            "SCOPE", "OPT_IN",
            "SYSTEMS", "payments,security",
            "EXCLUDED_BUCKETS", "security-trail-*,state",
            "REPORT_TOPIC_ARN", "arn:aws:sns:eu-central-1:123456789012:reports",
            "ALERT_TOPIC_ARN", "arn:aws:sns:eu-central-1:123456789012:alerts",
            "STATE_TABLE_NAME", "state");
    private static final Reach REACH = new Reach(Reach.Scope.OPT_OUT, Set.of("open", "payments"), List.of("x"));

    private static final Map<String, String> COMPLETE = complete();

    private final InMemoryS3 s3 = new InMemoryS3();
    private final InMemorySecurityGroups groups = new InMemorySecurityGroups();
    private final List<Report> reports = new ArrayList<>();
    private final RemediationHandler handler = handler();

    @Test
    void bothKindsOfEventsAreAnswered() throws IOException {
        s3.make("open-bucket");
        groups.make(
                "sg-0123456789abcdef0",
                Map.of("System", "payments"),
                List.of(new IngressRule("tcp", new PortRange(22, 22), "0.0.0.0/0", "")));

        assertThat(invoke(Events.CONFIG)).isEqualTo("{\"outcomes\":[\"FIXED\"]}");
        assertThat(invoke(Events.SECURITY_HUB)).isEqualTo("{\"outcomes\":[\"FIXED\"]}");
        assertThat(groups.describe("sg-0123456789abcdef0").ingress()).isEmpty();
        assertThat(invoke(Events.CONFIG)).isEqualTo("{\"outcomes\":[\"DUPLICATE\"]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "not json", "{}", "{\"source\":\"aws.config\"}"})
    void whatIsNoEventIsReportedAndNotTriedAgain(String event) throws IOException {
        assertThat(invoke(event)).isEqualTo("{\"outcomes\":[\"MALFORMED_EVENT\"]}");
        assertThat(reports).hasSize(1);
    }

    @Test
    void oneFailureFailsTheInvocationAfterTheOthersAreDone() throws IOException {
        s3.make("open-bucket");
        s3.failure = Optional.of(InMemoryS3.error("AccessDenied", 403));
        var finding = Events.SECURITY_HUB.substring(
                Events.SECURITY_HUB.indexOf("{", Events.SECURITY_HUB.indexOf("\"findings\"")),
                Events.SECURITY_HUB.lastIndexOf("]"));
        var failing = finding.replace("EC2.13", "S3.8")
                .replace("AwsEc2SecurityGroup", "AwsS3Bucket")
                .replace(
                        "arn:aws:ec2:eu-central-1:123456789012:security-group/sg-0123456789abcdef0",
                        "arn:aws:s3:::open-bucket");
        var both = Events.SECURITY_HUB.replace(finding, failing + "," + finding);

        assertThatThrownBy(() -> invoke(both)).isInstanceOf(S3Exception.class);
        assertThat(reports).extracting(Report::outcome).containsExactly(Outcome.RESOURCE_GONE);

        s3.failure = Optional.empty();
        assertThat(invoke(both)).isEqualTo("{\"outcomes\":[\"FIXED\",\"DUPLICATE\"]}");
    }

    @Test
    @Tag("C13")
    void readsTheDeclaredEnvironmentAndNamesEveryMissingVariable() {
        var settings = RemediationSettings.from(new Environment(COMPLETE));
        assertThat(settings.configRuleFixes()).isEqualTo(Map.of("a", Fix.S3_TLS_ONLY, "b", Fix.SECURITY_GROUP_SSH));
        assertThat(settings.limits())
                .isEqualTo(new RemediationSettings.Limits(
                        false,
                        10,
                        20,
                        new Reach(
                                Reach.Scope.OPT_IN,
                                Set.of("payments", "security"),
                                List.of("security-trail-*", "state"))));
        for (var variable : COMPLETE.keySet()) {
            var incomplete = new HashMap<>(COMPLETE);
            incomplete.remove(variable);
            assertThatThrownBy(() -> RemediationSettings.from(new Environment(incomplete)))
                    .hasMessage("Environment: " + variable + " is not set");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "DRY_RUN, TRUE, must match true|false",
        "DRY_RUN, no, must match true|false",
        "FIXES_PER_RESOURCE_AND_HOUR, 0, 'must be a whole number, 1..1000'",
        "FIXES_PER_RESOURCE_AND_HOUR, 1001, 'must be a whole number, 1..1000'",
        "MAILS_PER_HOUR, 0, 'must be a whole number, 1..1000'",
        "SCOPE, ALL, must match OPT_OUT|OPT_IN",
        "SYSTEMS, 'payments,', must match",
        "EXCLUDED_BUCKETS, A, must match",
        "CONFIG_RULE_FIXES, a, must match",
        "CONFIG_RULE_FIXES, a=DELETE_EVERYTHING, must match",
        "CONFIG_RULE_FIXES, 'a=S3_TLS_ONLY,', must match",
    })
    void refusesSettingsThatAreNotClear(String variable, String value, String problem) {
        var environment = new HashMap<>(COMPLETE);
        environment.put(variable, value);
        assertThatThrownBy(() -> RemediationSettings.from(new Environment(environment)))
                .hasMessageStartingWith("Environment: " + variable + " " + problem);
    }

    @Test
    void refusesARuleWithTwoFixes() {
        var environment = new HashMap<>(COMPLETE);
        environment.put("CONFIG_RULE_FIXES", "a=S3_TLS_ONLY,a=SECURITY_GROUP_SSH");
        assertThatThrownBy(() -> RemediationSettings.from(new Environment(environment)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("key a");
    }

    private RemediationHandler handler() {
        var clock = Clock.systemUTC();
        var state = new StateTable(new InMemoryDynamoDb().table("state", "id"), "state", clock);
        var remediation = new Remediation(
                Map.of(
                        Fix.S3_PUBLIC_ACCESS_BLOCK, new PublicAccessBlock(new Buckets(s3)),
                        Fix.SECURITY_GROUP_SSH, new ClosedPort(groups, 22)),
                state,
                reports::add,
                new Mails(text -> {}, state, 20),
                new RemediationSettings.Limits(false, 10, 20, REACH),
                clock);
        var out = new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8);
        return new RemediationHandler(
                new Findings(Map.of("security-s3-public-dev", Fix.S3_PUBLIC_ACCESS_BLOCK)),
                remediation,
                JsonLog.of("remediation", "test", JsonLog.Level.INFO, out, clock));
    }

    private static Map<String, String> complete() {
        var all = new HashMap<>(LIMITS);
        all.put("CONFIG_RULE_FIXES", "a=S3_TLS_ONLY,b=SECURITY_GROUP_SSH");
        all.put("AWS_REGION", "eu-central-1");
        return Map.copyOf(all);
    }

    private String invoke(String event) throws IOException {
        var context = (Context) Proxy.newProxyInstance(
                Context.class.getClassLoader(),
                new Class<?>[] {Context.class},
                (proxy, method, arguments) -> method.getName().equals("getInvokedFunctionArn")
                        ? "arn:aws:lambda:eu-central-1:123456789012:function:f:live"
                        : "request-1");
        var output = new ByteArrayOutputStream();
        handler.handleRequest(new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)), output, context);
        return output.toString(StandardCharsets.UTF_8);
    }
}
