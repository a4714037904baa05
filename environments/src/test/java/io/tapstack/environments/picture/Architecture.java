package io.tapstack.environments.picture;

import io.tapstack.environments.testing.StackJson;
import io.tapstack.modules.testing.ResourceAssert;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The parts of a system and what flows between them, as far as its synthesized stack says so.
 *
 * @param networks the VPCs' titles by their addresses
 * @param keys what the system's KMS keys are called
 */
public record Architecture(
        String system, Map<String, List<String>> networks, List<Part> parts, List<Flow> flows, List<String> keys) {

    public static Architecture of(StackJson stack) {
        List<Part> parts = Parts.of(stack);
        Set<String> ids = parts.stream().map(Part::id).collect(Collectors.toUnmodifiableSet());
        References references = new References(stack, ids);
        List<Neighbour> neighbours = Neighbour.of(stack, references);
        return new Architecture(
                stack.system(),
                networks(stack),
                Stream.concat(parts.stream(), neighbours.stream().map(Neighbour::part))
                        .distinct()
                        .toList(),
                Stream.concat(
                                Flows.of(stack, references).stream(),
                                neighbours.stream().flatMap(neighbour -> neighbour.flows().stream()))
                        .distinct()
                        .toList(),
                keys(stack));
    }

    Part part(String id) {
        return parts.stream().filter(part -> part.id().equals(id)).findAny().orElseThrow();
    }

    private static Map<String, List<String>> networks(StackJson stack) {
        Map<String, List<String>> titles = new LinkedHashMap<>();
        for (ResourceAssert vpc : stack.all("aws_vpc")) {
            List<String> title = new ArrayList<>();
            title.add("VPC " + vpc.at("cidr_block").asText());
            title.addAll(TextWidth.lines("endpoints: " + endpoints(stack, vpc)));
            titles.put(vpc.address(), title);
        }
        return titles;
    }

    private static String endpoints(StackJson stack, ResourceAssert vpc) {
        return stack.all("aws_vpc_endpoint").stream()
                .filter(one -> References.addresses(one.at("vpc_id")).contains(vpc.address()))
                .map(one -> one.at("service_name").asText().replaceFirst(".*\\.", ""))
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static List<String> keys(StackJson stack) {
        return stack.all("aws_kms_key").stream()
                .map(key -> key.address().replaceFirst("aws_kms_key\\.(.*?)(-key)?_[^_]*", "$1"))
                .sorted()
                .toList();
    }
}
