package io.tapstack.environments.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tapstack.environments.testing.StackJson;
import io.tapstack.environments.testing.SynthesizedStacks;
import io.tapstack.environments.testing.TestContext;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever a role's own policy says, the boundary of its environment keeps it from leaving the boundary, from making roles that
 * are free of it, from blinding those who watch and from ending keys. That every role carries it, {@link
 * EveryRoleHasBoundaryTest} holds.
 */
@Tag("S5")
final class BoundaryHoldsTest {
    private static final String BOUNDARY = "aws_iam_policy";

    /** For everybody. */
    private static final List<String> NOBODY = List.of(
            "iam:DeleteRolePermissionsBoundary",
            "iam:DeleteUserPermissionsBoundary",
            "iam:CreateUser",
            "iam:CreateAccessKey",
            "iam:CreateLoginProfile");

    /** On the boundary itself. */
    private static final List<String> NOBODY_ON_ITSELF = List.of(
            "iam:CreatePolicyVersion", "iam:DeletePolicy", "iam:DeletePolicyVersion", "iam:SetDefaultPolicyVersion");

    /** Unless the role that is made or changed has this boundary. */
    private static final List<String> ONLY_WITH_BOUNDARY = List.of("iam:CreateRole", "iam:PutRolePermissionsBoundary");

    /** For everybody but the deployer. */
    private static final List<String> ONLY_DEPLOYER = List.of(
            "cloudtrail:DeleteTrail",
            "cloudtrail:PutEventSelectors",
            "cloudtrail:StopLogging",
            "cloudtrail:UpdateTrail",
            "config:DeleteConfigRule",
            "config:DeleteConfigurationRecorder",
            "config:DeleteDeliveryChannel",
            "config:PutConfigurationRecorder",
            "config:PutDeliveryChannel",
            "config:StopConfigurationRecorder",
            "logs:DeleteMetricFilter",
            "access-analyzer:DeleteAnalyzer",
            "guardduty:DeleteDetector",
            "guardduty:UpdateDetector",
            "securityhub:BatchDisableStandards",
            "securityhub:DisableSecurityHub",
            "ec2:DisableEbsEncryptionByDefault",
            "iam:DeleteAccountPasswordPolicy",
            "iam:UpdateAccountPasswordPolicy",
            "s3:PutAccountPublicAccessBlock",
            "kms:DisableKey",
            "kms:DisableKeyRotation",
            "kms:PutKeyPolicy",
            "kms:ScheduleKeyDeletion");

    @ParameterizedTest
    @ValueSource(strings = {"dev", "staging", "prod", "local"})
    void holds(String environment) {
        assertThat(violations(SynthesizedStacks.shipped("foundation-" + environment)))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("denied")
    void failsWithoutADenial(String action) {
        StackJson dev = SynthesizedStacks.shipped("foundation-dev");
        assertThat(violations(without(dev, action))).containsExactly("nothing denies " + action);
    }

    @ParameterizedTest
    @MethodSource("denied")
    void failsWhenADenialHasAnotherWayOut(String action) {
        StackJson dev = SynthesizedStacks.shipped("foundation-dev");
        assertThat(violations(weakened(dev, action))).contains("nothing denies " + action);
    }

    static Stream<String> denied() {
        return Stream.of(NOBODY, NOBODY_ON_ITSELF, ONLY_WITH_BOUNDARY, ONLY_DEPLOYER)
                .flatMap(List::stream);
    }

    private static List<String> violations(StackJson foundation) {
        String environment = foundation.environment().id();
        String account = "arn:aws:iam::"
                + TestContext.PLACES.get(foundation.environment()).accountId();
        String boundary = account + ":policy/" + environment + "-tapstack-boundary";
        String deployer = account + ":role/" + environment + "-tapstack-deployer";
        List<String> all = new ArrayList<>();
        require(all, foundation, NOBODY, "*", "{}");
        require(all, foundation, NOBODY_ON_ITSELF, boundary, "{}");
        require(
                all,
                foundation,
                ONLY_WITH_BOUNDARY,
                "*",
                "{'StringNotEquals':{'iam:PermissionsBoundary':'" + boundary + "'}}");
        require(all, foundation, ONLY_DEPLOYER, "*", "{'ArnNotEquals':{'aws:PrincipalArn':'" + deployer + "'}}");
        return all;
    }

    private static void require(
            List<String> all, StackJson foundation, List<String> actions, String resource, String condition) {
        for (String action : actions) {
            boolean denied = denials(foundation)
                    .anyMatch(statement -> statement.actions().contains(action)
                            && statement.resources().equals(List.of(resource))
                            && statement.body().path("Condition").toString().equals(expected(condition)));
            if (!denied) {
                all.add("nothing denies " + action);
            }
        }
    }

    /** A missing condition reads as an empty text. */
    private static String expected(String condition) {
        return condition.equals("{}") ? "" : condition.replace('\'', '"');
    }

    private static Stream<PolicyStatement> denials(StackJson foundation) {
        return PolicyStatement.of(foundation, BOUNDARY).stream()
                .filter(statement -> statement.where().startsWith(BOUNDARY + ".permission-boundary "))
                .filter(statement -> !statement.allows());
    }

    private static StackJson without(StackJson foundation, String action) {
        return withPolicy(foundation, policy -> policy.replace('"' + action + '"', "\"iam:GetRole\""));
    }

    /** As if the statement had one more condition that must hold before it denies. */
    private static StackJson weakened(StackJson foundation, String action) {
        String sid = denials(foundation)
                .filter(statement -> statement.actions().contains(action))
                .map(PolicyStatement::sid)
                .findAny()
                .orElseThrow();
        return withPolicy(foundation, policy -> {
            JsonNode document = TestContext.parse(policy);
            document.path("Statement").forEach(statement -> {
                if (statement.path("Sid").asText().equals(sid)) {
                    ((ObjectNode) statement)
                            .withObjectProperty("Condition")
                            .withObjectProperty("Bool")
                            .put("aws:MultiFactorAuthPresent", "false");
                }
            });
            return document.toString();
        });
    }

    private static StackJson withPolicy(StackJson foundation, UnaryOperator<String> change) {
        return foundation.changed(root -> {
            ObjectNode boundary = (ObjectNode) root.at("/resource/aws_iam_policy/permission-boundary");
            boundary.put("policy", change.apply(boundary.path("policy").asText()));
        });
    }
}
