package io.tapstack.main.tap;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The commands with arguments and exit codes, as Markdown, from picocli's model of them. */
record CommandReference(CommandLine tap) {
    private static final String EXIT_CODES = """

        ## Exit codes

        Of commands without a table of their own.

        """;

    String text() {
        return tap.getSubcommands().values().stream()
                .map(CommandLine::getCommandSpec)
                .filter(command -> !command.helpCommand())
                .map(CommandReference::section)
                .collect(Collectors.joining("\n", "\n", EXIT_CODES + exitCodes(tap.getCommandSpec())));
    }

    private static String section(CommandSpec command) {
        String description = Arrays.stream(command.usageMessage().description())
                .filter(paragraph -> !paragraph.isEmpty())
                .map(CommandReference::escaped)
                .collect(Collectors.joining("\n\n"));
        String arguments = Stream.concat(
                        command.positionalParameters().stream().map(CommandReference::row),
                        command.options().stream()
                                .filter(option -> !option.usageHelp() && !option.versionHelp())
                                .map(CommandReference::row))
                .collect(Collectors.joining("", "\n| argument | meaning |\n|---|---|\n", ""));
        boolean hasOwnCodes = !command.usageMessage().exitCodeList().isEmpty();
        return "## " + command.qualifiedName() + "\n\n" + description + "\n" + arguments
                + (hasOwnCodes ? "\n" + exitCodes(command) : "");
    }

    private static String row(PositionalParamSpec parameter) {
        String label = parameter.paramLabel().replaceAll("[<>]", "");
        return row(parameter.arity().min() == 0 ? "[" + label + "]" : "<" + label + ">", parameter.description());
    }

    private static String row(OptionSpec option) {
        String names = String.join(", ", option.names());
        return row(option.arity().max() == 0 ? names : names + " " + option.paramLabel(), option.description());
    }

    private static String row(String argument, String[] description) {
        return "| `%s` | %s |\n".formatted(argument, escaped(String.join(" ", description)));
    }

    private static String exitCodes(CommandSpec command) {
        Map<String, String> codes = command.usageMessage().exitCodeList();
        return codes.entrySet().stream()
                .map(code -> "| %s | %s |\n".formatted(code.getKey(), escaped(code.getValue())))
                .collect(Collectors.joining("", "| exit code | meaning |\n|---|---|\n", ""));
    }

    /** So that GitHub does not take a placeholder for HTML. */
    private static String escaped(String text) {
        return text.replace("<", "&lt;").replace("|", "\\|");
    }
}
