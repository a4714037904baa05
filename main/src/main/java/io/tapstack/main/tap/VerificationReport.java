package io.tapstack.main.tap;

import io.tapstack.main.console.Table;
import io.tapstack.main.verify.Outcome.Result;
import io.tapstack.main.verify.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The verdicts on a stack, for people and for programs. */
record VerificationReport(String stack, List<Verdict> verdicts) {
    private static final List<Result> WORST_FIRST = List.of(Result.FAILED, Result.SKIPPED, Result.PASSED);

    long count(Result result) {
        return verdicts.stream().filter(verdict -> verdict.is(result)).count();
    }

    /** Whether there were promises, and each of them is known to be kept. */
    boolean allPassed() {
        return !verdicts.isEmpty() && count(Result.PASSED) == verdicts.size();
    }

    /** A table, failures first. */
    List<String> lines() {
        Table table = new Table();
        for (Result result : WORST_FIRST) {
            for (Verdict verdict : verdicts) {
                if (verdict.is(result)) {
                    table.row(result.word(), verdict.check(), verdict.resource());
                    if (result != Result.PASSED) {
                        table.row("", "", verdict.outcome().reason());
                        table.row("", "", "→ " + verdict.outcome().advice());
                    }
                }
            }
        }
        List<String> lines = new ArrayList<>(table.lines());
        lines.add("");
        lines.add(stack + ": " + count(Result.PASSED) + " passed, " + count(Result.FAILED) + " failed, "
                + count(Result.SKIPPED) + " skipped");
        return lines;
    }

    Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("stack", stack);
        json.put("checks", verdicts.stream().map(Verdict::toJson).toList());
        for (Result result : List.of(Result.PASSED, Result.FAILED, Result.SKIPPED)) {
            json.put(result.word(), count(result));
        }
        return json;
    }
}
