package io.tapstack.lambda.security.remediation;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which resources may be changed. The role's policy says the same as far as IAM knows names and tags: of a bucket it does
 * not know the tags, so there the name says which system it belongs to.
 *
 * @param systems values of the tag {@code System}, and first words of buckets' names
 * @param excludedBuckets names of buckets with records or state; {@code *} stands for any characters
 */
record Reach(Scope scope, Set<String> systems, List<String> excludedBuckets) {
    private static final String SYSTEM = "System";
    private static final String REMEDIATION = "Remediation";
    private static final String OFF = "off";
    private static final String AUTO = "auto";

    /** Which of them need no tag set by hand. */
    enum Scope {
        /** All resources of the systems, but those with the tag {@code Remediation=off}. */
        OPT_OUT,
        /** Those with the tag {@code Remediation=auto}; of buckets, the systems' own only. */
        OPT_IN
    }

    /** The reason why the resource's name forbids a change; needs no call. */
    Optional<String> refusal(Finding.Resource resource) {
        if (!isBucket(resource)) {
            return Optional.empty();
        }
        if (excludedBuckets.stream().anyMatch(pattern -> matches(pattern, resource.id()))) {
            return Optional.of("buckets with records or state are left to people");
        }
        return systems.stream().anyMatch(system -> resource.id().startsWith(system + "-"))
                ? Optional.empty()
                : Optional.of("only buckets of " + sorted() + " are changed, known by their names");
    }

    /** The reason why the resource's tags forbid a change. */
    Optional<String> refusal(Finding.Resource resource, Map<String, String> tags) {
        String remediation = tags.get(REMEDIATION);
        if (scope == Scope.OPT_IN) {
            return AUTO.equals(remediation)
                    ? Optional.empty()
                    : Optional.of("the resource is not tagged " + REMEDIATION + "=" + AUTO);
        }
        if (OFF.equals(remediation)) {
            return Optional.of("the resource is tagged " + REMEDIATION + "=" + OFF);
        }
        return isBucket(resource) || systems.contains(tags.getOrDefault(SYSTEM, ""))
                ? Optional.empty()
                : Optional.of("the tag " + SYSTEM + " is none of " + sorted());
    }

    private static boolean isBucket(Finding.Resource resource) {
        return resource.kind().equals(Optional.of(ResourceKind.S3_BUCKET));
    }

    private static boolean matches(String pattern, String name) {
        return name.matches(
                Stream.of(pattern.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*")));
    }

    private String sorted() {
        return systems.stream().sorted().collect(Collectors.joining(", "));
    }
}
