package io.tapstack.environments.controls;

import static io.tapstack.environments.testing.StackJson.refersTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tapstack.environments.testing.StackJson;
import io.tapstack.modules.testing.ResourceAssert;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Distributions, load balancers and fleets. */
final class EdgeRules {
    private static final String STACK = "portal-prod";
    private static final String DISTRIBUTION = "aws_cloudfront_distribution";
    private static final String LOAD_BALANCER = "aws_lb";
    private static final String LISTENER = "aws_lb_listener";
    private static final String GROUP = "aws_autoscaling_group";
    private static final String TEMPLATE = "aws_launch_template";
    private static final String CUSTOM = "custom_origin_config/";
    private static final List<String> BY_TLS = List.of("redirect-to-https", "https-only");

    static final List<Rule> ALL = Stream.of(distributions(), loadBalancers(), fleets())
            .flatMap(List::stream)
            .toList();

    private EdgeRules() {}

    private static List<Rule> distributions() {
        return List.of(
                is("distributions-have-a-root-object", DISTRIBUTION, "default_root_object", "index.html"),
                is("distributions-answer-by-sni", DISTRIBUTION, "viewer_certificate/ssl_support_method", "sni-only"),
                is(
                        "distributions-speak-new-tls",
                        DISTRIBUTION,
                        "viewer_certificate/minimum_protocol_version",
                        "TLSv1.2_2021"),
                refers("distributions-have-a-firewall", DISTRIBUTION, "web_acl_id", "aws_wafv2_web_acl"),
                refers(
                        "distributions-have-certificates-of-ours",
                        DISTRIBUTION,
                        "viewer_certificate/acm_certificate_arn",
                        "aws_acm_certificate_validation"),
                Rule.each("distributions-want-https", DISTRIBUTION, EdgeRules::wantsHttps)
                        .failsFor(
                                STACK,
                                stack -> stack.with(
                                        DISTRIBUTION, "default_cache_behavior/viewer_protocol_policy", "allow-all")),
                Rule.has("distributions-log", DISTRIBUTION, "aws_cloudwatch_log_delivery_source", "resource_arn")
                        .failsFor(STACK, stack -> stack.without("aws_cloudwatch_log_delivery_source")),
                origins("distributions-encrypt-to-origins", "api", CUSTOM + "origin_protocol_policy", "https-only"),
                origins("distributions-speak-new-tls-to-origins", "api", CUSTOM + "origin_ssl_protocols/0", "TLSv1.2"),
                origins("distributions-read-buckets-of-ours", "site", "domain_name", "${aws_s3_bucket."),
                origins(
                        "distributions-sign-requests-to-buckets",
                        "site",
                        "origin_access_control_id",
                        "${aws_cloudfront_origin_access_control."));
    }

    private static List<Rule> loadBalancers() {
        return List.of(
                is("load-balancers-drop-invalid-headers", LOAD_BALANCER, "drop_invalid_header_fields", "true"),
                is("load-balancers-are-defensive", LOAD_BALANCER, "desync_mitigation_mode", "defensive"),
                is("load-balancers-log", LOAD_BALANCER, "access_logs/enabled", "true"),
                is("load-balancers-refuse-deletion", LOAD_BALANCER, "enable_deletion_protection", "true"),
                spans("load-balancers-span-zones", LOAD_BALANCER, "subnets"),
                Rule.each("load-balancers-redirect-to-https", LISTENER, EdgeRules::isSecureOrRedirects)
                        .failsFor(STACK, stack -> stack.plus(LISTENER, "{'protocol': 'HTTP', 'default_action': []}")),
                Rule.each(
                                "load-balancers-speak-new-tls",
                                LISTENER,
                                listener -> !listener.at("protocol").asText().equals("HTTPS")
                                        || listener.at("ssl_policy")
                                                .asText()
                                                .startsWith("ELBSecurityPolicy-TLS13-1-2-"))
                        .failsFor(STACK, stack -> stack.plus(LISTENER, "{'protocol': 'HTTPS', 'ssl_policy': 'old'}")));
    }

