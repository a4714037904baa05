package io.tapstack.main.leftovers;

import io.tapstack.environments.Environments;
import io.tapstack.modules.core.Environment;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The systems of an environment under one suffix, without the foundation, which all suffixes share. Tags decide where a
 * resource has some: they are exact, while the names of {@code pr1-x} begin like those of {@code pr1}.
 */
public record Copy(Environment environment, String suffix) {
    static final String SUFFIX_TAG = "EnvironmentSuffix";

    List<String> systems() {
        return Environments.systems().stream()
                .filter(system -> !system.equals("foundation"))
                .toList();
    }

    /** By the tags that every stack gives to everything. */
    boolean owns(Map<String, String> tags) {
        return suffix.equals(tags.get(SUFFIX_TAG))
                && environment.id().equals(tags.get("Environment"))
                && systems().contains(tags.getOrDefault("System", ""));
    }

    /** What names of regional resources begin with. */
    List<String> prefixes() {
        return systems().stream().map(system -> system + "-" + suffix + "-").toList();
    }

    /** By name, for what cannot have tags; {@code others} are all suffixes in use. */
    Predicate<String> ownsName(Collection<String> others) {
        List<String> longer = others.stream()
                .filter(other -> other.startsWith(suffix + "-"))
                .flatMap(other -> systems().stream().map(system -> system + "-" + other + "-"))
                .toList();
        return name -> prefixes().stream().anyMatch(name::startsWith)
                && longer.stream().noneMatch(name::startsWith);
    }
}
