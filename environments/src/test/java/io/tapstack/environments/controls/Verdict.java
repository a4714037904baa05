package io.tapstack.environments.controls;

import io.tapstack.modules.core.Environment;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How a control stands in some environments.
 *
 * @param control its name: {@code FSBP RDS.3}
 * @param rules names of the rules that hold; of a waived control, for the part that is met
 * @param absent resource types that no stack has, so that there is nothing that the control could be about
 * @param text constructs that meet it, or why it is waived or does not apply
 * @param until last day of a waiver
 */
public record Verdict(
        String control,
        List<Environment> environments,
        Status status,
        List<String> rules,
        List<String> absent,
        String text,
        String owner,
        Optional<LocalDate> until) {

    /** Of a control. */
    public enum Status {
        MET("met"),
        WAIVED("waived"),
        NOT_APPLICABLE("not applicable");

        private final String text;

        Status(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /**
     * Those of {@code verdicts.tsv}: control, environments, status, rules or absent types, text, owner, last day. The
     * status {@code as} takes over all verdicts of the control that the next column names.
     */
    public static List<Verdict> all() {
        Map<String, List<List<String>>> lines = new LinkedHashMap<>();
        for (List<String> cells : Tsv.read("verdicts.tsv")) {
            lines.computeIfAbsent(cells.get(0), any -> new ArrayList<>()).add(cells);
        }
        return lines.keySet().stream()
                .flatMap(control -> of(control, lines, control))
                .toList();
    }

    private static Stream<Verdict> of(String control, Map<String, List<List<String>>> lines, String source) {
        if (!lines.containsKey(source)) {
            throw new AssertionError(control + " is as " + source + ", which has no verdict");
        }
        return lines.get(source).stream()
                .flatMap(cells ->
                        cells.get(2).equals("as") ? of(control, lines, cells.get(3)) : Stream.of(of(control, cells)));
    }

    /** Names of the classes that meet the control. */
    List<String> constructs() {
        return list(text.split(";", -1)[0]);
    }

    private static Verdict of(String control, List<String> cells) {
        List<String> by = list(cells.get(3));
        return new Verdict(
                control,
                cells.get(1).equals("all") ? List.of(Environment.values()) : environments(cells.get(1)),
                status(cells.get(2)),
                by.stream().filter(name -> !name.startsWith("aws_")).toList(),
                by.stream().filter(name -> name.startsWith("aws_")).toList(),
                cells.get(4),
                cells.get(5),
                cells.get(6).isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(cells.get(6))));
    }

    private static List<Environment> environments(String names) {
        return list(names).stream()
                .map(name -> Arrays.stream(Environment.values())
                        .filter(environment -> environment.id().equals(name))
                        .findAny()
                        .orElseThrow())
                .toList();
    }

    private static Status status(String text) {
        return Arrays.stream(Status.values())
                .filter(status -> status.toString().equals(text))
                .findAny()
                .orElseThrow();
    }

    private static List<String> list(String commaSeparated) {
        return commaSeparated.isEmpty() ? List.of() : List.of(commaSeparated.split(", ", -1));
    }
}
