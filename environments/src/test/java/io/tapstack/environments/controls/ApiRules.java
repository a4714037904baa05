package io.tapstack.environments.controls;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapstack.modules.testing.ResourceAssert;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;

/** APIs, their certificates, firewalls and users. */
final class ApiRules {
    private static final String STAGE = "aws_api_gateway_stage";
    private static final String SETTINGS = "aws_api_gateway_method_settings";
    private static final String ACL = "aws_wafv2_web_acl";
    private static final String PASSWORDS = "password_policy/";

    static final List<Rule> ALL = List.of(
            Rule.each("api-stages-log-access", STAGE, stage -> !stage.at("access_log_settings/destination_arn")
                            .isMissingNode())
                    .failsFor("payments-dev", stack -> stack.without(STAGE, "access_log_settings")),
            Rule.has("api-stages-have-method-settings", STAGE, SETTINGS, "stage_name")
                    .failsFor("payments-dev", stack -> stack.without(SETTINGS)),
            Rule.each("api-methods-log-errors", SETTINGS, settings -> Set.of("ERROR", "INFO")
                            .contains(settings.at("settings/logging_level").asText()))
                    .failsFor("payments-dev", stack -> stack.with(SETTINGS, "settings/logging_level", "OFF")),
            Rule.each("api-stages-trace", STAGE, stage -> stage.at("xray_tracing_enabled")
                            .asBoolean())
                    .failsFor("payments-dev", stack -> stack.with(STAGE, "xray_tracing_enabled", false)),
            Rule.has("api-stages-have-a-firewall", STAGE, "aws_wafv2_web_acl_association", "resource_arn")
                    .failsFor("payments-prod", stack -> stack.without("aws_wafv2_web_acl_association")),
            Rule.each(
                            "api-caches-encrypt",
                            SETTINGS,
                            settings -> !settings.at("settings/caching_enabled").asBoolean()
                                    || settings.at("settings/cache_data_encrypted")
                                            .asBoolean())
                    .failsFor("payments-dev", stack -> stack.with(SETTINGS, "settings/caching_enabled", true)),
            Rule.each(
                            "api-methods-authorise",
                            "aws_api_gateway_rest_api",
                            api -> eachMethod(
                                    api,
                                    (method, body) -> method.equals("options")
                                            || body.path("security").size() > 0))
                    .failsFor(
                            "payments-dev",
                            stack -> stack.with(
                                    "aws_api_gateway_rest_api", "body", "{\"paths\": {\"/open\": {\"get\": {}}}}")),
            Rule.each(
                            "apis-call-functions-only",
                            "aws_api_gateway_rest_api",
                            api -> eachMethod(api, (method, body) -> Set.of("aws_proxy", "mock")
                                    .contains(body.at("/x-amazon-apigateway-integration/type")
                                            .asText())))
                    .failsFor(
                            "payments-dev",
                            stack -> stack.with(
                                    "aws_api_gateway_rest_api",
                                    "body",
                                    "{\"paths\": {\"/\": {\"get\": {\"x-amazon-apigateway-integration\": {\"type\": \"http\"}}}}}")),
            Rule.each("apis-are-regional", "aws_api_gateway_rest_api", api -> api.at("endpoint_configuration/types/0")
                            .asText()
                            .equals("REGIONAL"))
                    .failsFor(
                            "payments-dev",
                            stack -> stack.with(
                                    "aws_api_gateway_rest_api", "endpoint_configuration/types", List.of("EDGE"))),
            Rule.each("certificates-have-strong-keys", "aws_acm_certificate", certificate -> Set.of(
                                    "RSA_2048", "EC_prime256v1", "EC_secp384r1")
                            .contains(certificate.at("key_algorithm").asText()))
                    .failsFor("payments-dev", stack -> stack.with("aws_acm_certificate", "key_algorithm", "RSA_1024")),
            Rule.each("certificates-renew-themselves", "aws_acm_certificate", certificate -> certificate
                            .at("validation_method")
                            .asText()
                            .equals("DNS"))
                    .failsFor("payments-dev", stack -> stack.with("aws_acm_certificate", "validation_method", "EMAIL")),
            Rule.each("firewalls-have-rules", ACL, acl -> acl.at("rule").size() > 0)
                    .failsFor("payments-prod", stack -> stack.with(ACL, "rule", List.of())),
            Rule.each(
                            "firewalls-order-their-rules",
                            ACL,
                            acl -> acl.each("rule").stream()
                                            .map(rule -> rule.at("priority").asInt())
                                            .distinct()
                                            .count()
                                    == acl.at("rule").size())
                    .failsFor("payments-prod", stack -> stack.with(ACL, "rule/0/priority", 1)),
            Rule.each("firewalls-measure", ACL, acl -> acl.each("rule").stream()
                            .allMatch(rule -> rule.at("visibility_config/cloudwatch_metrics_enabled")
                                    .asBoolean()))
                    .failsFor(
                            "payments-prod",
                            stack -> stack.with(ACL, "rule/0/visibility_config/cloudwatch_metrics_enabled", false)),
            Rule.has("firewalls-log", ACL, "aws_wafv2_web_acl_logging_configuration", "resource_arn")
                    .failsFor("payments-prod", stack -> stack.without("aws_wafv2_web_acl_logging_configuration")),
            Rule.each("user-pools-refuse-deletion", "aws_cognito_user_pool", pool -> pool.at("deletion_protection")
                            .asText()
                            .equals("ACTIVE"))
                    .failsFor(
                            "loyalty-prod",
                            stack -> stack.with("aws_cognito_user_pool", "deletion_protection", "INACTIVE")),
            Rule.each("user-pools-want-strong-passwords", "aws_cognito_user_pool", ApiRules::wantsStrongPasswords)
                    .failsFor(
                            "loyalty-dev",
                            stack -> stack.with("aws_cognito_user_pool", PASSWORDS + "require_symbols", false)));

    private ApiRules() {}

    private static boolean eachMethod(ResourceAssert api, BiPredicate<String, JsonNode> holds) {
        return api.json("body").at("paths").properties().stream()
                .flatMap(path -> path.getValue().properties().stream())
                .allMatch(method -> holds.test(method.getKey(), method.getValue()));
    }

    private static boolean wantsStrongPasswords(ResourceAssert pool) {
        return pool.at(PASSWORDS + "minimum_length").asInt() >= 8
                && List.of("require_lowercase", "require_uppercase", "require_numbers", "require_symbols").stream()
                        .allMatch(kind -> pool.at(PASSWORDS + kind).asBoolean())
                && pool.at(PASSWORDS + "temporary_password_validity_days").asInt() <= 7;
    }
}
