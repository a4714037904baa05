package io.tapstack.modules.core;

import java.util.List;
import java.util.stream.Collectors;

/** Settings or context that cannot be built from. The message lists every problem, one a line (C4). */
public final class InvalidSettings extends RuntimeException {
    private final transient List<Problem> problems;

    InvalidSettings(List<Problem> problems) {
        super(problems.stream()
                .map(Problem::toString)
                .collect(Collectors.joining("\n  ", "invalid settings:\n  ", "")));
        this.problems = List.copyOf(problems);
    }

    public List<Problem> problems() {
        return problems;
    }
}
