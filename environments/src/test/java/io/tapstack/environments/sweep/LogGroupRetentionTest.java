package io.tapstack.environments.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapstack.environments.testing.EveryStack;
import io.tapstack.environments.testing.StackJson;
import io.tapstack.environments.testing.SynthesizedStacks;
import io.tapstack.modules.testing.ResourceAssert;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Logs are kept for a while and not for ever; what auditors ask for, in production for a year at least. */
@Tag("C8")
final class LogGroupRetentionTest {
    private static final Set<Integer> USUAL_DAYS = Set.of(7, 30, 90);
    private static final List<String> AUDIT = List.of(
            "/api/access",
            "API-Gateway-Execution-Logs_",
            "vpc-flow",
            "aws-waf-logs-",
            "/cloudtrail",
            "/aws/rds/instance/",
            "/application");

    @EveryStack
    void holds(StackJson stack) {
        assertThat(violations(stack)).isEmpty();
    }

    @Test
    void canFail() {
        StackJson prod = SynthesizedStacks.shipped("payments-prod");
        assertThat(violations(prod.without("aws_cloudwatch_log_group", "retention_in_days")))
                .hasSize(1);
        assertThat(violations(prod.with("aws_cloudwatch_log_group", "retention_in_days", 3653)))
                .hasSize(1);
        String audit = "{'name': 'aws-waf-logs-x', 'retention_in_days': 90}";
        assertThat(violations(prod.plus("aws_cloudwatch_log_group", audit))).hasSize(1);
        assertThat(violations(SynthesizedStacks.shipped("payments-dev").plus("aws_cloudwatch_log_group", audit)))
                .isEmpty();
    }

    private static List<String> violations(StackJson stack) {
        return stack.violations("aws_cloudwatch_log_group", "has an unusual retention", group -> {
            int days = group.at("retention_in_days").asInt();
            boolean audited = stack.isProd() && isAudited(group);
            return audited ? days >= 365 : USUAL_DAYS.contains(days);
        });
    }

    private static boolean isAudited(ResourceAssert group) {
        return AUDIT.stream().anyMatch(group.at("name").asText()::contains);
    }
}
