package io.tapstack.modules.systems.loyalty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapstack.modules.core.InvalidSettings;
import io.tapstack.modules.core.Retention;
import io.tapstack.modules.testing.ResourceAssert;
import io.tapstack.modules.testing.Synthesized;
import io.tapstack.modules.waf.WafSettings;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How the parts of the system are put together; what each part is like has tests of its own. */
final class LoyaltyStackSynthTest {
    private static final Synthesized STACK = LoyaltySamples.synth(LoyaltySamples.settings(30, Optional.empty()));

    @Test
    @Tag("L1")
    void keepsMembersAndFindsThoseWhoWantOffers() {
        table("members")
                .has("hash_key", "memberId")
                .lacks("range_key")
                .has("global_secondary_index/0/name", "OffersIndex")
                .has("global_secondary_index/0/hash_key", "offersTier")
                .has("global_secondary_index/0/range_key", "lastActivityAt")
                .lacks("ttl")
                .lacks("stream_enabled");
    }

    @Test
    @Tag("L1")
    void keepsTransactionsByMemberAndTimeUntilTheyExpire() {
        table("transactions")
                .has("hash_key", "transactionId")
                .lacks("range_key")
                .has("global_secondary_index/0/name", "MemberIdIndex")
                .has("global_secondary_index/0/hash_key", "memberId")
                .has("global_secondary_index/0/range_key", "timestamp")
                .has("ttl/attribute_name", "expirationTime")
                .has("stream_view_type", "NEW_AND_OLD_IMAGES");
        table("idempotency").has("hash_key", "idempotencyKey").has("ttl/attribute_name", "expirationTime");
        table("offers").has("hash_key", "runDate").has("range_key", "recordId").has("ttl/enabled", true);
    }

    @Test
    @Tag("L2")
    void takesTokensOfItsOwnUserPool() {
        JsonNode schemes = STACK.only("aws_api_gateway_rest_api").json("body").at("components/securitySchemes");
        assertThat(schemes.at("/members/x-amazon-apigateway-authorizer/providerARNs/0")
                        .asText())
                .isEqualTo("${" + STACK.only("aws_cognito_user_pool").address() + ".arn}");
        STACK.only("aws_cognito_user_group").has("name", "partners");
        function("api").has("environment/variables/PARTNER_GROUP", "partners");
    }

    @Test
    @Tag("L2")
    @Tag("C7")
    void letsTheApiDoWhatItsHandlerDoes() {
        ResourceAssert policy = policy("api");
        policy.statement("policy", "ItemsOfMembers")
                .has("Action", List.of("dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem"));
        policy.statement("policy", "ItemsOfTransactions")
                .has("Action", List.of("dynamodb:GetItem", "dynamodb:PutItem"));
        policy.statement("policy", "QueryMemberIdIndex")
                .has("Action", "dynamodb:Query")
                .hasText("Resource", "/index/MemberIdIndex");
        policy.statement("policy", "ItemsOfIdempotencyKeys")
                .has("Action", List.of("dynamodb:GetItem", "dynamodb:PutItem"));
        policy.statement("policy", "MakeCodesForCursors").has("Action", "kms:GenerateMac");
        assertThat(services(policy)).containsExactlyInAnyOrder("dynamodb", "kms", "logs", "xray", "sqs");
    }

    @Test
    @Tag("L3")
    void tellsTheApiTheRulesOfTheProgramme() {
        function("api")
                .has("environment/variables/SILVER_FROM_POINTS", "1000")
                .has("environment/variables/GOLD_FROM_POINTS", "5000")
                .has("environment/variables/PLATINUM_FROM_POINTS", "20000")
                .has("environment/variables/POINTS_LIFETIME_DAYS", "365")
                .has("environment/variables/MEMBER_ID_INDEX_NAME", "MemberIdIndex")
                .has("environment/variables/ALLOWED_ORIGIN", "https://pay.example.com")
                .hasText("environment/variables/CURSOR_KEY_ARN", "aws_kms_key.cursor-key_");
    }

    @Test
    @Tag("L3")
    void showsExpiredTransactionsAndNoOthersToTheExpiryFunction() {
        STACK.only("aws_lambda_event_source_mapping")
                .has("event_source_arn", "${" + table("transactions").address() + ".stream_arn}")
                .hasText("function_name", "aws_lambda_alias.expiry_")
                .has("destination_config/on_failure/destination_arn", "${" + queue("expiry-failures") + ".arn}")
                .has(
                        "filter_criteria/filter/pattern",
                        "{\"eventName\":[\"REMOVE\"],\"userIdentity\":{\"type\":[\"Service\"],"
                                + "\"principalId\":[\"dynamodb.amazonaws.com\"]}}");
        ResourceAssert policy = policy("expiry");
        policy.statement("policy", "ItemsOfMembers").has("Action", List.of("dynamodb:GetItem", "dynamodb:UpdateItem"));
        policy.statement("policy", "ItemsOfTransactions").has("Action", "dynamodb:PutItem");
    }

