package io.tapstack.modules.systems.payments;

import static io.tapstack.modules.testing.Samples.ACCOUNT;
import static io.tapstack.modules.testing.Samples.DEPLOYMENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapstack.modules.core.Account;
import io.tapstack.modules.core.Deployment;
import io.tapstack.modules.core.InvalidSettings;
import io.tapstack.modules.core.Retention;
import io.tapstack.modules.testing.ResourceAssert;
import io.tapstack.modules.testing.Synthesized;
import io.tapstack.modules.waf.WafSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How the parts of the system are put together; what each part is like has tests of its own. */
final class PaymentsStackSynthTest {
    private static final Synthesized STACK =
            PaymentsSamples.synth(DEPLOYMENT, PaymentsSamples.settings(3, Optional.empty()));

    @Test
    @Tag("P1")
    void hasThreePrivateSubnetsAndNoWayToTheInternet() {
        STACK.only("aws_vpc").has("cidr_block", "10.4.0.0/16");
        assertThat(STACK.all("aws_subnet")).hasSize(3);
        assertThat(STACK.all("aws_route_table")).hasSize(3);
        for (String gateway : List.of(
                "aws_internet_gateway",
                "aws_egress_only_internet_gateway",
                "aws_nat_gateway",
                "aws_eip",
                "aws_route")) {
            STACK.none(gateway);
        }
    }

    @Test
    @Tag("P1")
    @Tag("C14")
    void callsSecretsManagerThroughAnEndpoint() {
        STACK.only("aws_vpc_endpoint", "vpc_endpoint_type", "Interface")
                .has("service_name", "com.amazonaws.eu-central-1.secretsmanager");
    }

    @Test
    @Tag("P2")
    void encryptsTheDatabaseWithItsOwnKeyAndItsPasswordWithAnother() {
        ResourceAssert database = STACK.only("aws_db_instance");
        assertThat(aliasOf(database.at("kms_key_id").asText())).isEqualTo("alias/payment-rds-pr123");
        assertThat(aliasOf(database.at("master_user_secret_kms_key_id").asText()))
                .isEqualTo("alias/payment-rds-secret-pr123");
        assertThat(STACK.all("aws_kms_key")).hasSize(4);
    }

    /** Who may talk to whom, all of it. */
    @Test
    @Tag("P2")
    @Tag("C14")
    void letsEachFunctionReachWhatItNeedsOnly() {
        assertThat(traffic("aws_vpc_security_group_egress_rule", "security_group_id"))
                .containsExactlyInAnyOrder(
                        "api-function -> aws_vpc_endpoint.network_gateway-dynamodb tcp 443-443",
                        "database-clients -> aws_vpc_endpoint.network_gateway-s3 tcp 443-443",
                        "database-clients -> endpoints tcp 443-443",
                        "database-clients -> db tcp 5432-5432");
        assertThat(traffic("aws_vpc_security_group_ingress_rule", "security_group_id"))
                .containsExactlyInAnyOrder(
                        "db -> database-clients tcp 5432-5432", "endpoints -> database-clients tcp 443-443");
    }

    @Test
    @Tag("P3")
    void keepsPaymentsByTransactionUserAndStatus() {
        STACK.only("aws_dynamodb_table", "name", "payments-pr123-payments")
                .has("hash_key", "transactionId")
                .has("range_key", "timestamp")
                .has("billing_mode", "PAY_PER_REQUEST")
                .has("global_secondary_index/1/name", "StatusIndex")
                .has("global_secondary_index/1/hash_key", "status")
                .has("global_secondary_index/1/range_key", "timestamp")
                .has("global_secondary_index/1/projection_type", "ALL")
                .has("global_secondary_index/0/name", "UserIdIndex")
                .has("global_secondary_index/0/hash_key", "userId")
                .has("global_secondary_index/0/range_key", "timestamp")
                .has("global_secondary_index/0/projection_type", "ALL")
                .has("ttl/attribute_name", "expirationTime")
                .has("stream_view_type", "NEW_AND_OLD_IMAGES")
                .has("point_in_time_recovery/enabled", true);
    }

    @Test
    @Tag("P14")
    void keepsUsedIdempotencyKeysApartFromPayments() {
        STACK.only("aws_dynamodb_table", "name", "payments-pr123-idempotency")
                .has("hash_key", "idempotencyKey")
                .has("ttl/attribute_name", "expirationTime")
                .lacks("stream_enabled");
    }

    @Test
    @Tag("P4")
    void feedsThePaymentsStreamToTheLedgerAndWhatFailsToTheQueue() {
        String table = STACK.only("aws_dynamodb_table", "name", "payments-pr123-payments")
                .address();
        STACK.only("aws_lambda_event_source_mapping")
                .has("event_source_arn", "${" + table + ".stream_arn}")
                .hasText("function_name", "aws_lambda_alias.ledger_")
                .has("destination_config/on_failure/destination_arn", "${" + queue() + ".arn}");
    }

