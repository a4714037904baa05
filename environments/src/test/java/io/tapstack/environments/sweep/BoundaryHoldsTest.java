package io.tapstack.environments.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tapstack.environments.testing.EveryStack;
import io.tapstack.environments.testing.StackJson;
import io.tapstack.environments.testing.SynthesizedStacks;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The boundary of an environment allows its running systems what their roles need and nothing that changes what a principal
 * may do, by AWS's own access levels. That every role carries it, {@link EveryRoleHasBoundaryTest} holds.
 */
@Tag("S5")
final class BoundaryHoldsTest {
    private static final String POLICY = "aws_iam_policy";

    /** Two of the one role that closes what findings name; and AWS's level of a sign-in to PostgreSQL as a database's user. */
    private static final List<String> KNOWN =
            List.of("s3:PutBucketPolicy", "s3:PutBucketPublicAccessBlock", "rds-db:connect");

    @EveryStack
    void allowsWhatRolesAreGranted(StackJson stack) {
        assertThat(missing(
                        SynthesizedStacks.shipped(
                                "foundation-" + stack.environment().id()),
                        stack))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "staging", "prod", "local"})
    void allowsRunningRolesNoChangeOfPermissions(String environment) {
        assertThat(changesOfPermissions(SynthesizedStacks.shipped("foundation-" + environment)))
                .containsExactlyInAnyOrderElementsOf(KNOWN);
    }

    @Test
    void findsAGrantThatTheBoundaryLacks() {
        StackJson foundation = changed(SynthesizedStacks.shipped("foundation-dev"), "dynamodb:Query", "dynamodb:Scan");
        assertThat(missing(foundation, SynthesizedStacks.shipped("payments-dev")))
                .contains("dynamodb:Query");
    }

    @Test
    void findsAChangeOfPermissions() {
        StackJson foundation =
                changed(SynthesizedStacks.shipped("foundation-dev"), "sqs:SendMessage", "lambda:AddPermission");
        assertThat(changesOfPermissions(foundation)).contains("lambda:AddPermission");
    }

    /** Allowed to a role of the stack, and not by the boundary. */
    private static List<String> missing(StackJson foundation, StackJson stack) {
        List<String> allowed =
                running(foundation).flatMap(each -> each.actions().stream()).toList();
        return PolicyStatement.of(stack, POLICY).stream()
                .filter(PolicyStatement::allows)
                .filter(statement -> !statement.where().contains("permission-boundary")
                        && !statement.where().contains("deployer"))
                .flatMap(statement -> statement.actions().stream())
                .filter(action -> !allowed.contains(action))
                .distinct()
                .toList();
    }

    private static List<String> changesOfPermissions(StackJson foundation) {
        return running(foundation)
                .flatMap(statement -> statement.actions().stream())
                .filter(action -> action.matches("(iam|sts):.*") || changesPermissions(action))
                .toList();
    }

    private static boolean changesPermissions(String action) {
        String[] parts = action.split(":", 2);
        JsonNode names = ServiceReference.of(parts[0]).orElseThrow().at("/levels/permissions");
        return StreamSupport.stream(names.spliterator(), false)
                .anyMatch(name -> name.asText().equals(parts[1]));
    }

    /** Without the deployer's. */
    private static Stream<PolicyStatement> running(StackJson foundation) {
        return PolicyStatement.of(foundation, POLICY).stream()
                .filter(statement -> statement.where().startsWith(POLICY + ".permission-boundary "))
                .filter(PolicyStatement::allows)
                .filter(statement -> !statement
                        .condition("ArnEquals", "aws:PrincipalArn")
                        .asText()
                        .endsWith("-deployer"));
    }

    private static StackJson changed(StackJson foundation, String action, String other) {
        return foundation.changed(root -> {
            ObjectNode boundary = (ObjectNode) root.at("/resource/aws_iam_policy/permission-boundary");
            boundary.put("policy", boundary.path("policy").asText().replace('"' + action + '"', '"' + other + '"'));
        });
    }
}
