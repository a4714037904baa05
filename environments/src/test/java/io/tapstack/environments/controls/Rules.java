package io.tapstack.environments.controls;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every rule that a verdict may name. */
final class Rules {
    static final List<Rule> ALL = Stream.of(
                    ApiRules.ALL,
                    DataRules.ALL,
                    BucketRules.ALL,
                    NetworkRules.ALL,
                    EdgeRules.ALL,
                    PolicyRules.ALL,
                    MessageRules.ALL,
                    WatchRules.ALL,
                    AccountRules.ALL)
            .flatMap(List::stream)
            .toList();

    private Rules() {}

    static Map<String, Rule> byName() {
        return ALL.stream()
                .collect(Collectors.toMap(
                        Rule::name,
                        Function.identity(),
                        (one, other) -> {
                            throw new AssertionError("two rules are called " + one);
                        },
                        LinkedHashMap::new));
    }
}
