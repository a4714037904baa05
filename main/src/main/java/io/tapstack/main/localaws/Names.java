package io.tapstack.main.localaws;

import io.tapstack.main.console.Failure;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.TreeSet;

/** Names of what is deployed, and the short ones that a person types for them. */
public final class Names {
    private Names() {}

    /**
     * The one that is meant: the name itself, or the only one that has all of the given parts in their order, as
     * {@code payments-local-api} has those of {@code payments-api}.
     *
     * @param kind what the names are names of, for the message
     * @throws Failure if there is none or more than one
     */
    public static String resolve(String kind, String given, Collection<String> names) {
        if (names.contains(given)) {
            return given;
        }
        List<String> matches = names.stream()
                .distinct()
                .filter(name -> hasParts(name, given))
                .sorted()
                .toList();
        if (matches.size() == 1) {
            return matches.get(0);
        }
        if (matches.isEmpty()) {
            throw new Failure("there is no " + kind + " \"" + given + "\"; there is "
                    + (names.isEmpty() ? "none yet" : String.join(", ", new TreeSet<>(names))));
        }
        throw new Failure("\"" + given + "\" may be each of " + String.join(", ", matches) + ": say more of the name");
    }

    private static boolean hasParts(String name, String given) {
        Iterator<String> parts = List.of(name.split("-", -1)).iterator();
        for (String wanted : given.split("-", -1)) {
            boolean found = false;
            while (!found && parts.hasNext()) {
                found = parts.next().equals(wanted);
            }
            if (!found) {
                return false;
            }
        }
        return true;
    }
}
