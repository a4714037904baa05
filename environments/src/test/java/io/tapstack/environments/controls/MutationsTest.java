package io.tapstack.environments.controls;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapstack.environments.controls.Verdict.Status;
import io.tapstack.environments.testing.StackJson;
import io.tapstack.environments.testing.SynthesizedStacks;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * A verdict "met" names rules that notice when the property that its control is about is turned. {@code mutations.tsv} has
 * that property for each control, {@code as} or not: a rule that checks something else cannot stand for the control.
 */
final class MutationsTest {
    private static final Map<String, List<StackJson>> SPOILT = new HashMap<>();

    @Test
    void areNoticedByTheRulesOfTheControl() {
        assertThat(problems(Verdict.all(), Mutation.all())).isEmpty();
    }

    @Test
    void areNotNoticedByRulesThatCheckSomethingElse() {
        List<Mutation> backupPlan =
                List.of(new Mutation("X 1", "portal-prod", "aws_launch_template", "key_name", "'admin'"));
        List<List<String>> line = List.of(
                List.of("X 1", "all", "met", "templates-want-sessions-for-metadata", "InstanceTemplate", "", ""));
        assertThat(problems(VerdictLines.read(line), backupPlan))
                .containsExactly(
                        "X 1: no rule notices aws_launch_template key_name 'admin'",
                        "X 1: templates-want-sessions-for-metadata notices none of the control's mutations");
        assertThat(problems(VerdictLines.read(line), List.of()))
                .containsExactly("X 1: templates-want-sessions-for-metadata notices none of the control's mutations");
    }

    private static List<String> problems(List<Verdict> verdicts, List<Mutation> mutations) {
        Map<String, Rule> rules = Rules.byName();
        Map<String, List<Mutation>> byControl = mutations.stream().collect(Collectors.groupingBy(Mutation::control));
        Map<String, Set<String>> met = verdicts.stream()
                .filter(verdict -> verdict.status() == Status.MET)
                .collect(Collectors.groupingBy(
                        Verdict::control,
                        Collectors.flatMapping(verdict -> verdict.rules().stream(), Collectors.toSet())));
        List<String> problems = new ArrayList<>();
        byControl.keySet().stream()
                .filter(control -> !met.containsKey(control))
                .forEach(control -> problems.add(control + " is not met and has mutations"));
        met.forEach((control, names) -> {
            List<Mutation> own = byControl.getOrDefault(control, List.of());
            Function<Mutation, List<String>> noticing = mutation -> names.stream()
                    .filter(name ->
                            !rules.get(name).violations(spoilt(mutation)).isEmpty())
                    .toList();
            Map<Mutation, List<String>> noticed = own.stream().collect(Collectors.toMap(one -> one, noticing));
            own.stream()
                    .filter(one -> noticed.get(one).isEmpty())
                    .forEach(one -> problems.add("%s: no rule notices %s %s %s"
                            .formatted(control, one.resources(), one.attribute(), one.bad())));
            names.stream()
                    .filter(name -> noticed.values().stream().noneMatch(by -> by.contains(name)))
                    .forEach(name -> problems.add(control + ": " + name + " notices none of the control's mutations"));
        });
        return problems;
    }

    /** The stacks of the environment; many controls share a mutation. */
    private static List<StackJson> spoilt(Mutation mutation) {
        String key = String.join(" ", mutation.stack(), mutation.resources(), mutation.attribute(), mutation.bad());
        return SPOILT.computeIfAbsent(key, any -> {
            StackJson original = SynthesizedStacks.shipped(mutation.stack());
            return SynthesizedStacks.shipped().stream()
                    .filter(stack -> stack.environment() == original.environment())
                    .map(stack -> stack == original ? mutation.spoil(stack) : stack)
                    .toList();
        });
    }
}
