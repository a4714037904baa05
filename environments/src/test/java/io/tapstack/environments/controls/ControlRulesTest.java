package io.tapstack.environments.controls;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapstack.environments.testing.StackJson;
import io.tapstack.environments.testing.SynthesizedStacks;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rules notice what breaks them; that they hold where a verdict says so, {@link ControlVerdictsTest} shows. */
final class ControlRulesTest {
    @ParameterizedTest
    @MethodSource("rules")
    void canFail(Rule rule) {
        StackJson stack = SynthesizedStacks.shipped(rule.spoiltStack());
        List<StackJson> environment = SynthesizedStacks.shipped().stream()
                .filter(other -> other.environment() == stack.environment())
                .toList();
        List<StackJson> spoilt = environment.stream()
                .map(one -> one == stack ? rule.spoil().apply(one) : one)
                .toList();
        assertThat(rule.violations(environment)).isEmpty();
        assertThat(rule.violations(spoilt)).isNotEmpty();
    }

    @Test
    void areEachNamedByAVerdict() {
        Set<String> named = Verdict.all().stream()
                .flatMap(verdict -> verdict.rules().stream())
                .collect(Collectors.toSet());
        assertThat(Rules.byName().keySet()).containsExactlyInAnyOrderElementsOf(named);
    }

    static Stream<Rule> rules() {
        return Rules.byName().values().stream();
    }
}
