package io.tapstack.main.localaws;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads a log on from where it was read to before: lines of one millisecond may come in two goes. */
public final class LogTail {
    private final Logs logs;
    private final String group;
    private final Set<String> seenThen = new HashSet<>();
    private Instant from;

    public LogTail(Logs logs, String group, Instant begin) {
        this.logs = logs;
        this.group = group;
        this.from = begin;
    }

    /** What came since the last call. */
    public List<LogEvent> next() {
        List<LogEvent> fresh = logs.since(group, from).stream()
                .filter(event -> !seenThen.contains(event.id()))
                .toList();
        for (LogEvent event : fresh) {
            if (event.time().isAfter(from)) {
                from = event.time();
                seenThen.clear();
            }
            if (event.time().equals(from)) {
                seenThen.add(event.id());
            }
        }
        return fresh;
    }
}
