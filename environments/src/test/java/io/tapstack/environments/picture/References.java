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
            "aws_s3_bucket_policy", "bucket",
            "aws_sns_topic_policy", "arn",
            "aws_api_gateway_stage", "rest_api_id",
            "aws_sesv2_email_identity", "configuration_set_name");

    private final StackJson stack;
    private final Map<String, ResourceAssert> resources;
    private final Set<String> parts;

    /** @param parts their addresses */
    References(StackJson stack, Set<String> parts) {
        this.stack = stack;
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
        Set<String> found = new LinkedHashSet<>();
        if (parts.contains(address)) {
            found.add(address);
        } else if (resources.containsKey(address)) {
            standIn(resources.get(address)).forEach(other -> found.addAll(parts(other)));
        }
        return found;
    }

    private List<String> standIn(ResourceAssert resource) {
        String type = resource.address().substring(0, resource.address().indexOf('.'));
        if (type.equals("aws_cloudwatch_event_rule")) {
            return EventSource.of(stack, resource);
        }
        return STAND_FOR.containsKey(type) ? addresses(resource.at(STAND_FOR.get(type))) : List.of();
    }
}
