package io.tapstack.main.leftovers;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapstack.main.console.Failure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Finds what an account has of a copy. Tags lead to most of it: GetResources knows all types but roles and Auto Scaling
 * groups, and those without tags; see {@link Unlisted}.
 *
 * @see <a href="https://docs.aws.amazon.com/resourcegroupstagging/latest/APIReference/supported-services.html">Services that
 *     support the Resource Groups Tagging API</a>
 */
public record Inventory(Access access, Copy copy) {
    /** Where CloudFront, its certificates and IAM are. */
    private static final String EDGE = "us-east-1";

    /** A resource, and what the service itself says of it. */
    record Found(Leftover resource, Answer seen) {}

    /** In the order in which they are to be deleted, without those that exist in lists only. */
    List<Found> find() {
        Map<String, Map<String, String>> tagged = new LinkedHashMap<>();
        new LinkedHashSet<>(List.of(access.region(), EDGE)).forEach(region -> tagged.putAll(tagged(region)));
        Set<String> arns = new LinkedHashSet<>();
        Set<String> suffixes = new LinkedHashSet<>();
        tagged.forEach((arn, tags) -> {
            suffixes.add(tags.get(Copy.SUFFIX_TAG));
            if (copy.owns(tags)) {
                arns.add(arn);
            }
        });
        Set<String> known = new HashSet<>();
        tagged.keySet().forEach(arn -> known.add(key(new Leftover(arn))));
        new Unlisted(new Listing(access), copy, suffixes)
                .arns().stream()
                        .filter(arn -> known.add(key(new Leftover(arn))))
                        .forEach(arns::add);
        Map<Integer, List<Found>> inOrder = new TreeMap<>();
        for (String arn : arns) {
            Leftover resource = new Leftover(arn);
            Kind kind = resource.kind();
            Answer seen = kind.look().apply(access, resource);
            if (kind.there().in(resource, seen) || (!seen.ok() && !seen.absent())) {
                inOrder.computeIfAbsent(Kinds.position(resource), position -> new ArrayList<>())
                        .add(new Found(resource, seen));
            }
        }
        return inOrder.values().stream().flatMap(List::stream).toList();
    }

    /** One resource, by whichever of its ARNs. */
    private static String key(Leftover resource) {
        return Kinds.position(resource) + " " + resource.id();
    }

    /** The same, for people. */
    public List<Leftover> list() {
        return find().stream().map(Found::resource).toList();
    }

    /** Everything with a suffix, of all copies: names of others may begin like ours. */
    private Map<String, Map<String, String>> tagged(String region) {
        Map<String, Map<String, String>> tagged = new LinkedHashMap<>();
        String token = "";
        do {
            Map<String, Object> members = new HashMap<>(
                    Map.of("TagFilters", List.of(Map.of("Key", Copy.SUFFIX_TAG)), "ResourcesPerPage", 100));
            if (!token.isEmpty()) {
                members.put("PaginationToken", token);
            }
            Answer answer = access.send(region, Call.json("tagging", "GetResources", members));
            if (!answer.ok()) {
                throw new Failure("cannot list what is tagged in " + region + ": " + answer.error());
            }
            JsonNode page = answer.json();
            for (JsonNode resource : page.path("ResourceTagMappingList")) {
                Map<String, String> tags = new HashMap<>();
                resource.path("Tags")
                        .forEach(tag -> tags.put(
                                tag.path("Key").asText(), tag.path("Value").asText()));
                tagged.put(resource.path("ResourceARN").asText(), tags);
            }
            token = page.path("PaginationToken").asText("");
        } while (!token.isEmpty());
        return tagged;
    }
}
