package io.tapstack.environments.documents;

import io.tapstack.environments.controls.Control;
import io.tapstack.environments.controls.Verdict;
import io.tapstack.environments.controls.Verdict.Domain;
import io.tapstack.environments.controls.Verdict.Status;
import io.tapstack.modules.core.Environment;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The controls of each standard as Markdown: how many are met, and for each one how, or why not. */
final class ControlTable {
    private final List<Control> controls;
    private final Map<String, List<Verdict>> verdicts;
    private final Map<String, Set<String>> tests;

    /** @param tests names of tests by the tag that they carry */
    ControlTable(List<Control> controls, List<Verdict> verdicts, Map<String, Set<String>> tests) {
        this.controls = controls;
        this.verdicts = verdicts.stream().collect(Collectors.groupingBy(Verdict::control));
        this.tests = tests;
    }

    String counts() {
        StringBuilder table = new StringBuilder();
        row(table, "standard", "controls", "met", "met in some places, waived in others", "waived", "not applicable");
        row(table, "---", "---:", "---:", "---:", "---:", "---:");
        for (String standard : standards()) {
            List<Set<Status>> found = of(standard).map(this::statuses).toList();
            row(
                    table,
                    standard,
                    String.valueOf(found.size()),
                    count(found, statuses -> statuses.contains(Status.MET) && !statuses.contains(Status.WAIVED)),
                    count(found, statuses -> statuses.containsAll(Set.of(Status.MET, Status.WAIVED))),
                    count(found, statuses -> statuses.contains(Status.WAIVED) && !statuses.contains(Status.MET)),
                    count(found, statuses -> statuses.equals(Set.of(Status.NOT_APPLICABLE))));
        }
        return table.toString();
    }

    String details() {
        StringBuilder text = new StringBuilder();
        for (String standard : standards()) {
            text.append("\n## ").append(standard).append("\n\n");
            row(text, "id", "control", "verdict", "by, or why not", "checked by");
            row(text, "---", "---", "---", "---", "---");
            of(standard)
                    .forEach(control -> row(
                            text,
                            control.id(),
                            control.title(),
                            cell(control, verdict -> verdict.status().toString()),
                            cell(control, ControlTable::reason),
                            checks(control)));
        }
        return text.toString();
    }

    private List<String> standards() {
        return controls.stream().map(Control::standard).distinct().toList();
    }

    private Stream<Control> of(String standard) {
        return controls.stream().filter(control -> control.standard().equals(standard));
    }

    private List<Verdict> of(Control control) {
        return verdicts.getOrDefault(control.name(), List.of());
    }

    private Set<Status> statuses(Control control) {
        return of(control).stream().map(Verdict::status).collect(Collectors.toSet());
    }

    private static String count(List<Set<Status>> found, Function<Set<Status>, Boolean> counts) {
        return String.valueOf(found.stream().filter(counts::apply).count());
    }

    private String cell(Control control, Function<Verdict, String> text) {
        return of(control).stream()
                .map(verdict -> where(verdict) + text.apply(verdict))
                .collect(Collectors.joining("<br>"));
    }

    private static String where(Verdict verdict) {
        boolean isEverywhere = verdict.environments().size() == Environment.values().length;
        if (isEverywhere && verdict.domain() == Domain.ANY) {
            return "";
        }
        String environments = isEverywhere
                ? "all"
                : verdict.environments().stream().map(Environment::id).collect(Collectors.joining(", "));
        return environments + verdict.domain() + ": ";
    }

    private static String reason(Verdict verdict) {
        return verdict.until()
                .map(day -> "%s (%s, until %s)".formatted(verdict.text(), verdict.owner(), day))
                .orElse(verdict.text());
    }

    private String checks(Control control) {
        Stream<String> rules = of(control).stream().flatMap(verdict -> verdict.rules().stream());
        Stream<String> absent = of(control).stream().flatMap(verdict -> verdict.absent().stream());
        return Stream.of(
                        rules.map(rule -> "`" + rule + "`"),
                        absent.map(type -> "no `" + type + "`"),
                        tests.getOrDefault(control.tag(), Set.of()).stream())
                .flatMap(Function.identity())
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private static void row(StringBuilder table, String... cells) {
        table.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }
}
