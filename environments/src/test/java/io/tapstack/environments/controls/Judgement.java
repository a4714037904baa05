package io.tapstack.environments.controls;

import io.tapstack.environments.controls.Verdict.Domain;
import io.tapstack.environments.controls.Verdict.Status;
import io.tapstack.environments.testing.StackJson;
import io.tapstack.modules.core.Environment;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Looks whether the verdicts are complete and true of the synthesized stacks. */
final class Judgement {
    /** A waiver is looked at again after this time at the latest. */
    private static final int LONGEST_WAIVER_DAYS = 366;

    private final Map<String, Rule> rules;
    private final Map<Environment, List<StackJson>> stacks;
    private final Set<Environment> withDomain;
    private final LocalDate today;
    private final Map<String, List<String>> violations = new HashMap<>();
    private final List<String> problems = new ArrayList<>();

    private Judgement(List<StackJson> stacks, Set<Environment> withDomain, LocalDate today) {
        this.rules = Rules.byName();
        this.stacks = stacks.stream().collect(Collectors.groupingBy(StackJson::environment));
        this.withDomain = withDomain;
        this.today = today;
    }

    /** @param withDomain environments whose context names a domain */
    static List<String> problems(
            List<Control> controls,
            List<Verdict> verdicts,
            List<StackJson> stacks,
            Set<Environment> withDomain,
            LocalDate today) {
        Judgement judgement = new Judgement(stacks, withDomain, today);
        controls.forEach(control -> judgement.control(control, of(control, verdicts)));
        Set<String> known = controls.stream().map(Control::name).collect(Collectors.toSet());
        verdicts.stream()
                .filter(verdict -> !known.contains(verdict.control()))
                .forEach(verdict -> judgement.problem(verdict, "is no control of the list"));
        verdicts.forEach(judgement::verdict);
        return judgement.problems;
    }

    static List<Verdict> of(Control control, List<Verdict> verdicts) {
        return verdicts.stream()
                .filter(verdict -> verdict.control().equals(control.name()))
                .toList();
    }

    private void control(Control control, List<Verdict> verdicts) {
        for (Environment environment : Environment.values()) {
            long found = verdicts.stream()
                    .filter(verdict -> isAbout(verdict, environment))
                    .count();
            if (found != 1) {
                problems.add(control.name() + " has " + found + " verdicts for " + environment.id() + ", needs 1");
            }
        }
        verdicts.stream()
                .filter(verdict -> verdict.status() == Status.MET && control.isPlanCheckable())
                .filter(verdict -> verdict.rules().isEmpty())
                .forEach(verdict -> problem(verdict, "is met, a plan shows it, and no rule looks at it"));
        verdicts.stream().filter(verdict -> verdict.status() == Status.MET).forEach(met -> verdicts.stream()
                .filter(verdict -> verdict.status() == Status.WAIVED)
                .forEach(waived -> needlessWaiver(met, waived)));
    }

    /** What is met in some environments is waived in another only if it is not met there too. */
    private void needlessWaiver(Verdict met, Verdict waived) {
        waived.environments().stream()
                .filter(environment -> isAbout(waived, environment))
                .filter(environment -> met.rules().stream()
                        .filter(rules::containsKey)
                        .allMatch(rule -> violations(rule, environment).isEmpty()))
                .forEach(environment -> problem(waived, "is met in " + environment.id() + ", where it is waived"));
    }

    private void verdict(Verdict verdict) {
        if (verdict.text().isBlank()) {
            problem(verdict, "says neither what meets it nor why not");
        }
        verdict.rules().stream()
                .filter(name -> !rules.containsKey(name))
                .forEach(name -> problem(verdict, "names the rule " + name + ", which does not exist"));
        if (verdict.status() == Status.WAIVED) {
            waiver(verdict);
        }
        for (Environment environment : verdict.environments()) {
            if (isAbout(verdict, environment)) {
                rulesHold(verdict, environment);
                typesAreAbsent(verdict, environment);
            }
        }
    }

    private boolean isAbout(Verdict verdict, Environment environment) {
        return verdict.isAbout(environment, withDomain.contains(environment) ? Domain.WITH : Domain.WITHOUT);
    }

    private void waiver(Verdict verdict) {
        if (verdict.owner().isBlank()) {
            problem(verdict, "is waived by nobody");
        }
        if (verdict.until().isEmpty() || verdict.until().get().isAfter(today.plusDays(LONGEST_WAIVER_DAYS))) {
            problem(verdict, "is waived for longer than a year");
        } else if (verdict.until().get().isBefore(today)) {
            problem(verdict, "was waived until " + verdict.until().get());
        }
    }

    private void rulesHold(Verdict verdict, Environment environment) {
        verdict.rules().stream()
                .filter(rules::containsKey)
                .flatMap(name -> violations(name, environment).stream())
                .forEach(complaint -> problem(verdict, "is not as it says: " + complaint));
    }

    /** Many controls share a rule; it is asked once. */
    private List<String> violations(String rule, Environment environment) {
        return violations.computeIfAbsent(
                rule + " " + environment, any -> rules.get(rule).violations(stacks.get(environment)));
    }

    private void typesAreAbsent(Verdict verdict, Environment environment) {
        List<String> present = stacks.get(environment).stream()
                .flatMap(stack -> stack.types().stream())
                .toList();
        verdict.absent().stream()
                .filter(present::contains)
                .forEach(type ->
                        problem(verdict, "has no verdict for " + type + ", which " + environment.id() + " has"));
    }

    private void problem(Verdict verdict, String text) {
        problems.add(verdict.control() + " " + text);
    }
}
