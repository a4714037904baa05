package io.tapstack.main.tap;

import io.tapstack.environments.Environments;
import io.tapstack.main.demo.Demonstration;
import io.tapstack.main.demo.LoyaltyDemonstration;
import io.tapstack.main.demo.PaymentsDemonstration;
import io.tapstack.main.demo.PortalDemonstration;
import io.tapstack.main.demo.SecurityDemonstration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Names of systems, environments and their stacks, for the command line. */
final class Systems {
    /** Makes the state bucket and what every deploy needs first (C5). */
    static final String FOUNDATION = "foundation";

    static final String DEFAULT = "payments";

    /** What {@code tap up} can deploy and show. */
    private static final Map<String, Demonstration> LOCAL = new TreeMap<>(Map.of(
            "loyalty", new LoyaltyDemonstration(),
            "payments", new PaymentsDemonstration(),
            "portal", new PortalDemonstration(),
            "security", new SecurityDemonstration()));

    private Systems() {}

    /** Refuses a name that there is not, and lists those that there are. */
    static void check(List<String> known, String kind, String name, CommandSpec command) {
        if (!known.contains(name)) {
            throw new ParameterException(
                    command.commandLine(),
                    "there is no " + kind + " \"" + name + "\"; there is " + String.join(", ", known));
        }
    }

    /** For help. */
    static final class LocalNames implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return local().iterator();
        }
    }

    /** For help. */
    static final class EnvironmentNames implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return environments().iterator();
        }
    }

    static List<String> local() {
        return List.copyOf(LOCAL.keySet());
    }

    static Optional<Demonstration> demonstration(String system) {
        return Optional.ofNullable(LOCAL.get(system));
    }

    static List<String> environments() {
        return Environments.all().stream()
                .map(definition -> definition.environment().id())
                .toList();
    }

    /** All stacks of these environments, the foundation first. */
    static List<String> stacks(List<String> environments) {
        List<String> stacks = new ArrayList<>();
        for (String environment : environments) {
            Environments.systems().forEach(system -> stacks.add(system + "-" + environment));
        }
        return stacks;
    }

    /** {@code local} of {@code payments-local}. */
    static String environmentOf(String stack) {
        return stack.substring(stack.lastIndexOf('-') + 1);
    }
}
