package io.tapstack.environments.controls;

import io.tapstack.environments.testing.StackJson;
import io.tapstack.modules.testing.ResourceAssert;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * What a control asks for, as a question to all stacks of one environment.
 *
 * @param check complaints; none if the rule holds
 * @param spoiltStack id of the stack that {@code spoil} makes break the rule
 */
record Rule(
        String name,
        Function<List<StackJson>, List<String>> check,
        String spoiltStack,
        UnaryOperator<StackJson> spoil) {

    /** A rule that still lacks the proof that it can fail. */
    record Unproven(String name, Function<List<StackJson>, List<String>> check) {
        Rule failsFor(String stack, UnaryOperator<StackJson> spoil) {
            return new Rule(name, check, stack, spoil);
        }
    }

    /** It holds for each resource of the type. */
    static Unproven each(String name, String type, Predicate<ResourceAssert> holds) {
        return stacks(name, stack -> stack.violations(type, "breaks " + name, holds));
    }

    /** Each resource of the type has another one, which refers to it. */
    static Unproven has(String name, String type, String other, String path) {
        return stacks(name, stack -> stack.missing(type, other, path));
    }

    /** Nothing of these types is there. */
    static Unproven none(String name, String... types) {
        return stacks(name, stack -> Stream.of(types)
                .flatMap(type -> stack.violations(type, "must not exist", any -> false).stream())
                .toList());
    }

    /** Some stack of the environment has such a resource. */
    static Unproven exists(String name, String type, Predicate<ResourceAssert> holds) {
        return new Unproven(
                name,
                environment -> environment.stream()
                                .flatMap(stack -> stack.all(type).stream())
                                .anyMatch(holds)
                        ? List.of()
                        : List.of("there is no " + type + " as " + name + " asks for"));
    }

    /** Each stack is asked alone. */
    static Unproven stacks(String name, Function<StackJson, List<String>> check) {
        return new Unproven(name, environment -> environment.stream()
                .flatMap(stack -> check.apply(stack).stream().map(complaint -> stack.id() + ": " + complaint))
                .toList());
    }

    List<String> violations(List<StackJson> environment) {
        return check.apply(environment);
    }

    /** Names the rule in test reports. */
    @Override
    public String toString() {
        return name;
    }
}
