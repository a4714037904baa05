package io.tapstack.main.demo;

import io.tapstack.main.localaws.FunctionLogs;
import io.tapstack.main.localaws.LocalClients;
import io.tapstack.main.localaws.LogEvent;
import java.time.Instant;
import java.util.List;

/** The last words of a function, for the message about its failure. */
record FunctionLog(LocalClients clients) {
    private static final int LINES = 15;

    /** At most some lines; one that says why, if there are none. */
    String tail(String function) {
        String group = "/aws/lambda/" + function;
        List<String> lines;
        try {
            lines = new FunctionLogs(clients)
                    .since(function, Instant.EPOCH).stream()
                            .map(LogEvent::message)
                            .toList();
        } catch (RuntimeException e) {
            return "(the log of " + group + " cannot be read: " + e.getMessage() + ")";
        }
        return lines.isEmpty()
                ? "(" + group + " is empty)"
                : group + ":\n    "
                        + String.join("\n    ", lines.subList(Math.max(0, lines.size() - LINES), lines.size()));
    }
}
