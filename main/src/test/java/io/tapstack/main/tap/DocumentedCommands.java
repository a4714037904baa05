package io.tapstack.main.tap;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Finds commands in a line of a document that {@code tap} would reject. */
record DocumentedCommands(CommandLine tap) {
    private static final Pattern TAP = Pattern.compile("(?<![^\\s(])(?:\\./)?tap ([^|;&)\"]*)");
    private static final Pattern STACK =
            Pattern.compile("(?:cdktf (?:diff|deploy|destroy) |cdktf\\.out/stacks/)([\\w-]+)");

    /** {@code app} is the launcher's own. */
    private static final Set<String> ELSEWHERE = Set.of("app");

    List<String> problems(String line) {
        List<String> problems = new ArrayList<>();
        TAP.matcher(line.replaceAll("\\s#.*", ""))
                .results()
                .flatMap(match -> problem(words(match.group(1))))
                .forEach(problems::add);
        STACK.matcher(line)
                .results()
                .map(match -> match.group(1))
                .filter(stack -> !stacks().contains(stack))
                .map(stack -> "no stack " + stack)
                .forEach(problems::add);
        return problems;
    }

    /** Without optional parts and ellipses. */
    private static List<String> words(String arguments) {
        return Arrays.stream(arguments.replaceAll("\\[[^\\]]*\\]|…", "").strip().split("\\s+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private Stream<String> problem(List<String> words) {
        if (words.isEmpty() || ELSEWHERE.contains(words.get(0)) || isName(words)) {
            return Stream.empty();
        }
        try {
            ParseResult command = tap.parseArgs(words.toArray(String[]::new)).subcommand();
            return command == null ? Stream.empty() : problem(command);
        } catch (ParameterException e) {
            return Stream.of(e.getMessage());
        }
    }

    /** In a sentence, a command may be named without its arguments. */
    private boolean isName(List<String> words) {
        return words.size() == 1 && tap.getSubcommands().containsKey(words.get(0));
    }

    /** Names that only the run of a command would refuse. */
    private static Stream<String> problem(ParseResult command) {
        List<String> known =
                switch (command.commandSpec().name()) {
                    case "up" -> Systems.local();
                    case "plan" -> stacks();
                    case "bootstrap" -> Systems.environments();
                    default -> List.of();
                };
        return command.matchedPositionals().stream()
                .filter(parameter -> !known.isEmpty())
                .map(parameter -> String.valueOf(parameter.<Object>getValue()))
                .filter(name -> !name.startsWith("<") && !known.contains(name))
                .map(name -> "no " + name + " in " + known);
    }

    private static List<String> stacks() {
        return Systems.stacks(Systems.environments());
    }
}
