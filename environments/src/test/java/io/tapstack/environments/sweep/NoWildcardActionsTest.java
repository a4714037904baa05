package io.tapstack.environments.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapstack.environments.testing.EveryStack;
import io.tapstack.environments.testing.StackJson;
import io.tapstack.environments.testing.SynthesizedStacks;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a role may do is named: its actions in full, its resources wherever AWS knows any. */
@Tag("C7")
@Tag("IAM.1")
@Tag("IAM.21")
@Tag("KMS.1")
@Tag("CIS-5.0_1.15")
final class NoWildcardActionsTest {
    /** Statements that allow something on any resource, and why. */
    private static final Map<String, String> ANY_RESOURCE = Map.ofEntries(
            Map.entry("Trace", "X-Ray has no resources"),
            Map.entry(
                    "LambdaManagesInterfaces", "Lambda checks this on any interface; a Deny keeps the handler from it"),
            Map.entry("Look", "describing networks has no resource; limited to the account's region"),
            Map.entry("FindTrails", "listing has no resource"),
            Map.entry("DeliveryChannels", "delivery channels have no resources, listing rules has none"),
            Map.entry("NewDetectors", "an account has one of each in a region; limited to the account's region"),
            Map.entry("AccountDefaults", "they belong to the account"),
            Map.entry("GeneratePasswords", "a random password belongs to no secret yet"),
            Map.entry("LookAtSecurityGroups", "describing has no resource"),
            Map.entry("NewKeys", "a key's id is not known before it is made"),
            Map.entry("EventSources", "a mapping's id is not known before it is made; its function is"),
            Map.entry("ListLogGroups", "listing has no resource"),
            Map.entry("ListParameters", "listing has no resource"),
            Map.entry("EventBusPolicies", "IAM does not look at the bus that the request names"),
            Map.entry("EmailTemplates", "templates of SES's first API have no resources"),
            Map.entry("NewUserPools", "a pool's id is not known before it is made"),
            Map.entry("FirewallLogs", "log deliveries have no resources"),
            Map.entry("LookAtFleets", "describing has no resource; limited to the account's region"),
            Map.entry("CarrySessions", "the channels of Session Manager belong to no resource"),
            Map.entry("NewCertificates", "a certificate's id is not known before it is requested"));

    @EveryStack
    void holds(StackJson stack) {
        assertThat(violations(stack)).isEmpty();
    }

    @Test
    void excusesNothingThatIsNotThere() {
        Set<String> used = new TreeSet<>();
        SynthesizedStacks.shipped().stream()
                .flatMap(NoWildcardActionsTest::granted)
                .filter(statement -> statement.resources().contains("*"))
                .forEach(statement -> used.add(statement.sid()));
        assertThat(used).containsExactlyInAnyOrderElementsOf(ANY_RESOURCE.keySet());
    }

    @Test
    void canFail() {
        StackJson dev = SynthesizedStacks.shipped("payments-dev");
        for (String statement : List.of(
                "{'Sid': 'X', 'Effect': 'Allow', 'Action': '*', 'Resource': 'arn:aws:s3:::a'}",
                "{'Sid': 'X', 'Effect': 'Allow', 'Action': ['s3:GetObject', 's3:Put*'], 'Resource': 'arn:aws:s3:::a'}",
                "{'Sid': 'X', 'Effect': 'Allow', 'Action': 's3:GetObject', 'Resource': ['arn:aws:s3:::a', '*']}",
                "{'Sid': 'X', 'Effect': 'Allow', 'NotAction': 's3:GetObject', 'Resource': 'arn:aws:s3:::a'}",
                "{'Sid': 'NewKeys', 'Effect': 'Allow', 'Action': 'kms:Decrypt', 'Resource': '*'}")) {
            assertThat(violations(dev.plusStatement("aws_iam_policy", "policy", statement)))
                    .as(statement)
                    .hasSize(1);
        }
        assertThat(violations(dev.plusStatement(
                        "aws_iam_policy", "policy", "{'Sid': 'X', 'Effect': 'Deny', 'Action': '*', 'Resource': '*'}")))
                .isEmpty();
    }

    private static List<String> violations(StackJson stack) {
        Map<String, List<String>> complaints = new HashMap<>();
        granted(stack).forEach(statement -> {
            List<String> found = complaints.computeIfAbsent(statement.where(), where -> new ArrayList<>());
            if (statement.actions().isEmpty()
                    || statement.actions().stream().anyMatch(action -> action.contains("*"))) {
                found.add("does not name its actions: " + statement.actions());
            }
            if (statement.resources().contains("*") && !ANY_RESOURCE.containsKey(statement.sid())) {
                found.add("names no resource");
            }
            if (statement.resources().contains("*")
                    && statement.actions().contains("kms:Decrypt")
                    && !statement.isConditional()) {
                found.add("decrypts with any key");
            }
        });
        return complaints.entrySet().stream()
                .flatMap(entry -> entry.getValue().stream().map(complaint -> entry.getKey() + " " + complaint))
                .toList();
    }

    /** What roles may do. The boundary only limits that, and allows whole services. */
    private static Stream<PolicyStatement> granted(StackJson stack) {
        return PolicyStatement.of(stack, "aws_iam_policy").stream()
                .filter(PolicyStatement::allows)
                .filter(statement -> !statement.where().startsWith("aws_iam_policy.permission-boundary "));
    }
}
