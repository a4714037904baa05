package io.tapstack.environments.controls;

import io.tapstack.environments.sweep.PolicyStatement;
import io.tapstack.environments.testing.StackJson;
import java.util.List;
import java.util.function.Predicate;

/** Who may do what: policies of roles and of resources. */
final class PolicyRules {
    private static final String IAM_POLICY = "aws_iam_policy";
    private static final String ATTACHMENT = "aws_iam_role_policy_attachment";

    /** Elastic Load Balancing's own accounts in the regions of the test's context; they write access logs. */
    private static final List<String> LOAD_BALANCERS = List.of(
            "arn:aws:iam::054676820928:root",
            "arn:aws:iam::156460612806:root",
            "arn:aws:iam::033677994240:root",
            "arn:aws:iam::718504428378:root");

    static final List<Rule> ALL = List.of(
            Rule.none("there-are-no-users", "aws_iam_user", "aws_iam_group", "aws_iam_access_key")
                    .failsFor("payments-dev", stack -> stack.plus("aws_iam_user", "{'name': 'deploy'}")),
            Rule.none("roles-have-no-inline-policies", "aws_iam_role_policy")
                    .failsFor("payments-dev", stack -> stack.plus("aws_iam_role_policy", "{}")),
            Rule.each(
                            "roles-have-policies-of-ours-only",
                            ATTACHMENT,
                            attachment -> attachment.at("policy_arn").asText().startsWith("${aws_iam_policy."))
                    .failsFor(
                            "payments-dev",
                            stack -> stack.with(
                                    ATTACHMENT, "policy_arn", "arn:aws:iam::aws:policy/AdministratorAccess")),
            statements("policies-give-no-administration", IAM_POLICY, statement -> !statement
                            .actions()
                            .contains("*"))
                    .failsFor("payments-dev", stack -> granting(stack, "*", "*")),
            statements(
                            "policies-of-roles-name-their-actions",
                            IAM_POLICY,
                            statement -> isBoundary(statement)
                                    || statement.actions().stream().noneMatch(action -> action.contains("*")))
                    .failsFor("payments-dev", stack -> granting(stack, "s3:Get*", "arn:aws:s3:::a")),
            statements(
                            "policies-of-roles-decrypt-with-named-keys",
                            IAM_POLICY,
                            statement -> isBoundary(statement)
                                    || statement.isConditional()
                                    || !statement.resources().contains("*")
                                    || statement.actions().stream()
                                            .noneMatch(action -> action.matches("kms:(Decrypt|ReEncrypt.*|\\*)")))
                    .failsFor("payments-dev", stack -> granting(stack, "kms:Decrypt", "*")),
            closed("keys-are-closed-to-others", "aws_kms_key"),
            closed("bucket-policies-are-closed-to-others", "aws_s3_bucket_policy"),
            closed("topic-policies-are-closed-to-others", "aws_sns_topic_policy"),
            closed("queue-policies-are-closed-to-others", "aws_sqs_queue_policy"),
            Rule.has(
                            "event-buses-have-policies",
                            "aws_cloudwatch_event_bus",
                            "aws_cloudwatch_event_bus_policy",
                            "event_bus_name")
                    .failsFor("loyalty-dev", stack -> stack.without("aws_cloudwatch_event_bus_policy")));

    private PolicyRules() {}

    private static Rule.Unproven statements(String name, String type, Predicate<PolicyStatement> holds) {
        return Rule.stacks(name, stack -> PolicyStatement.of(stack, type).stream()
                .filter(PolicyStatement::allows)
                .filter(holds.negate())
                .map(statement -> statement.where() + " breaks " + name)
                .toList());
    }

    /** Nobody but the environment's own account and AWS's services on its behalf is let in. */
    private static Rule closed(String name, String type) {
        return Rule.stacks(name, stack -> PolicyStatement.of(stack, type).stream()
                        .filter(PolicyStatement::allows)
                        .filter(statement -> statement.principals().isEmpty()
                                || !(isCalledFromOwn(stack, statement)
                                        || statement.principals().stream().allMatch(who -> isOwn(stack, who))))
                        .map(statement -> statement.where() + " lets in " + statement.principals())
                        .toList())
                .failsFor(
                        "payments-dev",
                        stack -> stack.plusStatement(
                                type, "policy", "{'Effect': 'Allow', 'Principal': {'AWS': '*'}, 'Action': 'x:Y'}"));
    }

    /** Of anybody, in the account's own name: a service-linked role that need not exist yet. */
    private static boolean isCalledFromOwn(StackJson stack, PolicyStatement statement) {
        String account = stack.accountId();
        return statement.condition("StringEquals", "kms:CallerAccount").asText().equals(account);
    }

    private static boolean isOwn(StackJson stack, String principal) {
        String account = stack.accountId();
        return principal.startsWith("arn:aws:iam::" + account + ":")
                || LOAD_BALANCERS.contains(principal)
                || principal.startsWith("${aws_iam_role.")
                || principal.endsWith(".amazonaws.com");
    }

    /** It grants nothing; it limits what policies may grant, and names whole services for that. */
    private static boolean isBoundary(PolicyStatement statement) {
        return statement.where().startsWith("aws_iam_policy.permission-boundary ");
    }

    private static StackJson granting(StackJson stack, String action, String resource) {
        return stack.plusStatement(
                IAM_POLICY,
                "policy",
                "{'Sid': 'X', 'Effect': 'Allow', 'Action': '%s', 'Resource': '%s'}".formatted(action, resource));
    }
}
