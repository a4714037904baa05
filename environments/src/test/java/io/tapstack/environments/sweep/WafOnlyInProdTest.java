package io.tapstack.environments.sweep;

import static io.tapstack.environments.testing.StackJson.refersTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapstack.environments.testing.EveryStack;
import io.tapstack.environments.testing.StackJson;
import io.tapstack.environments.testing.SynthesizedStacks;
import io.tapstack.modules.testing.ResourceAssert;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Production's API or distribution is behind a web firewall, nobody else pays for one. */
@Tag("P10")
@Tag("B4")
@Tag("CloudFront.6")
@Tag("APIGateway.4")
@Tag("WAF.10")
@Tag("WAF.12")
final class WafOnlyInProdTest {
    private static final String ACL = "aws_wafv2_web_acl";
    private static final String DISTRIBUTION = "aws_cloudfront_distribution";
    private static final List<String> GROUPS = List.of(
            "AWSManagedRulesAmazonIpReputationList",
            "AWSManagedRulesCommonRuleSet",
            "AWSManagedRulesKnownBadInputsRuleSet",
            "AWSManagedRulesSQLiRuleSet");

    @EveryStack
    void holds(StackJson stack) {
        assertThat(violations(stack)).isEmpty();
    }

    @Test
    void canFail() {
        StackJson prod = SynthesizedStacks.shipped("payments-prod");
        for (StackJson spoilt : List.of(
                prod.without(ACL),
                prod.without("aws_wafv2_web_acl_association"),
                prod.with("aws_wafv2_web_acl_association", "resource_arn", "arn:aws:x"),
                prod.with(ACL, "rule", List.of()),
                prod.with(ACL, "rule/0/statement/rate_based_statement/limit", 20_000),
                prod.with(ACL, "rule/1/override_action", "count"),
                prod.with(ACL, "rule/2/visibility_config/cloudwatch_metrics_enabled", false),
                prod.with("aws_wafv2_web_acl_logging_configuration", "redacted_fields", List.of()),
                SynthesizedStacks.shipped("payments-dev").plus(ACL, "{}"))) {
            assertThat(violations(spoilt)).isNotEmpty();
        }
        StackJson portal = SynthesizedStacks.shipped("portal-prod");
        for (StackJson spoilt : List.of(
                portal.without(ACL),
                portal.without(DISTRIBUTION, "web_acl_id"),
                portal.with(DISTRIBUTION, "web_acl_id", "arn:aws:x"),
                portal.with(ACL, "scope", "REGIONAL"),
                portal.with(ACL, "rule", List.of()),
                SynthesizedStacks.shipped("portal-dev").plus(ACL, "{}"))) {
            assertThat(violations(spoilt)).isNotEmpty();
        }
    }

    private static List<String> violations(StackJson stack) {
        List<String> all = new ArrayList<>();
        boolean hasApi = !stack.all("aws_api_gateway_rest_api").isEmpty();
        boolean hasDistribution = !stack.all(DISTRIBUTION).isEmpty();
        if (!stack.isProd() || !(hasApi || hasDistribution)) {
            return stack.violations(ACL, "is for production", acl -> false);
        }
        if (stack.all(ACL).size() != 1) {
            all.add("not one web ACL");
        }
        all.addAll(
                hasDistribution
                        ? guardsDistribution(stack)
                        : stack.missing(ACL, "aws_wafv2_web_acl_association", "web_acl_arn"));
        all.addAll(stack.violations(
                "aws_wafv2_web_acl_association",
                "guards something else",
                association -> refersTo(association.at("resource_arn"), "aws_api_gateway_stage")));
        all.addAll(stack.violations(ACL, "lets too much through", WafOnlyInProdTest::hasItsRules));
        all.addAll(stack.violations(
                "aws_wafv2_web_acl_logging_configuration",
                "logs signatures",
                logging -> logging.at("redacted_fields").toString().contains("\"authorization\"")));
        return all;
    }

    private static List<String> guardsDistribution(StackJson stack) {
        List<String> all = new ArrayList<>(stack.violations(
                DISTRIBUTION, "is open", distribution -> refersTo(distribution.at("web_acl_id"), ACL)));
        all.addAll(stack.violations(
                ACL, "is of another scope", acl -> acl.at("scope").asText().equals("CLOUDFRONT")));
        return all;
    }

    private static boolean hasItsRules(ResourceAssert acl) {
        Set<String> groups = new TreeSet<>();
        boolean limited = false;
        for (JsonNode rule : acl.at("rule")) {
            if (!rule.at("/visibility_config/cloudwatch_metrics_enabled").asBoolean()) {
                return false;
            }
            if (rule.path("override_action").has("none")) {
                groups.add(
                        rule.at("/statement/managed_rule_group_statement/name").asText());
            }
            limited |= rule.path("action").has("block")
                    && rule.at("/statement/rate_based_statement/limit").asInt() == 2000;
        }
        return limited && groups.containsAll(GROUPS);
    }
}
