package io.tapstack.environments.picture;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapstack.environments.testing.StackJson;
import io.tapstack.modules.testing.ResourceAssert;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Which parts an attribute leads to, directly or over a resource that stands for one of them. */
final class References {
    private static final Pattern REFERENCE = Pattern.compile("\\baws_\\w+\\.[\\w-]+");

    /** Resources that stand for the one that this attribute of theirs refers to. */
    private static final Map<String, String> STAND_FOR = Map.of(
            "aws_lambda_alias", "function_name",
            "aws_cloudwatch_event_rule", "event_bus_name",
            "aws_s3_bucket_policy", "bucket",
            "aws_api_gateway_stage", "rest_api_id",
            "aws_sesv2_email_identity", "configuration_set_name");

    private final Map<String, ResourceAssert> resources;
    private final Set<String> parts;

    /** @param parts their addresses */
    References(StackJson stack, Set<String> parts) {
        this.resources = stack.all().stream().collect(Collectors.toMap(ResourceAssert::address, one -> one));
        this.parts = parts;
    }

    /** Addresses of all resources that the value refers to. */
    static List<String> addresses(JsonNode value) {
        return REFERENCE
                .matcher(value.toString())
                .results()
                .map(MatchResult::group)
                .distinct()
                .toList();
    }

    /** Addresses of all parts that the value leads to. */
    Set<String> parts(JsonNode value) {
        Set<String> found = new LinkedHashSet<>();
        addresses(value).forEach(address -> found.addAll(parts(address)));
        return found;
    }

    private Set<String> parts(String address) {
        if (parts.contains(address)) {
            return Set.of(address);
        }
        String attribute = STAND_FOR.get(address.substring(0, address.indexOf('.')));
        return attribute == null || !resources.containsKey(address)
                ? Set.of()
                : parts(resources.get(address).at(attribute));
    }
}
