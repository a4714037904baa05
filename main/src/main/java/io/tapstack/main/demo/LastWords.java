package io.tapstack.main.demo;

import io.tapstack.main.localaws.LocalClients;
import io.tapstack.main.localaws.LogEvent;
import io.tapstack.main.localaws.Logs;
import java.time.Instant;
import java.util.List;

/** The last lines of a log group, for the message about a failure. */
record LastWords(LocalClients clients) {
    private static final int LINES = 15;

    /** At most some lines; one that says why, if there are none. */
    String of(String group) {
        List<String> lines;
        try {
            lines = new Logs(clients)
                    .since(group, Instant.EPOCH).stream().map(LogEvent::message).toList();
        } catch (RuntimeException e) {
            return "(the log of " + group + " cannot be read: " + e.getMessage() + ")";
        }
        return lines.isEmpty()
                ? "(" + group + " is empty)"
                : group + ":\n    "
                        + String.join("\n    ", lines.subList(Math.max(0, lines.size() - LINES), lines.size()));
    }
}
