package io.tapstack.environments.sweep;

import static io.tapstack.environments.testing.StackJson.refersTo;
import static org.assertj.core.api.Assertions.assertThat;

import io.tapstack.environments.testing.EveryStack;
import io.tapstack.environments.testing.StackJson;
import io.tapstack.environments.testing.SynthesizedStacks;
import io.tapstack.modules.testing.ResourceAssert;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whoever writes a log waits for its group: one that AWS makes by itself is neither encrypted nor ever emptied. */
@Tag("C8")
@Tag("APIGateway.1")
@Tag("RDS.9")
@Tag("RDS.36")
@Tag("WAF.11")
@Tag("EC2.6")
final class LogGroupsComeFirstTest {
    private static final String GROUP = "aws_cloudwatch_log_group";

    @EveryStack
    void holds(StackJson stack) {
        assertThat(violations(stack)).isEmpty();
    }

    @Test
    void canFail() {
        StackJson prod = SynthesizedStacks.shipped("payments-prod");
        for (StackJson spoilt : List.of(
                prod.with("aws_lambda_function", "logging_config/log_group", "/aws/lambda/payments-prod-api"),
                prod.without("aws_api_gateway_stage", "depends_on"),
                prod.without("aws_api_gateway_stage", "access_log_settings"),
                prod.with("aws_db_instance", "depends_on", List.of()),
                prod.with("aws_db_instance", "enabled_cloudwatch_logs_exports", List.of("postgresql")),
                prod.with("aws_flow_log", "log_destination", "arn:aws:logs:x"),
                prod.without("aws_wafv2_web_acl_logging_configuration"))) {
            assertThat(violations(spoilt)).hasSize(1);
        }
    }

    @Test
    @Tag("S6")
    @Tag("CloudTrail.5")
    void canFailOnATrail() {
        assertThat(violations(SynthesizedStacks.shipped("security-dev")
                        .without("aws_cloudtrail", "cloud_watch_logs_group_arn")))
                .hasSize(1);
    }

    private static List<String> violations(StackJson stack) {
        List<String> all = new ArrayList<>();
        all.addAll(stack.violations(
                "aws_lambda_function",
                "does not wait for its log group",
                function -> refersTo(function.at("logging_config/log_group"), GROUP)));
        all.addAll(stack.violations(
                "aws_api_gateway_stage",
                "does not wait for its log groups",
                stage -> refersTo(stage.at("access_log_settings/destination_arn"), GROUP)
                        && groupsBefore(stage).size() == 1));
        all.addAll(stack.violations(
                "aws_db_instance",
                "does not export both of its logs to groups that are there",
                db -> db.at("enabled_cloudwatch_logs_exports").size() == 2
                        && groupsBefore(db).size() == 2));
        all.addAll(stack.violations(
                "aws_flow_log", "does not wait for its log group", log -> refersTo(log.at("log_destination"), GROUP)));
        all.addAll(stack.violations(
                "aws_cloudtrail", "does not wait for its log group", trail -> trail.at("cloud_watch_logs_group_arn")
                        .asText()
                        .matches("\\$\\{" + GROUP + "[^}]+\\.arn}:\\*")));
        all.addAll(stack.missing("aws_wafv2_web_acl", "aws_wafv2_web_acl_logging_configuration", "resource_arn"));
        all.addAll(stack.violations(
                "aws_wafv2_web_acl_logging_configuration",
                "does not wait for its log group",
                logging -> refersTo(logging.at("log_destination_configs/0"), GROUP)));
        return all;
    }

    private static List<String> groupsBefore(ResourceAssert resource) {
        List<String> groups = new ArrayList<>();
        resource.at("depends_on").forEach(before -> {
            if (before.asText().startsWith(GROUP + ".")) {
                groups.add(before.asText());
            }
        });
        return groups;
    }
}
