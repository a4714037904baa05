package io.tapstack.environments.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapstack.environments.testing.EveryStack;
import io.tapstack.environments.testing.StackJson;
import io.tapstack.environments.testing.SynthesizedStacks;
import io.tapstack.modules.testing.ResourceAssert;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Buckets, queues, topics, databases and domains speak TLS only. */
@Tag("L4")
@Tag("C9")
@Tag("C10")
@Tag("P2")
@Tag("P9")
@Tag("S3.5")
@Tag("RDS.38")
@Tag("CIS-5.0_2.1.1")
final class TransportIsEncryptedTest {
    /** Where the policy of each type is. */
    private static final Map<String, String> POLICIES = Map.of(
            "aws_s3_bucket", "aws_s3_bucket_policy.bucket",
            "aws_sqs_queue", "aws_sqs_queue_policy.queue_url",
            "aws_sns_topic", "aws_sns_topic_policy.arn");

    @EveryStack
    void holds(StackJson stack) {
        assertThat(violations(stack)).isEmpty();
    }

    @Test
    void canFail() {
        StackJson dev = SynthesizedStacks.shipped("payments-dev");
        String open = "{\"Statement\": []}";
        for (StackJson spoilt : List.of(
                dev.without("aws_s3_bucket_policy"),
                dev.with("aws_s3_bucket_policy", "policy", open),
                dev.without("aws_sqs_queue_policy"),
                dev.with("aws_sqs_queue_policy", "policy", open),
                dev.without("aws_sns_topic_policy"),
                dev.with("aws_sns_topic_policy", "policy", open),
                dev.with("aws_db_parameter_group", "parameter/0/value", "0"),
                dev.with("aws_api_gateway_domain_name", "security_policy", "TLS_1_0"))) {
            assertThat(violations(spoilt)).hasSize(1);
        }
    }

    private static List<String> violations(StackJson stack) {
        List<String> all = new ArrayList<>();
        POLICIES.forEach((type, policy) -> {
            int dot = policy.indexOf('.');
            String policyType = policy.substring(0, dot);
            all.addAll(stack.missing(type, policyType, policy.substring(dot + 1)));
            for (ResourceAssert resource : stack.all(policyType)) {
                boolean refused = PolicyStatement.of(stack, policyType).stream()
                        .filter(statement -> statement.where().startsWith(resource.address() + " "))
                        .anyMatch(TransportIsEncryptedTest::refusesPlainText);
                if (!refused) {
                    all.add(resource.address() + " takes plain text");
                }
            }
        });
        all.addAll(stack.violations("aws_db_parameter_group", "takes plain text", TransportIsEncryptedTest::forcesTls));
        all.addAll(
                stack.violations("aws_api_gateway_domain_name", "takes old TLS", domain -> domain.at("security_policy")
                        .asText()
                        .equals("TLS_1_2")));
        return all;
    }

    private static boolean refusesPlainText(PolicyStatement statement) {
        return !statement.allows()
                && statement.principals().equals(List.of("*"))
                && statement.condition("Bool", "aws:SecureTransport").asText().equals("false");
    }

    private static boolean forcesTls(ResourceAssert group) {
        for (JsonNode parameter : group.at("parameter")) {
            if (parameter.path("name").asText().equals("rds.force_ssl")) {
                return parameter.path("value").asText().equals("1");
            }
        }
        return false;
    }
}
