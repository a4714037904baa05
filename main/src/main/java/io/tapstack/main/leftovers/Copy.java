package io.tapstack.main.leftovers;

import io.tapstack.environments.Environments;
import io.tapstack.modules.core.Account;
import io.tapstack.modules.core.Deployment;
import io.tapstack.modules.core.Domain;
import io.tapstack.modules.core.Environment;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The systems of an environment under one suffix, without the foundation, which all suffixes share. Tags decide where a
 * resource has some: they are exact, while the names of {@code pr1-x} begin like those of {@code pr1}.
 */
public record Copy(Environment environment, String suffix, Account account) {
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

    /** Where the states of its stacks are in the environment's state bucket. */
    List<String> stateKeys() {
        return systems().stream()
                .map(system -> new Deployment(system, environment, suffix, account, "").stateKey())
                .toList();
    }

    /**
     * Whether a name under the domain is the copy's or below it, and no other copy's: {@code portal-origin-pr1} may be the
     * origin of {@code pr1} or the portal of {@code origin-pr1}. {@code others} are all suffixes in use.
     */
    boolean ownsHost(Domain domain, String name, Collection<String> others) {
        String under = "." + domain.name();
        if (!name.endsWith(under)) {
            return false;
        }
        String inside = name.substring(0, name.length() - under.length());
        String label = inside.substring(inside.lastIndexOf('.') + 1);
        return isHostOf(suffix, label)
                && others.stream().noneMatch(other -> !other.equals(suffix) && isHostOf(other, label));
    }

    private static boolean isHostOf(String suffix, String label) {
        return Domain.HOSTS.stream().anyMatch(host -> label.equals(host + "-" + suffix));
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