    @Test
    @Tag("L4")
    void makesOffersOnAScheduleAndPassesThemOnToTheTopic() {
        ResourceAssert schedule = STACK.only("aws_cloudwatch_event_rule", "schedule_expression", "rate(15 minutes)");
        ResourceAssert forward = STACK.only(
                "aws_cloudwatch_event_rule",
                "event_pattern",
                "{\"detail-type\":[\"OfferPublished\"],\"source\":[\"tapstack.loyalty\"]}");
        forward.hasText("event_bus_name", "aws_cloudwatch_event_bus.");
        STACK.only("aws_cloudwatch_event_target", "rule", "${" + schedule.address() + ".name}")
                .hasText("arn", "aws_lambda_alias.offers_");
        STACK.only("aws_cloudwatch_event_target", "rule", "${" + forward.address() + ".name}")
                .hasText("arn", "aws_sns_topic.offers-topic_");
        function("offers")
                .has("environment/variables/OFFER_TIERS", "GOLD,PLATINUM")
                .has("environment/variables/ACTIVE_WITHIN_DAYS", "90")
                .hasText("environment/variables/EVENT_BUS_NAME", "aws_cloudwatch_event_bus.");
    }

    @Test
    @Tag("L4")
    @Tag("L5")
    @Tag("C7")
    void letsTheOffersFunctionPublishAndSend() {
        ResourceAssert policy = policy("offers");
        policy.statement("policy", "QueryOffersIndex").hasText("Resource", "/index/OffersIndex");
        policy.statement("policy", "ItemsOfMembers").has("Action", "dynamodb:GetItem");
        policy.statement("policy", "PutEvents").hasText("Resource", "aws_cloudwatch_event_bus.");
        policy.statement("policy", "SendEmail").has("Action", List.of("ses:SendEmail", "ses:SendTemplatedEmail"));
        assertThat(services(policy))
                .containsExactlyInAnyOrder("dynamodb", "kms", "logs", "xray", "sqs", "events", "ses");
    }

    @Test
    @Tag("L5")
    void sendsFromTheDomainWithItsConfigurationSetAndTemplate() {
        function("offers")
                .has("environment/variables/SENDER_ADDRESS", "offers@loyalty-pr123.pay.example.com")
                .has("environment/variables/CONFIGURATION_SET_NAME", "loyalty-pr123-offers")
                .has("environment/variables/EMAILS_PER_SECOND", "5")
                .hasText("environment/variables/TEMPLATE_NAME", "aws_ses_template.");
        STACK.only("aws_sesv2_configuration_set_event_destination")
                .hasText("event_destination/sns_destination/topic_arn", "aws_sns_topic_policy.email-events_");
        STACK.only("aws_ses_template")
                .hasText("html", "{{tier}}")
                .hasText("html", "{{offer}}")
                .hasText("text", "{{tier}}")
                .hasText("text", "{{offer}}");
    }

    @Test
    @Tag("L6")
    void keepsAssetsUnderANameThatOthersWorkOut() {
        ResourceAssert bucket = STACK.only("aws_s3_bucket", "bucket", "loyalty-pr123-assets-123456789012");
        STACK.only("aws_s3_bucket_server_side_encryption_configuration", "bucket", "${" + bucket.address() + ".bucket}")
                .has("rule/apply_server_side_encryption_by_default/sse_algorithm", "AES256")
                .has("rule/bucket_key_enabled", true);
    }

    @Test
    @Tag("L8")
    void endsEachAsynchronousPathInItsQueue() {
        for (String name : List.of("api", "expiry", "offers")) {
            function(name)
                    .has("dead_letter_config/target_arn", "${" + queue(name + "-failures") + ".arn}")
                    .lacks("vpc_config");
        }
        function("offers").has("environment/variables/FAILURES_QUEUE_URL", "${" + queue("offers-failures") + ".url}");
        String events = "${" + queue("event-failures") + ".arn}";
        assertThat(STACK.all("aws_cloudwatch_event_target"))
                .hasSize(2)
                .allSatisfy(target -> target.has("dead_letter_config/arn", events));
        STACK.only("aws_cloudwatch_event_bus").has("dead_letter_config/arn", events);
    }

