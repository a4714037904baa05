package io.tapstack.environments.picture;

import io.tapstack.environments.sweep.PolicyStatement;
import io.tapstack.environments.testing.StackJson;
import java.util.List;
import java.util.regex.Pattern;

/** What the policies of a role say about who reads and writes what. */
final class Grants {
    private static final Pattern READING = Pattern.compile("\\w+:(Get|BatchGet|Query|Scan|List|Describe|Receive).*");

    /** What an event source mapping needs, which is an arrow of its own. */
    private static final Pattern STREAM =
            Pattern.compile("dynamodb:(GetRecords|GetShardIterator|DescribeStream|ListStreams)");

    private Grants() {}

    static List<PolicyStatement> of(StackJson stack, List<String> role) {
        List<String> policies = stack.all("aws_iam_role_policy_attachment").stream()
                .filter(attachment ->
                        References.addresses(attachment.at("role")).equals(role))
                .flatMap(attachment -> References.addresses(attachment.at("policy_arn")).stream())
                .toList();
        return stack.all("aws_iam_policy").stream()
                .filter(policy -> policies.contains(policy.address()))
                .flatMap(policy -> PolicyStatement.of("aws_iam_policy", policy).stream())
                .filter(PolicyStatement::allows)
                .filter(statement -> !statement.actions().stream()
                        .allMatch(action -> STREAM.matcher(action).matches()))
                .toList();
    }

    static boolean reads(PolicyStatement statement) {
        return statement.actions().stream()
                .anyMatch(action -> READING.matcher(action).matches());
    }

    static boolean writes(PolicyStatement statement) {
        return statement.actions().stream()
                .anyMatch(action -> !READING.matcher(action).matches());
    }
}
