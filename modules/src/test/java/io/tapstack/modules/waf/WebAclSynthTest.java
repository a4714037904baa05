package io.tapstack.modules.waf;

import static io.tapstack.modules.testing.Samples.DEPLOYMENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapstack.modules.core.InvalidSettings;
import io.tapstack.modules.core.Retention;
import io.tapstack.modules.kms.EncryptionKey;
import io.tapstack.modules.terraform.StackSettings;
import io.tapstack.modules.testing.ResourceAssert;
import io.tapstack.modules.testing.Synthesized;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("P10")
final class WebAclSynthTest {
    private static final EncryptionKey.Ref KEY =
            new EncryptionKey.Ref("arn:aws:kms:eu-central-1:123456789012:key/logs");

    private static final WafSettings SETTINGS = new WafSettings(2000, 100, new Retention(365));

    private final Synthesized synthesized =
            Synthesized.of(stack -> new WebAcl(stack, "waf", props(SETTINGS, Guarded.stage("arn:stage"))));
    private final Synthesized edge = Synthesized.of(stack ->
            new WebAcl(stack, "waf", props(SETTINGS, Guarded.distribution(StackSettings.usEast1(stack, DEPLOYMENT)))));
    private final ResourceAssert acl = synthesized.only("aws_wafv2_web_acl");

    @Test
    void guardsTheGivenStage() {
        acl.has("scope", "REGIONAL").has("default_action/allow", Map.of());
        synthesized
                .only("aws_wafv2_web_acl_association")
                .has("resource_arn", "arn:stage")
                .has("web_acl_arn", "${" + acl.address() + ".arn}");
    }

    @Test
    @Tag("B4")
    @Tag("CloudFront.6")
    void guardsADistributionFromTheRegionThatCloudFrontAsks() {
        edge.only("aws_wafv2_web_acl")
                .has("scope", "CLOUDFRONT")
                .has("provider", "aws.us_east_1")
                .has("name", "payments-pr123-edge")
                .has("rule", acl.at("rule"));
        edge.none("aws_wafv2_web_acl_association");
        for (String type : List.of(
                "aws_wafv2_web_acl",
                "aws_wafv2_web_acl_association",
                "aws_wafv2_web_acl_logging_configuration",
                "aws_cloudwatch_log_group",
                "aws_cloudwatch_log_resource_policy")) {
            synthesized.only(type).lacks("provider");
        }
    }

    @Test
    @Tag("B4")
    void logsRequestsToADistributionWhereItsWebAclIs() {
        ResourceAssert group = edge.only("aws_cloudwatch_log_group")
                .has("provider", "aws.us_east_1")
                .has("name", "aws-waf-logs-payments-pr123-edge")
                .has("retention_in_days", 365)
                .has("kms_key_id", KEY.arn());
        ResourceAssert policy = edge.only("aws_cloudwatch_log_resource_policy")
                .has("provider", "aws.us_east_1")
                .has("policy_name", "aws-waf-logs-payments-pr123-edge");
        policy.statement("policy_document", "WafWritesLog")
                .has("Condition/ArnLike/aws:SourceArn", "arn:aws:logs:us-east-1:123456789012:*");
        edge.only("aws_wafv2_web_acl_logging_configuration")
                .has("provider", "aws.us_east_1")
                .has("log_destination_configs", List.of("${" + group.address() + ".arn}"))
                .has("redacted_fields", logging().at("redacted_fields"))
                .has("depends_on", List.of(policy.address()));
    }

    @Test
    void blocksAnAddressThatAsksTooOften() {
        ResourceAssert rule = rule("RateLimit");
        rule.has("statement/rate_based_statement/limit", 2000)
                .has("statement/rate_based_statement/aggregate_key_type", "IP");
        rule.has("action", Map.of("block", Map.of()));
    }

    @Test
    void runsTheManagedRulesWithTheirOwnActions() {
        for (String group : List.of(
                "AWSManagedRulesCommonRuleSet",
                "AWSManagedRulesKnownBadInputsRuleSet",
                "AWSManagedRulesSQLiRuleSet",
                "AWSManagedRulesAmazonIpReputationList")) {
            ResourceAssert rule = rule(group);
            rule.has("statement/managed_rule_group_statement/vendor_name", "AWS")
                    .has("statement/managed_rule_group_statement/name", group)
                    .has("override_action", Map.of("none", Map.of()));
        }
        assertThat(acl.each("rule")).hasSize(5);
    }

    @Test
    void triesEveryRuleInADefinedOrder() {
        assertThat(acl.each("rule"))
                .extracting(rule -> rule.at("priority").asInt())
                .containsExactly(0, 1, 2, 3, 4);
    }

    @Test
    void measuresAndSamplesEveryRule() {
        assertThat(acl.each("rule")).allSatisfy(rule -> rule.has("visibility_config/cloudwatch_metrics_enabled", true)
                .has("visibility_config/sampled_requests_enabled", true)
                .has("visibility_config/metric_name", rule.at("name").asText()));
        acl.has("visibility_config/cloudwatch_metrics_enabled", true)
                .has("visibility_config/sampled_requests_enabled", true);
    }

    @Test
    @Tag("C8")
    void logsToAGroupThatWafAccepts() {
        ResourceAssert group = synthesized
                .only("aws_cloudwatch_log_group")
                .has("name", "aws-waf-logs-payments-pr123-api")
                .has("retention_in_days", 365)
                .has("kms_key_id", KEY.arn());
        logging()
                .has("log_destination_configs", List.of("${" + group.address() + ".arn}"))
                .has("resource_arn", "${" + acl.address() + ".arn}")
                .lacks("logging_filter");
    }

    @Test
    void keepsSecretsOutOfTheLog() {
        assertThat(logging().each("redacted_fields"))
                .extracting(field -> field.at("single_header/name").asText())
                .containsExactly("authorization", "cookie", "idempotency-key");
    }

    @Test
    void letsLogDeliveryOfThisAccountWriteToThisGroupOnly() {
        ResourceAssert policy = synthesized.only("aws_cloudwatch_log_resource_policy");
        policy.statement("policy_document", "WafWritesLog")
                .has("Principal/Service", "delivery.logs.amazonaws.com")
                .has("Action", List.of("logs:CreateLogStream", "logs:PutLogEvents"))
                .has(
                        "Resource",
                        "${" + synthesized.only("aws_cloudwatch_log_group").address() + ".arn}:*")
                .has("Condition/StringEquals/aws:SourceAccount", "123456789012")
                .has("Condition/ArnLike/aws:SourceArn", "arn:aws:logs:eu-central-1:123456789012:*");
        logging().has("depends_on", List.of(policy.address()));
    }

    @Test
    @Tag("C4")
    void refusesSettingsThatNobodyChecked() {
        assertThatThrownBy(() -> props(new WafSettings(0, 100, new Retention(365)), Guarded.stage("arn:stage")))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining("waf.requestsPerFiveMinutes must be 10..2000000000, got 0");
    }

    private ResourceAssert rule(String name) {
        return acl.each("rule").stream()
                .filter(rule -> rule.at("name").asText().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no rule " + name + " in " + acl));
    }

    private ResourceAssert logging() {
        return synthesized.only("aws_wafv2_web_acl_logging_configuration");
    }

    private static WebAcl.Props props(WafSettings settings, Guarded guarded) {
        return new WebAcl.Props(DEPLOYMENT, settings, guarded, KEY);
    }
}