    @Test
    @Tag("L8")
    void watchesEveryPartOfTheSystem() {
        Set<String> names = new TreeSet<>();
        STACK.all("aws_cloudwatch_metric_alarm")
                .forEach(alarm -> names.add(alarm.at("alarm_name").asText().replace("loyalty-pr123-", "")));
        assertThat(names)
                .containsExactly(
                        "api-failures-depth",
                        "api-function-duration",
                        "api-function-errors",
                        "api-function-lost",
                        "api-function-throttles",
                        "event-failures-depth",
                        "expiry-failures-depth",
                        "expiry-function-duration",
                        "expiry-function-errors",
                        "expiry-function-iterator-age",
                        "expiry-function-lost",
                        "expiry-function-poison",
                        "expiry-function-stopped",
                        "expiry-function-throttles",
                        "idempotency-table-system-errors",
                        "idempotency-table-throttles",
                        "members-table-system-errors",
                        "members-table-throttles",
                        "offers-email-bounces",
                        "offers-email-complaints",
                        "offers-emails-uncertain",
                        "offers-failures-depth",
                        "offers-function-duration",
                        "offers-function-errors",
                        "offers-function-lost",
                        "offers-function-throttles",
                        "offers-run-missing",
                        "offers-schedule-lost",
                        "offers-table-system-errors",
                        "offers-table-throttles",
                        "offers-to-topic-lost",
                        "rest-api-4xx",
                        "rest-api-5xx",
                        "rest-api-latency",
                        "transactions-table-system-errors",
                        "transactions-table-throttles");
        STACK.only("aws_cloudwatch_dashboard")
                .hasText("dashboard_body", "AWS/ApiGateway")
                .hasText("dashboard_body", "AWS/Lambda")
                .hasText("dashboard_body", "AWS/DynamoDB")
                .hasText("dashboard_body", "AWS/SES")
                .hasText("dashboard_body", "AWS/SQS");
    }

    @Test
    @Tag("L9")
    void letsItsApiAndItsRuleCallTheFunctionsAndNobodyElse() {
        assertThat(STACK.all("aws_lambda_permission")).hasSize(2);
        STACK.only("aws_lambda_permission", "principal", "apigateway.amazonaws.com")
                .hasText("function_name", "aws_lambda_function.api_")
                .hasText("source_arn", ".execution_arn}");
        STACK.only("aws_lambda_permission", "principal", "events.amazonaws.com")
                .hasText("function_name", "aws_lambda_function.offers_")
                .hasText("source_arn", "aws_cloudwatch_event_rule.");
    }

    @Test
    @Tag("C11")
    void letsServicesUseTheDataKeyForTopicsQueuesAndTheBus() {
        ResourceAssert key = STACK.only(
                "aws_kms_key",
                "description",
                "Members, points, offers, queues, topics, events " + "and function settings");
        for (String sid : List.of("EventBuses", "EventBusesCheckKey", "CloudWatchAlarms", "Topics", "Queues")) {
            key.statement("policy", sid);
        }
        assertThat(STACK.all("aws_kms_key")).hasSize(3);
    }

    @Test
    @Tag("P9")
    void isReachedUnderItsOwnName() {
        STACK.only("aws_api_gateway_domain_name").has("domain_name", "loyalty-pr123.pay.example.com");
        STACK.output("apiBaseUrl").has("value", "https://loyalty-pr123.pay.example.com");
    }

    @Test
    @Tag("P10")
    void guardsTheStageWithAFirewallWhenThereIsOne() {
        STACK.none("aws_wafv2_web_acl");
        LoyaltySamples.synth(LoyaltySamples.settings(30, Optional.of(new WafSettings(2000, 100, new Retention(400)))))
                .only("aws_wafv2_web_acl_association")
                .hasText("resource_arn", "aws_api_gateway_stage.");
    }

    @Test
    @Tag("C4")
    void refusesBadSettingsBeforeAnythingIsMade() {
        assertThatThrownBy(() -> LoyaltySamples.synth(LoyaltySamples.settings(0, Optional.empty())))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining("dev.loyalty.data.events.archiveDays must be 1..3650, got 0");
    }

    private static ResourceAssert table(String purpose) {
        return STACK.only("aws_dynamodb_table", "name", "loyalty-pr123-" + purpose);
    }

    private static ResourceAssert function(String purpose) {
        return STACK.only("aws_lambda_function", "function_name", "loyalty-pr123-" + purpose);
    }

    private static ResourceAssert policy(String purpose) {
        return STACK.only("aws_iam_policy", "name", "dev-loyalty-" + purpose + "-pr123");
    }

    private static String queue(String purpose) {
        return STACK.only("aws_sqs_queue", "name", "loyalty-pr123-" + purpose).address();
    }

    private static Set<String> services(ResourceAssert policy) {
        Set<String> services = new TreeSet<>();
        for (JsonNode statement : policy.json("policy").at("Statement")) {
            JsonNode action = statement.path("Action");
            (action.isTextual() ? List.of(action) : action)
                    .forEach(one ->
                            services.add(one.asText().substring(0, one.asText().indexOf(':'))));
        }
        return services;
    }
}
