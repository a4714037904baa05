package io.tapstack.main.tap;

import io.tapstack.main.console.Console;
import io.tapstack.main.console.Table;
import io.tapstack.main.terraform.PlanSummary;
import io.tapstack.main.terraform.PlanSummary.Action;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Prints a plan for its reviewer: what will be gone comes last, where the eye stops. */
final class Review {
    private Review() {}

    static void print(Console console, String stack, PlanSummary summary) {
        if (summary.byType().isEmpty()) {
            console.result(stack + ": no changes");
            return;
        }
        Table table = new Table();
        summary.byType()
                .forEach((type, counts) -> table.row(
                        "  " + type,
                        counts.entrySet().stream()
                                .map(entry -> entry.getKey().sign() + entry.getValue())
                                .collect(Collectors.joining("  "))));
        table.lines().forEach(console::result);
        console.result(stack + ": "
                + Arrays.stream(Action.values())
                        .map(action -> summary.count(action) + " to " + action.id())
                        .collect(Collectors.joining(", ")));
        if (!summary.losses().isEmpty()) {
            console.result("");
            console.result("WILL BE DESTROYED OR REPLACED:");
            summary.losses()
                    .forEach(loss -> console.result("  " + loss.action().sign() + " " + loss.address()
                            + (loss.because().isEmpty() ? "" : "  (" + String.join(", ", loss.because()) + ")")));
        }
    }
}
