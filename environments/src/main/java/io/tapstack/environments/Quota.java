package io.tapstack.environments;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A quota of an account in one region, and how much of it the stacks of an environment need (C15). The need is counted in
 * the stacks' Terraform JSON, so that no list of resources beside the stacks can lag behind them.
 *
 * @see <a href="https://docs.aws.amazon.com/general/latest/gr/aws_service_limits.html">Service endpoints and quotas</a>
 */
public enum Quota {
    /**
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html">Configuring reserved
     *     concurrency</a>: 100 always stay unreserved
     */
    CONCURRENCY("Lambda, concurrent executions: reserved, and 100 unreserved", "lambda", "L-B99A9384"),
    VPCS("VPCs", "vpc", "L-F678F1CE"),
    ADDRESSES("EC2, Elastic IP addresses", "ec2", "L-0263D0A3"),
    PROCESSORS("EC2, vCPUs of On-Demand Standard instances, at most", "ec2", "L-1216C47A"),
    /** Of one group, in the direction that has more; a prefix list counts by its weight. */
    RULES("Rules of one security group in one direction, prefix lists by their weight", "vpc", "L-0EA8095F");

    private static final int UNRESERVED = 100;

    /** Every type that a fleet has; a template with another one needs another factor than 2. */
    static final Set<String> TYPES_WITH_TWO_VCPUS = Set.of("t4g.micro", "t4g.small", "t4g.medium", "m7g.large");

    /**
     * Prefix lists of AWS's that stacks look up. S3's and DynamoDB's, which come with their endpoints, weigh 1.
     *
     * @see <a href="https://docs.aws.amazon.com/vpc/latest/userguide/working-with-aws-managed-prefix-lists.html">AWS-managed
     *     prefix list weight</a>
     */
    static final Map<String, Integer> WEIGHTS = Map.of("com.amazonaws.global.cloudfront.origin-facing", 55);

    private final String title;
    private final String service;
    private final String code;

    Quota(String title, String service, String code) {
        this.title = title;
        this.service = service;
        this.code = code;
    }

    /** For people. */
    public String title() {
        return title;
    }

    /** Code of the service in Service Quotas. */
    public String service() {
        return service;
    }

    /** Code of the quota in Service Quotas. */
    public String code() {
        return code;
    }

    /** How much all these stacks need together; each is the content of a {@code cdk.tf.json}. */
    public int need(List<JsonNode> stacks) {
        return switch (this) {
            case CONCURRENCY -> UNRESERVED + sum(stacks, "aws_lambda_function", "reserved_concurrent_executions");
            case VPCS -> count(stacks, "aws_vpc");
            case ADDRESSES -> count(stacks, "aws_eip");
            case PROCESSORS -> 2 * sum(stacks, "aws_autoscaling_group", "max_size");
            case RULES -> rules(stacks);
        };
    }

    private static int count(List<JsonNode> stacks, String type) {
        return (int) all(stacks, type).count();
    }

    private static int sum(List<JsonNode> stacks, String type, String attribute) {
        return all(stacks, type)
                .mapToInt(resource -> resource.path(attribute).asInt())
                .sum();
    }

    private static int rules(List<JsonNode> stacks) {
        return stacks.stream()
                .flatMapToInt(stack -> Stream.of("ingress", "egress")
                        .flatMapToInt(direction -> ofGroups(stack, "aws_vpc_security_group_" + direction + "_rule")))
                .max()
                .orElse(0);
    }

    private static IntStream ofGroups(JsonNode stack, String type) {
        return all(List.of(stack), type)
                .collect(Collectors.groupingBy(
                        rule -> rule.path("security_group_id").asText(),
                        Collectors.summingInt(rule -> weight(stack, rule))))
                .values()
                .stream()
                .mapToInt(Integer::intValue);
    }

    private static int weight(JsonNode stack, JsonNode rule) {
        String data = "${data.aws_ec2_managed_prefix_list.";
        String reference = rule.path("prefix_list_id").asText();
        if (!reference.startsWith(data)) {
            return 1;
        }
        String name = reference.substring(data.length(), reference.lastIndexOf('.'));
        return WEIGHTS.get(stack.at("/data/aws_ec2_managed_prefix_list")
                .path(name)
                .path("name")
                .asText());
    }

    private static Stream<JsonNode> all(List<JsonNode> stacks, String type) {
        return stacks.stream()
                .flatMap(stack ->
                        StreamSupport.stream(stack.path("resource").path(type).spliterator(), false));
    }
}
