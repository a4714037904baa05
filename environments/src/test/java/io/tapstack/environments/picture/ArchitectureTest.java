package io.tapstack.environments.picture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tapstack.environments.testing.StackJson;
import io.tapstack.environments.testing.SynthesizedStacks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ArchitectureTest {
    /** Each arrow comes from the resource that makes data flow: without it, none is drawn. */
    @ParameterizedTest
    @CsvSource({
        "payments, aws_wafv2_web_acl_association, web firewall api sends to REST API api.",
        "payments, aws_lambda_event_source_mapping, table payments sends to function ledger.",
        "payments, aws_lambda_invocation, Terraform deployment sends to function migrations.",
        "payments, aws_iam_role_policy_attachment, function api reads and writes table payments.",
        "payments, aws_iam_role_policy_attachment, function ledger sends to bucket audit.",
        "payments, aws_db_instance, function ledger reads and writes PostgreSQL db.",
        "payments, aws_cloudwatch_metric_alarm, CloudWatch 23 alarms sends to topic alerts.",
        "payments, aws_sns_topic_subscription, topic alerts sends to e-mail operators.",
        "loyalty, aws_api_gateway_rest_api, REST API api sends to function api.",
        "loyalty, aws_api_gateway_rest_api, callers with an ID token sends to web firewall api.",
        "loyalty, aws_cloudwatch_event_target, schedule offers-schedule sends to function offers.",
        "loyalty, aws_cloudwatch_event_target, event bus offers sends to topic offers.",
        "loyalty, aws_cloudwatch_event_target, event bus offers sends what failed to queue event-failures.",
        "loyalty, aws_iam_role_policy_attachment, function offers reads table members.",
        "loyalty, aws_sesv2_configuration_set_event_destination, e-mail (SES) offers sends to topic email-events.",
        "loyalty, aws_sesv2_configuration_set, e-mail (SES) offers sends to e-mail recipients."
    })
    void hasAnArrowForWhatMakesDataFlow(String system, String type, String sentence) {
        StackJson prod = SynthesizedStacks.shipped(system + "-prod");
        StackJson spoilt = prod.changed(stack -> ((ObjectNode) stack.path("resource")).remove(type));
        assertThat(words(prod)).contains(sentence);
        assertThat(words(spoilt)).doesNotContain(sentence);
    }

    @Test
    void callersReachTheApiItselfWhereThereIsNoFirewall() {
        assertThat(words(SynthesizedStacks.shipped("payments-dev")))
                .contains("callers signed with IAM sends to REST API api.")
                .doesNotContain("firewall");
    }

    @Test
    void aQueueThatAFunctionSendsItsFailuresToIsNoTargetOfItsData() {
        StackJson prod = SynthesizedStacks.shipped("payments-prod");
        assertThat(words(prod)).contains("function api sends what failed to queue failures.");
        assertThat(words(prod.without("aws_lambda_function", "dead_letter_config")))
                .contains("function api sends to queue failures.")
                .doesNotContain("function api sends what failed");
    }

    @Test
    void partsAreInTheNetworkOfTheirSubnets() {
        assertThat(Architecture.of(SynthesizedStacks.shipped("payments-prod")).parts().stream()
                        .filter(part -> part.network().isPresent())
                        .map(Part::toString))
                .containsExactlyInAnyOrder("function api", "function ledger", "function migrations", "PostgreSQL db");
    }

    @Test
    void bucketsOfAccessLogsAreLeftOut() {
        StackJson prod = SynthesizedStacks.shipped("payments-prod");
        assertThat(Architecture.of(prod).parts()).extracting(Part::toString).doesNotContain("bucket access-logs");
        assertThat(Architecture.of(prod.without("aws_s3_bucket_logging")).parts())
                .extracting(Part::toString)
                .contains("bucket access-logs");
    }

    @Test
    void aRuleOnEventsOfAServiceIsAnArrowOutOfIt() {
        StackJson ruled = SynthesizedStacks.shipped("payments-prod")
                .plus(
                        "aws_cloudwatch_event_rule",
                        "{'name': 'finds', 'event_pattern': '{\\u0022source\\u0022: [\\u0022aws.guardduty\\u0022]}'}")
                .plus(
                        "aws_cloudwatch_event_target",
                        "{'rule': '${aws_cloudwatch_event_rule.added.name}', 'arn': '${aws_sns_topic.added.arn}'}")
                .plus("aws_sns_topic", "{'name': 'found'}");
        assertThat(words(ruled)).contains("rule finds sends to topic found.");
        assertThat(words(ruled.plus("aws_guardduty_detector", "{}")))
                .contains("GuardDuty the account's sends to topic found.")
                .doesNotContain("rule finds");
    }

    @Test
    void alarmsOnALogTellWhatTheTrailWroteIntoIt() {
        StackJson trailed = SynthesizedStacks.shipped("payments-prod")
                .plus("aws_cloudwatch_log_group", "{}")
                .plus(
                        "aws_cloudtrail",
                        "{'name': 'trail', 'cloud_watch_logs_group_arn': '${aws_cloudwatch_log_group.added.arn}:*'}");
        String sentence = "trail trail sends to CloudWatch 23 alarms.";
        assertThat(words(trailed)).doesNotContain(sentence);
        assertThat(words(trailed.plus(
                        "aws_cloudwatch_log_metric_filter",
                        "{'log_group_name': '${aws_cloudwatch_log_group.added.name}'}")))
                .contains(sentence);
    }

    private static String words(StackJson stack) {
        return Words.description(Architecture.of(stack));
    }
}
