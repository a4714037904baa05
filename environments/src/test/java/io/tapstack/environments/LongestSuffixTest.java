package io.tapstack.environments;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapstack.environments.testing.StackJson;
import io.tapstack.environments.testing.SynthesizedStacks;
import io.tapstack.environments.testing.TestContext;
import io.tapstack.modules.testing.ResourceAssert;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * With the longest suffix every text that contains it is within AWS's limit for it. Event patterns: "Amazon EventBridge
 * quotas"; bucket prefixes: the provider. Most others are the maximum in botocore's model of the service; those of load
 * balancers, target groups, RDS, SQS, SNS, CloudFront and SES are from memory of their API references.
 */
@Tag("C2")
final class LongestSuffixTest {
    private static final String SUFFIX = "abcdefghij12";
    private static final Map<String, StackJson> COPIES =
            SynthesizedStacks.of(TestContext.of(TestContext.json().put("suffix", SUFFIX)));

    /** The most characters, by type and attribute. */
    private static final Map<String, Integer> MOST = Map.ofEntries(
            entry("aws_accessanalyzer_analyzer.analyzer_name", 255),
            entry("aws_acm_certificate.domain_name", 64),
            entry("aws_api_gateway_domain_name.domain_name", 253),
            entry("aws_api_gateway_rest_api.name", 1024),
            entry("aws_autoscaling_group.name", 255),
            entry("aws_autoscaling_policy.name", 255),
            entry("aws_cloudfront_origin_access_control.name", 64),
            entry("aws_cloudfront_response_headers_policy.name", 128),
            entry("aws_cloudtrail.name", 128),
            entry("aws_cloudwatch_dashboard.dashboard_name", 255),
            entry("aws_cloudwatch_event_archive.name", 48),
            entry("aws_cloudwatch_event_bus.name", 256),
            entry("aws_cloudwatch_event_rule.event_pattern", 2048),
            entry("aws_cloudwatch_event_rule.name", 64),
            entry("aws_cloudwatch_log_delivery_destination.name", 60),
            entry("aws_cloudwatch_log_delivery_source.name", 60),
            entry("aws_cloudwatch_log_group.name", 512),
            entry("aws_cloudwatch_log_metric_filter.name", 512),
            entry("aws_cloudwatch_log_resource_policy.policy_name", 255),
            entry("aws_secretsmanager_secret.name_prefix", 486), // the provider adds 26 to reach 512
            entry("aws_cloudwatch_metric_alarm.alarm_name", 255),
            entry("aws_cognito_user_pool.name", 128),
            entry("aws_cognito_user_pool_client.name", 128),
            entry("aws_config_config_rule.name", 128),
            entry("aws_config_configuration_recorder.name", 256),
            entry("aws_config_delivery_channel.name", 256),
            entry("aws_db_instance.final_snapshot_identifier", 255),
            entry("aws_db_instance.identifier", 63),
            entry("aws_db_parameter_group.name_prefix", 229), // the provider adds 26 to reach 255
            entry("aws_db_subnet_group.name", 255),
            entry("aws_dynamodb_table.name", 255),
            entry("aws_iam_policy.name", 128),
            entry("aws_iam_role.name", 64),
            entry("aws_kms_alias.name", 256),
            entry("aws_lambda_function.function_name", 64),
            entry("aws_launch_template.name", 128),
            entry("aws_lb.name", 32),
            entry("aws_lb_target_group.name", 32),
            entry("aws_route53_record.name", 255),
            entry("aws_s3_bucket.bucket", 63),
            entry("aws_s3_bucket.bucket_prefix", 37),
            entry("aws_secretsmanager_secret.name", 512),
            entry("aws_security_group.name_prefix", 100),
            entry("aws_ses_template.name", 64),
            entry("aws_sesv2_configuration_set.configuration_set_name", 64),
            entry("aws_sesv2_configuration_set_event_destination.event_destination_name", 64),
            entry("aws_sesv2_email_identity.email_identity", 320),
            entry("aws_sns_topic.name", 256),
            entry("aws_sqs_queue.name", 80),
            entry("aws_ssm_parameter.name", 900), // of 1,011 with the ARN's other parts
            entry("aws_wafv2_web_acl.name", 128));

    @ParameterizedTest
    @MethodSource("copies")
    void fitsIntoEveryName(StackJson stack) {
        List<String> tooLong = new ArrayList<>();
        for (ResourceAssert resource : stack.all()) {
            String type = resource.address().substring(0, resource.address().indexOf('.'));
            for (Map.Entry<String, JsonNode> attribute :
                    stack.attributes(resource).properties()) {
                Integer most = MOST.get(type + "." + attribute.getKey());
                String text = attribute.getValue().asText();
                if (isName(attribute) && most == null) {
                    tooLong.add("no limit is known for " + type + "." + attribute.getKey() + " = " + text);
                } else if (most != null && text.length() > most) {
                    tooLong.add(resource.address() + " " + attribute.getKey() + " has " + text.length()
                            + " characters of " + most + ": " + text);
                }
            }
        }
        assertThat(tooLong).isEmpty();
    }

    @Test
    void isTheLongestThatIsAccepted() {
        JsonNode longer = TestContext.json().put("suffix", SUFFIX + "3");
        assertThatThrownBy(() -> SynthesizedStacks.of(TestContext.of(longer))).hasMessageContaining("1 to 12 of a-z");
    }

    /** Texts that contain the suffix and no reference are names, or patterns of them. */
    private static boolean isName(Map.Entry<String, JsonNode> attribute) {
        String text = attribute.getValue().asText();
        return attribute
                        .getKey()
                        .matches("(.*_)?(name|name_prefix|prefix|bucket|identifier|identity|alias|event_pattern)")
                && text.contains(SUFFIX)
                && !text.contains("${");
    }

    private static Collection<StackJson> copies() {
        return COPIES.values();
    }
}
