package io.tapstack.main.terraform;

import io.tapstack.main.console.Phases;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/** What is known of a running apply from its events; the reader's thread feeds it, another asks. */
public final class ApplyProgress {
    private static final int NAMED = 3;

    private final LongSupplier nanoTime;
    private final long begin;
    private final Map<String, Long> underWay = new LinkedHashMap<>();
    private final List<TerraformEvent.Diagnosed> errors = new ArrayList<>();
    private int planned;
    private int completed;
    private boolean stopping;

    public ApplyProgress() {
        this(System::nanoTime);
    }

    ApplyProgress(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.begin = nanoTime.getAsLong();
    }

    public synchronized void accept(TerraformEvent event) {
        if (event instanceof TerraformEvent.Planned change) {
            planned += change.action().equals("replace") ? 2 : 1; // a deletion and a creation
        } else if (event instanceof TerraformEvent.Started started) {
            underWay.put(started.address(), nanoTime.getAsLong());
        } else if (event instanceof TerraformEvent.Completed done) {
            completed++;
            underWay.remove(done.address());
        } else if (event instanceof TerraformEvent.Errored failed) {
            underWay.remove(failed.address());
        } else if (event instanceof TerraformEvent.Diagnosed problem && problem.error()) {
            errors.add(problem);
        } else if (event instanceof TerraformEvent.Stopping) {
            stopping = true;
        }
    }

    /** Changes made so far. */
    public synchronized int completed() {
        return completed;
    }

    public synchronized boolean stopping() {
        return stopping;
    }

    public synchronized List<TerraformEvent.Diagnosed> errors() {
        return List.copyOf(errors);
    }

    /** {@code 34 of 106 changes, 41 s; working on aws_db_instance.database (38 s), …}. The slowest come first. */
    public synchronized String words() {
        String counted = planned == 0 ? "planning" : completed + " of " + planned + " changes";
        return counted + ", " + words(begin)
                + slowest().map(list -> "; working on " + list).orElse("");
    }

    private Optional<String> slowest() {
        if (underWay.isEmpty()) {
            return Optional.empty();
        }
        String named = underWay.entrySet().stream()
                .limit(NAMED)
                .map(entry -> entry.getKey() + " (" + words(entry.getValue()) + ")")
                .collect(Collectors.joining(", "));
        int more = underWay.size() - NAMED;
        return Optional.of(more > 0 ? named + " and " + more + " more" : named);
    }

    private String words(long since) {
        return Phases.words(Duration.ofNanos(nanoTime.getAsLong() - since));
    }
}