    @Test
    @Tag("P6")
    void runsItsFunctionsInThePrivateSubnets() {
        assertThat(STACK.all("aws_lambda_function")).hasSize(3).allSatisfy(function -> {
            function.has("memory_size", 512).has("timeout", 30);
            assertThat(function.at("vpc_config/subnet_ids")).hasSize(3);
            function.has("dead_letter_config/target_arn", "${" + queue() + ".arn}");
        });
        function("payments-pr123-api").has("reserved_concurrent_executions", 11);
        function("payments-pr123-ledger").has("reserved_concurrent_executions", 12);
        function("payments-pr123-migrations").has("reserved_concurrent_executions", 1);
    }

    @Test
    @Tag("P7")
    void letsTheApiDoFourThingsToItsTable() {
        ResourceAssert policy = policy("dev-payments-api-pr123");
        String table = STACK.only("aws_dynamodb_table", "name", "payments-pr123-payments")
                .address();
        policy.statement("policy", "ItemsOfPayments")
                .has("Action", List.of("dynamodb:PutItem", "dynamodb:GetItem", "dynamodb:Query", "dynamodb:UpdateItem"))
                .has("Resource", List.of("${" + table + ".arn}", "${" + table + ".arn}/index/*"));
        policy.statement("policy", "ItemsOfIdempotencyKeys")
                .has("Action", List.of("dynamodb:PutItem", "dynamodb:GetItem"));
        assertThat(services(policy)).containsExactlyInAnyOrder("dynamodb", "kms", "logs", "xray", "ec2", "sqs");
    }

    @Test
    @Tag("P15")
    void letsTheLedgerSignInAsItselfAndOnlyAddAuditRecords() {
        ResourceAssert policy = policy("dev-payments-ledger-pr123");
        policy.statement("policy", "ConnectAsPaymentsLedger")
                .has("Action", "rds-db:connect")
                .hasText("Resource", "/payments_ledger");
        policy.statement("policy", "PutObjectsInAudit")
                .has("Action", "s3:PutObject")
                .hasText("Resource", "/audit/*");
        assertThat(services(policy))
                .containsExactlyInAnyOrder("dynamodb", "kms", "logs", "xray", "ec2", "sqs", "s3", "rds-db");
        assertThat(actions(policy)).noneMatch(action -> action.matches("dynamodb:(Put|Update|Delete|Batch).*"));
    }

    @Test
    @Tag("P15")
    void bringsTheSchemaUpToDateBeforeTheLedgerGoesLive() {
        String invocation = STACK.only("aws_lambda_invocation")
                .hasText("function_name", "aws_lambda_function.migrations_")
                .hasText("input", "filebase64sha256(")
                .hasText(
                        "input",
                        "\"database\":\"${" + STACK.only("aws_db_instance").address() + ".resource_id}\"")
                .address();
        function("payments-pr123-ledger").has("environment/variables/DB_MIGRATIONS", "${" + invocation + ".input}");
    }

    @Test
    @Tag("P8")
    void putsTheApiFunctionBehindEveryOperation() {
        ResourceAssert api = STACK.only("aws_api_gateway_rest_api").json("body");
        String uri = api.at("paths").findValue("uri").asText();
        assertThat(uri).matches("\\$\\{aws_lambda_alias\\.api_live_[^.]+\\.invoke_arn}");
        STACK.only("aws_lambda_permission").hasText("function_name", "aws_lambda_function.api_");
    }

    @Test
    @Tag("P9")
    void isReachedUnderItsOwnNameWhenThereIsADomain() {
        STACK.only("aws_api_gateway_domain_name").has("domain_name", "api-pr123.pay.example.com");
        STACK.output("apiEndpoint").has("value", "https://api-pr123.pay.example.com");
        STACK.only("aws_api_gateway_rest_api").has("disable_execute_api_endpoint", true);
        function("payments-pr123-api").has("environment/variables/ALLOWED_ORIGIN", "https://pay.example.com");
    }