    private static List<Rule> fleets() {
        return List.of(
                is("fleets-trust-the-load-balancer", GROUP, "health_check_type", "ELB"),
                spans("fleets-span-zones", GROUP, "vpc_zone_identifier"),
                refers("fleets-have-templates", GROUP, "launch_template/id", TEMPLATE),
                is("templates-want-sessions-for-metadata", TEMPLATE, "metadata_options/http_tokens", "required"),
                is("templates-keep-metadata-inside", TEMPLATE, "metadata_options/http_put_response_hop_limit", "1"),
                is(
                        "templates-give-no-public-addresses",
                        TEMPLATE,
                        "network_interfaces/0/associate_public_ip_address",
                        "false"),
                Rule.each(
                                "fleets-run-in-subnets-of-ours",
                                GROUP,
                                group -> !group.at("vpc_zone_identifier").isEmpty()
                                        && DataRules.texts(group.at("vpc_zone_identifier")).stream()
                                                .allMatch(subnet -> subnet.matches("\\$\\{aws_subnet\\.[^}]+\\.id}")))
                        .failsFor(STACK, stack -> stack.with(GROUP, "vpc_zone_identifier", List.of("subnet-1"))),
                is("templates-measure-by-the-minute", TEMPLATE, "monitoring/enabled", "true"),
                Rule.each("templates-have-no-key-pair", TEMPLATE, template -> template.at("key_name")
                                .isMissingNode())
                        .failsFor(STACK, stack -> stack.with(TEMPLATE, "key_name", "admin")),
                is(
                        "volumes-end-with-their-instance",
                        TEMPLATE,
                        "block_device_mappings/0/ebs/delete_on_termination",
                        "true"),
                is("templates-encrypt-volumes", TEMPLATE, "block_device_mappings/0/ebs/encrypted", "true"),
                refers("templates-have-a-role", TEMPLATE, "iam_instance_profile/arn", "aws_iam_instance_profile"),
                Rule.stacks("instances-reach-systems-manager-inside", EdgeRules::withoutSystemsManager)
                        .failsFor(
                                "portal-dev",
                                stack -> stack.changed(
                                        copy -> ((ObjectNode) copy.path("resource")).remove("aws_vpc_endpoint"))));
    }

    /** Each resource of the type has this text at the path. */
    private static Rule is(String name, String type, String path, String value) {
        return Rule.each(name, type, resource -> resource.at(path).asText().equals(value))
                .failsFor(STACK, stack -> stack.with(type, path, "something else"));
    }

    private static Rule refers(String name, String type, String path, String other) {
        return Rule.each(name, type, resource -> refersTo(resource.at(path), other))
                .failsFor(STACK, stack -> stack.with(type, path, "something else"));
    }

    private static Rule spans(String name, String type, String path) {
        return Rule.each(name, type, resource -> resource.at(path).size() >= 2)
                .failsFor(STACK, stack -> stack.with(type, path, List.of("one")));
    }

    /** The origins with this id have a text at the path that begins so. */
    private static Rule origins(String name, String id, String path, String beginning) {
        Predicate<ResourceAssert> holds = distribution -> distribution.each("origin").stream()
                .filter(origin -> origin.at("origin_id").asText().equals(id))
                .allMatch(origin -> origin.at(path).asText().startsWith(beginning));
        return Rule.each(name, DISTRIBUTION, holds)
                .failsFor(STACK, stack -> stack.with(DISTRIBUTION, "origin", List.of(Map.of("origin_id", id))));
    }

    private static boolean wantsHttps(ResourceAssert distribution) {
        return Stream.concat(
                        Stream.of(distribution.at("default_cache_behavior")),
                        StreamSupport.stream(
                                distribution.at("ordered_cache_behavior").spliterator(), false))
                .allMatch(behaviour ->
                        BY_TLS.contains(behaviour.path("viewer_protocol_policy").asText()));
    }

    private static boolean isSecureOrRedirects(ResourceAssert listener) {
        JsonNode action = listener.at("default_action/0");
        return listener.at("protocol").asText().equals("HTTPS")
                || (action.path("type").asText().equals("redirect")
                        && action.at("/redirect/protocol").asText().equals("HTTPS"));
    }

    private static List<String> withoutSystemsManager(StackJson stack) {
        boolean isThere = stack.all("aws_vpc_endpoint").stream()
                .anyMatch(endpoint -> endpoint.at("service_name").asText().endsWith(".ssm"));
        return stack.violations(TEMPLATE, "has no endpoint for Systems Manager", template -> isThere);
    }
}
