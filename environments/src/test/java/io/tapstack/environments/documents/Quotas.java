package io.tapstack.environments.documents;

import io.tapstack.environments.testing.StackJson;
import io.tapstack.modules.testing.ResourceAssert;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/**
 * Quotas of an account, and how much of each the stacks of an environment need.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html">Configuring reserved
 *     concurrency</a>: 100 always stay unreserved
 */
record Quotas(String text, String code, ToIntFunction<List<StackJson>> need) {
    static final Quotas CONCURRENCY = new Quotas(
            "Lambda, concurrent executions: reserved, and 100 unreserved",
            "L-B99A9384",
            stacks -> 100
                    + sum(stacks, "aws_lambda_function", function -> function.at("reserved_concurrent_executions")
                            .asInt()));
    static final Quotas VPCS = new Quotas("VPCs", "L-F678F1CE", stacks -> sum(stacks, "aws_vpc", vpc -> 1));
    static final Quotas ADDRESSES =
            new Quotas("EC2, Elastic IP addresses", "L-0263D0A3", stacks -> sum(stacks, "aws_eip", address -> 1));
    static final Quotas PROCESSORS = new Quotas(
            "EC2, vCPUs of On-Demand Standard instances, at most",
            "L-1216C47A",
            stacks -> 2
                    * sum(stacks, "aws_autoscaling_group", group -> group.at("max_size")
                            .asInt()));

    /** Every type that a fleet has; a template with another one needs another factor than 2. */
    static final List<String> TYPES_WITH_TWO_VCPUS = List.of("t4g.micro", "t4g.small", "t4g.medium", "m7g.large");

    static List<Quotas> all() {
        return List.of(CONCURRENCY, VPCS, ADDRESSES, PROCESSORS);
    }

    int need(List<StackJson> stacks) {
        return need.applyAsInt(stacks);
    }

    /** A row of the table, with a column for each environment. */
    String row(Map<String, List<StackJson>> byEnvironment) {
        StringBuilder row = new StringBuilder("| " + text + " | `" + code + "` |");
        byEnvironment
                .values()
                .forEach(stacks -> row.append(' ').append(need(stacks)).append(" |"));
        return row.append('\n').toString();
    }

    private static int sum(List<StackJson> stacks, String type, ToIntFunction<ResourceAssert> value) {
        return stacks.stream()
                .flatMap(stack -> stack.all(type).stream())
                .mapToInt(value)
                .sum();
    }
}
