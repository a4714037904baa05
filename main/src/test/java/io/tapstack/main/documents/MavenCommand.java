package io.tapstack.main.documents;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A command line of Maven as documents show it.
 *
 * @param arguments without {@code mvn}
 */
record MavenCommand(List<String> arguments) {
    private static final Pattern LINE = Pattern.compile("\\bmvn ([^|;&#)]*)");
    private static final Set<String> PHASES = Set.of("clean", "validate", "test-compile", "test", "package", "verify");

    static List<MavenCommand> in(Document document) {
        return document.code().stream()
                .flatMap(code -> LINE.matcher(code).results())
                .map(match ->
                        new MavenCommand(Arrays.asList(match.group(1).strip().split("\\s+"))))
                .toList();
    }

    /** Modules, profiles, tests and phases that there are not. */
    List<String> unknown(Set<String> modules, Set<String> profiles, Set<String> tests) {
        List<String> unknown = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (argument.equals("-pl")) {
                i++;
                addMissing(unknown, modules, arguments.get(i));
            } else if (argument.startsWith("-P")) {
                addMissing(unknown, profiles, argument.substring(2));
            } else if (argument.matches("-D(?:it\\.)?test=.*")) {
                addMissing(unknown, tests, argument.replaceAll(".*=", ""));
            } else if (!argument.startsWith("-") && !argument.contains(":")) {
                addMissing(unknown, PHASES, argument);
            }
        }
        return unknown;
    }

    private static void addMissing(List<String> unknown, Set<String> known, String names) {
        Arrays.stream(names.split(",", -1))
                .filter(name -> !known.contains(name))
                .forEach(unknown::add);
    }
}
