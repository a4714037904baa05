package io.tapstack.modules.waf;

import com.hashicorp.cdktf.providers.aws.wafv2_web_acl.Wafv2WebAclRule;
import com.hashicorp.cdktf.providers.aws.wafv2_web_acl.Wafv2WebAclRuleAction;
import com.hashicorp.cdktf.providers.aws.wafv2_web_acl.Wafv2WebAclRuleActionBlock;
import com.hashicorp.cdktf.providers.aws.wafv2_web_acl.Wafv2WebAclRuleOverrideAction;
import com.hashicorp.cdktf.providers.aws.wafv2_web_acl.Wafv2WebAclRuleOverrideActionNone;
import com.hashicorp.cdktf.providers.aws.wafv2_web_acl.Wafv2WebAclRuleStatement;
import com.hashicorp.cdktf.providers.aws.wafv2_web_acl.Wafv2WebAclRuleStatementManagedRuleGroupStatement;
import com.hashicorp.cdktf.providers.aws.wafv2_web_acl.Wafv2WebAclRuleStatementRateBasedStatement;
import com.hashicorp.cdktf.providers.aws.wafv2_web_acl.Wafv2WebAclRuleVisibilityConfig;
import java.util.ArrayList;
import java.util.List;

/**
 * The rules of a web ACL, in the order in which WAF tries them: the cheapest and most decisive first (P10).
 *
 * @see <a href="https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-list.html">AWS Managed Rules
 *     rule groups list</a>
 */
record WafRules(int requestsPerFiveMinutes) {
    private static final List<String> AWS_RULE_GROUPS = List.of(
            "AWSManagedRulesAmazonIpReputationList",
            "AWSManagedRulesCommonRuleSet",
            "AWSManagedRulesKnownBadInputsRuleSet",
            "AWSManagedRulesSQLiRuleSet");

    List<Wafv2WebAclRule> all() {
        List<Wafv2WebAclRule> rules = new ArrayList<>();
        rules.add(rateLimit());
        for (String group : AWS_RULE_GROUPS) {
            rules.add(managed(group, rules.size()));
        }
        return rules;
    }

    /** WAF counts over five minutes unless told otherwise. */
    private Wafv2WebAclRule rateLimit() {
        return Wafv2WebAclRule.builder()
                .name("RateLimit")
                .priority(0)
                .action(Wafv2WebAclRuleAction.builder()
                        .block(Wafv2WebAclRuleActionBlock.builder().build())
                        .build())
                .statement(Wafv2WebAclRuleStatement.builder()
                        .rateBasedStatement(Wafv2WebAclRuleStatementRateBasedStatement.builder()
                                .limit(requestsPerFiveMinutes)
                                .aggregateKeyType("IP")
                                .build())
                        .build())
                .visibilityConfig(visibility("RateLimit"))
                .build();
    }

    /** The group's own actions hold: {@code none} overrides nothing. */
    private static Wafv2WebAclRule managed(String group, int priority) {
        return Wafv2WebAclRule.builder()
                .name(group)
                .priority(priority)
                .overrideAction(Wafv2WebAclRuleOverrideAction.builder()
                        .none(Wafv2WebAclRuleOverrideActionNone.builder().build())
                        .build())
                .statement(Wafv2WebAclRuleStatement.builder()
                        .managedRuleGroupStatement(Wafv2WebAclRuleStatementManagedRuleGroupStatement.builder()
                                .vendorName("AWS")
                                .name(group)
                                .build())
                        .build())
                .visibilityConfig(visibility(group))
                .build();
    }

    private static Wafv2WebAclRuleVisibilityConfig visibility(String metric) {
        return Wafv2WebAclRuleVisibilityConfig.builder()
                .metricName(metric)
                .cloudwatchMetricsEnabled(true)
                .sampledRequestsEnabled(true)
                .build();
    }
}
