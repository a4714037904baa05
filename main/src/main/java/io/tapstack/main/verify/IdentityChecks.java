package io.tapstack.main.verify;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AttachedPermissionsBoundary;

/** Roles, users and what calls programs by the clock (C7, L2, L4). */
final class IdentityChecks {
    static final List<Check> ALL = List.of(
            Check.of("role-boundary", "aws_iam_role")
                    .promises(
                            "the role carries the deployed permission boundary",
                            List.of("iam:GetRole"),
                            IdentityChecks::bounded),
            Check.of("user-pool-protection", "aws_cognito_user_pool")
                    .promises(
                            "deletion protection is as deployed",
                            List.of("cognito-idp:DescribeUserPool"),
                            IdentityChecks::isProtected),
            Check.of("rule-enabled", "aws_cloudwatch_event_rule")
                    .promises(
                            "the rule is in the deployed state",
                            List.of("events:DescribeRule"),
                            IdentityChecks::enabled));

    private IdentityChecks() {}

    private static Outcome bounded(Subject role) {
        String promised = role.text("permissions_boundary");
        if (promised.isEmpty()) {
            return Outcome.notPromised();
        }
        AttachedPermissionsBoundary found = role.client(IamClient.builder())
                .getRole(request -> request.roleName(role.text("name")))
                .role()
                .permissionsBoundary();
        return Outcome.when(
                found != null && promised.equals(found.permissionsBoundaryArn()),
                "the role carries another boundary than deployed, or none");
    }

    private static Outcome isProtected(Subject pool) {
        return Outcome.equal(
                "deletion protection",
                pool.text("deletion_protection"),
                pool.json("cognito-idp")
                        .action(
                                "AWSCognitoIdentityProviderService.DescribeUserPool",
                                Map.of("UserPoolId", pool.text("id")))
                        .at("/UserPool/DeletionProtection")
                        .asText("INACTIVE"));
    }

    private static Outcome enabled(Subject rule) {
        return Outcome.equal(
                "the rule",
                rule.resource().attributes().path("state").asText("ENABLED"),
                rule.json("events")
                        .action(
                                "AWSEvents.DescribeRule",
                                Map.of("Name", rule.text("name"), "EventBusName", rule.text("event_bus_name")))
                        .path("State")
                        .asText());
    }
}
