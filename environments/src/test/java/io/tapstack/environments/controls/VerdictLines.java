package io.tapstack.environments.controls;

import io.tapstack.environments.controls.Verdict.Domain;
import io.tapstack.environments.controls.Verdict.Status;
import io.tapstack.modules.core.Environment;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Makes verdicts of lines with the columns control, environments, verdict, by (rules that hold, types that are absent),
 * text, owner, last day. After the environments may follow {@code with a domain} or {@code without a domain}. The verdict {@code as} takes over those of the control that the next column names.
 */
final class VerdictLines {
    private final Map<String, List<List<String>>> byControl = new LinkedHashMap<>();

    private VerdictLines(List<List<String>> lines) {
        lines.forEach(cells -> byControl
                .computeIfAbsent(cells.get(0), any -> new ArrayList<>())
                .add(cells));
    }

    static List<Verdict> read(List<List<String>> lines) {
        VerdictLines read = new VerdictLines(lines);
        return read.byControl.keySet().stream()
                .flatMap(control -> read.of(control, control))
                .toList();
    }

    private Stream<Verdict> of(String control, String source) {
        if (!byControl.containsKey(source)) {
            throw new AssertionError(control + " is as " + source + ", which has no verdict");
        }
        return byControl.get(source).stream()
                .flatMap(cells ->
                        cells.get(2).equals("as") ? of(control, cells.get(3)) : Stream.of(verdict(control, cells)));
    }

    private static Verdict verdict(String control, List<String> cells) {
        List<String> by = list(cells.get(3));
        Domain domain = Stream.of(Domain.WITH, Domain.WITHOUT)
                .filter(one -> cells.get(1).endsWith(one.toString()))
                .findAny()
                .orElse(Domain.ANY);
        String environments = cells.get(1)
                .substring(0, cells.get(1).length() - domain.toString().length());
        return new Verdict(
                control,
                environments.equals("all")
                        ? List.of(Environment.values())
                        : list(environments).stream()
                                .map(name -> one(control, name, Environment.values(), Environment::id))
                                .toList(),
                domain,
                one(control, cells.get(2), Status.values(), Status::toString),
                by.stream().filter(name -> !name.startsWith("aws_")).toList(),
                by.stream().filter(name -> name.startsWith("aws_")).toList(),
                cells.get(4),
                cells.get(5),
                cells.get(6).isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(cells.get(6))));
    }

    private static <T> T one(String control, String name, T[] allowed, Function<T, String> names) {
        return Arrays.stream(allowed)
                .filter(value -> names.apply(value).equals(name))
                .findAny()
                .orElseThrow(() -> new AssertionError("verdicts.tsv: %s must be one of %s, got %s"
                        .formatted(control, Arrays.stream(allowed).map(names).toList(), name)));
    }

    private static List<String> list(String commaSeparated) {
        return commaSeparated.isEmpty() ? List.of() : List.of(commaSeparated.split(", ", -1));
    }
}