    @Test
    @Tag("P9")
    @Tag("C9")
    void isReachedAtItsStageAndWritesNobodyWhenTheAccountHasNeitherDomainNorAddress() {
        Account bare = new Account(
                ACCOUNT.id(),
                ACCOUNT.region(),
                "state",
                "platform",
                "cc-1",
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        Synthesized stack = PaymentsSamples.synth(
                new Deployment("payments", DEPLOYMENT.environment(), "pr123", bare, "confidential"),
                PaymentsSamples.settings(3, Optional.empty()));
        stack.none("aws_api_gateway_domain_name");
        stack.only("aws_api_gateway_rest_api").has("disable_execute_api_endpoint", false);
        stack.none("aws_acm_certificate");
        stack.none("aws_sns_topic_subscription");
        stack.output("apiEndpoint").hasText("value", "${aws_api_gateway_stage.").hasText("value", ".invoke_url}");
    }

    @Test
    @Tag("P10")
    void guardsTheStageWithAFirewallWhenThereIsOne() {
        STACK.none("aws_wafv2_web_acl");
        Synthesized guarded = PaymentsSamples.synth(
                DEPLOYMENT, PaymentsSamples.settings(3, Optional.of(new WafSettings(2000, 100, new Retention(400)))));
        String stage = guarded.only("aws_api_gateway_stage").address();
        guarded.only("aws_wafv2_web_acl_association").has("resource_arn", "${" + stage + ".arn}");
    }

    @Test
    @Tag("P5")
    void keepsAuditRecordsInTheirOwnBucketThatReportsRequests() {
        STACK.only("aws_s3_bucket", "bucket_prefix", "payments-pr123-audit-");
        STACK.only("aws_s3_bucket_logging")
                .hasText("target_bucket", "aws_s3_bucket_policy.access-logs_")
                .has("target_prefix", "audit/");
    }

    @Test
    @Tag("P11")
    void watchesEveryPartOfTheSystem() {
        Set<String> names = new TreeSet<>();
        STACK.all("aws_cloudwatch_metric_alarm")
                .forEach(alarm -> names.add(alarm.at("alarm_name").asText().replace("payments-pr123-", "")));
        assertThat(names)
                .containsExactly(
                        "api-function-duration",
                        "api-function-errors",
                        "api-function-lost",
                        "api-function-throttles",
                        "database-connections",
                        "database-cpu",
                        "database-free-memory",
                        "database-free-storage",
                        "failures-depth",
                        "idempotency-table-system-errors",
                        "idempotency-table-throttles",
                        "ledger-function-duration",
                        "ledger-function-errors",
                        "ledger-function-iterator-age",
                        "ledger-function-lost",
                        "ledger-function-poison",
                        "ledger-function-stopped",
                        "ledger-function-throttles",
                        "payments-table-system-errors",
                        "payments-table-throttles",
                        "rest-api-5xx",
                        "rest-api-latency");
    }

    @Test
    @Tag("P12")
    void showsEveryServiceOnItsDashboard() {
        STACK.only("aws_cloudwatch_dashboard")
                .hasText("dashboard_body", "AWS/RDS")
                .hasText("dashboard_body", "AWS/Lambda");
        STACK.only("aws_cloudwatch_dashboard")
                .hasText("dashboard_body", "AWS/ApiGateway")
                .hasText("dashboard_body", "AWS/DynamoDB")
                .hasText("dashboard_body", "AWS/SQS");
    }

    @Test
    @Tag("C4")
    void refusesBadSettingsBeforeAnythingIsMade() {
        assertThatThrownBy(() -> PaymentsSamples.synth(DEPLOYMENT, PaymentsSamples.settings(36, Optional.empty())))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining("dev.payments.database.backups.retentionDays must be 1..35, got 36");
    }

    private static ResourceAssert function(String name) {
        return STACK.only("aws_lambda_function", "function_name", name);
    }

    private static ResourceAssert policy(String name) {
        return STACK.only("aws_iam_policy", "name", name);
    }

    private static String queue() {
        return STACK.only("aws_sqs_queue").address();
    }

    private static String aliasOf(String keyArn) {
        String keyId = keyArn.replace(".arn}", ".key_id}");
        return STACK.only("aws_kms_alias", "target_key_id", keyId).at("name").asText();
    }

    private static Set<String> services(ResourceAssert policy) {
        Set<String> services = new TreeSet<>();
        actions(policy).forEach(action -> services.add(action.substring(0, action.indexOf(':'))));
        return services;
    }

    private static List<String> actions(ResourceAssert policy) {
        List<String> actions = new ArrayList<>();
        for (JsonNode statement : policy.json("policy").at("Statement")) {
            if (statement.path("Effect").asText().equals("Allow")) {
                JsonNode action = statement.path("Action");
                if (action.isTextual()) {
                    actions.add(action.asText());
                }
                action.forEach(one -> actions.add(one.asText()));
            }
        }
        return actions;
    }

    private static List<String> traffic(String type, String from) {
        return STACK.all(type).stream()
                .map(rule -> "%s -> %s %s %s-%s"
                        .formatted(
                                purpose(rule.at(from)),
                                rule.at("prefix_list_id").isMissingNode()
                                        ? purpose(rule.at("referenced_security_group_id"))
                                        : rule.at("prefix_list_id").asText().replaceAll("\\$\\{|_[0-9A-F]{8}.*", ""),
                                rule.at("ip_protocol").asText(),
                                rule.at("from_port"),
                                rule.at("to_port")))
                .toList();
    }

    private static String purpose(JsonNode groupId) {
        Map<String, JsonNode> groups = new HashMap<>();
        STACK.root()
                .path("resource")
                .path("aws_security_group")
                .properties()
                .forEach(entry -> groups.put("${aws_security_group." + entry.getKey() + ".id}", entry.getValue()));
        return groups.get(groupId.asText()).at("/tags/Name").asText().replace("payments-pr123-", "");
    }
}
