package io.tapstack.environments.sweep;

import static io.tapstack.environments.testing.StackJson.refersTo;
import static org.assertj.core.api.Assertions.assertThat;

import io.tapstack.environments.testing.EveryStack;
import io.tapstack.environments.testing.StackJson;
import io.tapstack.environments.testing.SynthesizedStacks;
import io.tapstack.environments.testing.TestContext;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Policies of buckets, queues, topics, keys, endpoints and functions let this account in, and services on its behalf. */
@Tag("L9")
@Tag("C9")
@Tag("C10")
@Tag("C11")
@Tag("S3.2")
@Tag("S3.3")
@Tag("S3.6")
@Tag("SNS.4")
@Tag("SQS.3")
@Tag("KMS.5")
@Tag("Lambda.1")
final class NoPublicAccessTest {
    @EveryStack
    void holds(StackJson stack) {
        assertThat(violations(stack)).isEmpty();
    }

    @Test
    void canFail() {
        StackJson dev = SynthesizedStacks.shipped("payments-dev");
        String anybody = "{'Sid': 'X', 'Effect': 'Allow', 'Principal': {'AWS': '*'}, 'Action': 'x:Y', 'Resource': '*'}";
        for (String type : List.of(
                "aws_s3_bucket_policy",
                "aws_sqs_queue_policy",
                "aws_sns_topic_policy",
                "aws_kms_key",
                "aws_vpc_endpoint")) {
            assertThat(violations(dev.plusStatement(type, "policy", anybody)))
                    .as(type)
                    .hasSize(1);
        }
        for (String principal :
                List.of("'*'", "{'AWS': 'arn:aws:iam::999999999999:root'}", "{'Service': 'logs.amazonaws.com'}")) {
            String statement = "{'Sid': 'X', 'Effect': 'Allow', 'Principal': " + principal
                    + ", 'Action': 'kms:Decrypt', 'Resource': '*'}";
            assertThat(violations(dev.plusStatement("aws_kms_key", "policy", statement)))
                    .as(principal)
                    .hasSize(1);
        }
        StackJson portal = SynthesizedStacks.shipped("portal-dev");
        for (String packages : List.of(
                "'Action': 's3:*', 'Resource': 'arn:aws:s3:::al2023-repos-eu-central-1-de612dc2/*'",
                "'Action': 's3:GetObject', 'Resource': 'arn:aws:s3:::al2023-repos-eu-central-1-other/*'")) {
            String statement = "{'Sid': 'X', 'Effect': 'Allow', 'Principal': {'AWS': '*'}, " + packages + "}";
            assertThat(violations(portal.plusStatement("aws_vpc_endpoint", "policy", statement)))
                    .as(packages)
                    .hasSize(1);
        }
        assertThat(violations(dev.without("aws_lambda_permission", "source_arn")))
                .hasSize(1);
        assertThat(violations(dev.with("aws_lambda_permission", "principal", "*")))
                .hasSize(1);
    }

    private static List<String> violations(StackJson stack) {
        String root =
                "arn:aws:iam::" + TestContext.PLACES.get(stack.environment()).accountId() + ":root";
        List<String> all = new ArrayList<>();
        for (PolicyStatement statement : PolicyStatement.of(stack)) {
            boolean aboutResource = !statement.type().startsWith("aws_iam_");
            boolean isOurs = List.of(root).equals(statement.principals());
            if (aboutResource && statement.allows() && !isOurs && !isLimited(stack, statement)) {
                all.add(statement.where() + " lets in " + statement.principals());
            }
        }
        all.addAll(stack.violations(
                "aws_lambda_permission",
                "lets in more than one caller",
                permission -> permission.at("principal").asText().endsWith(".amazonaws.com")
                        && permission.at("source_arn").asText().startsWith("${")));
        return all;
    }

    /**
     * Elastic Load Balancing is refused where its statement has a condition; the key's prefix names the account whose load
     * balancers may write (page "Enable access logs for your Application Load Balancer").
     */
    private static boolean isForLoadBalancerLogs(TestContext.Place place, PolicyStatement statement) {
        return statement.type().equals("aws_s3_bucket_policy")
                && statement.sid().endsWith("LoadBalancerLogDelivery")
                && statement.actions().equals(List.of("s3:PutObject"))
                && statement.resources().stream().allMatch(arn -> arn.endsWith("/AWSLogs/" + place.accountId() + "/*"));
    }

    /**
     * EventBridge sends SNS no context that a condition could name; for AWS Config, a policy that grants access to fixed
     * values only is not public (page "sns-topic-no-public-access").
     */
    private static boolean isForRules(PolicyStatement statement) {
        return statement.type().equals("aws_sns_topic_policy")
                && statement.principals().equals(List.of("events.amazonaws.com"))
                && statement.actions().equals(List.of("sns:Publish"));
    }

    /** By a condition that names this account or the stack's distribution, or to reading Amazon Linux's packages. */
    private static boolean isLimited(StackJson stack, PolicyStatement statement) {
        TestContext.Place place = TestContext.PLACES.get(stack.environment());
        boolean isForDistribution =
                refersTo(statement.condition("StringEquals", "aws:SourceArn"), "aws_cloudfront_distribution");
        boolean isForPackages = statement.type().equals("aws_vpc_endpoint")
                && statement.actions().equals(List.of("s3:GetObject"))
                && statement.resources().equals(List.of("arn:aws:s3:::al2023-repos-" + place.region() + "-de612dc2/*"));
        return isForDistribution
                || isForPackages
                || isForRules(statement)
                || isForLoadBalancerLogs(place, statement)
                || statement.body().path("Condition").toString().contains(place.accountId());
    }
}
