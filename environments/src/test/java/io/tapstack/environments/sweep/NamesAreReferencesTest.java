package io.tapstack.environments.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapstack.environments.testing.EveryStack;
import io.tapstack.environments.testing.StackJson;
import io.tapstack.environments.testing.SynthesizedStacks;
import io.tapstack.modules.testing.ResourceAssert;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A resource that names another one is created after it: Terraform knows that from a reference or {@code depends_on}, not
 * from a literal with the same text, and creates both at once then. Nothing is created after itself.
 */
@Tag("C2")
final class NamesAreReferencesTest {
    private static final Pattern REFERENCE = Pattern.compile("\\b(aws_\\w+|terraform_data)\\.[\\w-]+");

    /** Attributes that give a resource its own name. */
    private static final Set<String> OWN = Set.of(
            "name",
            "alarm_name",
            "function_name",
            "bucket",
            "identifier",
            "configuration_set_name",
            "email_identity",
            "domain_name");

    /** Texts that AWS does not look up when it creates the resource: for people, for metrics, for running code. */
    private static final Pattern NOT_LOOKED_UP =
            Pattern.compile("(tags|dimensions|environment)/.*|(.*/)?metric_name|description|comment|insecure_value");

    /** CloudFront and certificates take a name of DNS before it has a record. */
    private static final String RECORD = "aws_route53_record.";

    @EveryStack
    void holds(StackJson stack) {
        assertThat(violations(stack)).isEmpty();
    }

    @Test
    void canFail() {
        StackJson portal = SynthesizedStacks.shipped("portal-dev");
        String role = portal.all("aws_iam_role").stream()
                .map(one -> one.at("name").asText())
                .filter(name -> name.contains("-app-"))
                .findAny()
                .orElseThrow();
        StackJson literal =
                portal.with("aws_iam_instance_profile", "role", role).with("aws_iam_instance_profile", "name", role);
        assertThat(violations(literal)).hasSize(1);
        String address = portal.all("aws_iam_role").stream()
                .filter(one -> one.at("name").asText().equals(role))
                .findAny()
                .orElseThrow()
                .address();
        assertThat(violations(literal.with("aws_iam_instance_profile", "depends_on", List.of(address))))
                .isEmpty();
    }

    private static List<String> violations(StackJson stack) {
        Map<String, Set<String>> references = new HashMap<>();
        Map<String, Set<String>> named = new HashMap<>();
        for (ResourceAssert resource : stack.all()) {
            references.put(resource.address(), references(stack.attributes(resource)));
            if (!resource.address().startsWith(RECORD)) {
                OWN.stream()
                        .map(attribute -> resource.at(attribute).asText())
                        .filter(name -> !name.isEmpty() && !name.contains("${"))
                        .forEach(name -> named.computeIfAbsent(name, any -> new TreeSet<>())
                                .add(resource.address()));
            }
        }
        List<String> all = new ArrayList<>();
        for (ResourceAssert resource : stack.all()) {
            Map<String, String> texts = new TreeMap<>();
            texts(stack.attributes(resource), "", texts);
            Set<String> before = reachable(resource.address(), references);
            if (before.contains(resource.address())) {
                all.add(resource.address() + " is created after itself");
            }
            texts.forEach((path, text) -> {
                Set<String> meant = named.getOrDefault(text, Set.of());
                if (!OWN.contains(path)
                        && !NOT_LOOKED_UP.matcher(path).matches()
                        && meant.stream().anyMatch(other -> !other.equals(resource.address()))
                        && meant.stream().noneMatch(before::contains)) {
                    all.add(resource.address() + " " + path + " names " + meant + " and is created beside it");
                }
            });
        }
        return all;
    }

    private static Set<String> references(JsonNode value) {
        return REFERENCE
                .matcher(value.toString())
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toSet());
    }

    private static Set<String> reachable(String from, Map<String, Set<String>> references) {
        Set<String> found = new HashSet<>();
        Deque<String> next = new ArrayDeque<>(List.of(from));
        while (!next.isEmpty()) {
            references.getOrDefault(next.pop(), Set.of()).stream()
                    .filter(found::add)
                    .forEach(next::push);
        }
        return found;
    }

    private static void texts(JsonNode value, String path, Map<String, String> into) {
        if (value.isTextual()) {
            into.put(path, value.asText());
        }
        value.properties()
                .forEach(one -> texts(one.getValue(), path.isEmpty() ? one.getKey() : path + "/" + one.getKey(), into));
        if (value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                texts(value.path(i), path + "/" + i, into);
            }
        }
    }
}
