package io.tapstack.modules.waf;

import com.hashicorp.cdktf.TerraformProvider;
import com.hashicorp.cdktf.providers.aws.cloudwatch_log_resource_policy.CloudwatchLogResourcePolicy;
import com.hashicorp.cdktf.providers.aws.wafv2_web_acl.Wafv2WebAcl;
import com.hashicorp.cdktf.providers.aws.wafv2_web_acl.Wafv2WebAclDefaultAction;
import com.hashicorp.cdktf.providers.aws.wafv2_web_acl.Wafv2WebAclDefaultActionAllow;
import com.hashicorp.cdktf.providers.aws.wafv2_web_acl.Wafv2WebAclVisibilityConfig;
import com.hashicorp.cdktf.providers.aws.wafv2_web_acl_association.Wafv2WebAclAssociation;
import com.hashicorp.cdktf.providers.aws.wafv2_web_acl_logging_configuration.Wafv2WebAclLoggingConfiguration;
import com.hashicorp.cdktf.providers.aws.wafv2_web_acl_logging_configuration.Wafv2WebAclLoggingConfigurationRedactedFields;
import com.hashicorp.cdktf.providers.aws.wafv2_web_acl_logging_configuration.Wafv2WebAclLoggingConfigurationRedactedFieldsSingleHeader;
import io.tapstack.modules.core.Account;
import io.tapstack.modules.core.Condition;
import io.tapstack.modules.core.Deployment;
import io.tapstack.modules.core.PolicyDocument;
import io.tapstack.modules.core.Problems;
import io.tapstack.modules.core.Statement;
import io.tapstack.modules.kms.EncryptionKey;
import io.tapstack.modules.logs.LogGroup;
import java.util.List;
import java.util.Optional;
import software.constructs.Construct;

/**
 * A WAF web ACL in front of an API stage or a distribution (P10, B4; FSBP APIGateway.4, CloudFront.6, WAF.10, WAF.11,
 * WAF.12): limits each address's rate, runs AWS's managed rule groups, and logs every request without the headers that
 * are secrets.
 *
 * @see <a href="https://docs.aws.amazon.com/waf/latest/developerguide/logging-cw-logs.html">Sending web ACL traffic logs to
 *     a CloudWatch Logs log group</a>
 */
public final class WebAcl extends Construct {
    /** WAF logs to groups whose name starts so, and to no others. */
    private static final String LOG_PREFIX = "aws-waf-logs-";

    private static final List<String> SECRET_HEADERS = List.of("authorization", "cookie", "idempotency-key");

    private final Ref ref;

    /**
     * @param guarded decides in which region the web ACL and its log are
     * @param logsKey in that region; its policy must let CloudWatch Logs in
     */
    public record Props(Deployment deployment, WafSettings settings, Guarded guarded, EncryptionKey.Ref logsKey) {
        public Props {
            Problems.refuse("waf", settings);
        }
    }

    /**
     * What others may use of a web ACL.
     *
     * @param name the dimension {@code WebACL} of its metrics
     * @param blockedRequests see {@link WafSettings}
     */
    public record Ref(String arn, String name, int blockedRequests) {}

    public WebAcl(Construct scope, String id, Props props) {
        super(scope, id);
        Guarded guarded = props.guarded;
        String name = props.deployment.name(guarded.purpose());
        Wafv2WebAcl acl = Wafv2WebAcl.Builder.create(this, "acl")
                .provider(guarded.region().orElse(null))
                .name(name)
                .description("Guards the " + guarded.subject() + " of " + props.deployment.stackId())
                .scope(guarded.scope())
                .defaultAction(Wafv2WebAclDefaultAction.builder()
                        .allow(Wafv2WebAclDefaultActionAllow.builder().build())
                        .build())
                .rule(new WafRules(props.settings.requestsPerFiveMinutes()).all())
                .visibilityConfig(Wafv2WebAclVisibilityConfig.builder()
                        .metricName(name)
                        .cloudwatchMetricsEnabled(true)
                        .sampledRequestsEnabled(true)
                        .build())
                .build();
        String arn = acl.getArn();
        guarded.stageArn().ifPresent(stageArn -> Wafv2WebAclAssociation.Builder.create(this, "association")
                .webAclArn(arn)
                .resourceArn(stageArn)
                .build());
        logging(props, name, arn);
        this.ref = new Ref(arn, name, props.settings.blockedRequests());
    }

    public Ref ref() {
        return ref;
    }

    private void logging(Props props, String name, String aclArn) {
        Optional<TerraformProvider> region = props.guarded.region();
        LogGroup.Ref log = new LogGroup(
                        this,
                        "log",
                        new LogGroup.Props(LOG_PREFIX + name, props.settings.logs(), props.logsKey, region))
                .ref();
        CloudwatchLogResourcePolicy delivery = CloudwatchLogResourcePolicy.Builder.create(this, "log-delivery")
                .provider(region.orElse(null))
                .policyName(LOG_PREFIX + name)
                .policyDocument(delivery(props.guarded.home(props.deployment.account()), log)
                        .json())
                .build();
        Wafv2WebAclLoggingConfiguration.Builder.create(this, "logging")
                .provider(region.orElse(null))
                .resourceArn(aclArn)
                .logDestinationConfigs(List.of(log.arn()))
                .redactedFields(SECRET_HEADERS.stream().map(WebAcl::redacted).toList())
                .dependsOn(List.of(delivery))
                .build();
    }

    /** Without this, WAF writes a policy of its own, which no stack owns or removes. */
    private static PolicyDocument delivery(Account account, LogGroup.Ref log) {
        return PolicyDocument.of(Statement.allow("WafWritesLog")
                .byService("delivery.logs.amazonaws.com")
                .to("logs:CreateLogStream", "logs:PutLogEvents")
                .on(log.arn() + ":*")
                .when(Condition.sourceAccount(account), Condition.arnLike("aws:SourceArn", account.arn("logs", "*"))));
    }

    private static Wafv2WebAclLoggingConfigurationRedactedFields redacted(String header) {
        return Wafv2WebAclLoggingConfigurationRedactedFields.builder()
                .singleHeader(Wafv2WebAclLoggingConfigurationRedactedFieldsSingleHeader.builder()
                        .name(header)
                        .build())
                .build();
    }
}
