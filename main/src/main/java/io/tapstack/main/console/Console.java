package io.tapstack.main.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where the command writes: results to standard output, so that a script can take them, everything else to standard
 * error. On a terminal the last line of progress is rewritten in place; in a log a line comes only now and then.
 */
public final class Console {
    private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final ObjectMapper LINES = new ObjectMapper();
    private static final Duration TERMINAL_INTERVAL = Duration.ofSeconds(1);
    private static final Duration LOG_INTERVAL = Duration.ofSeconds(10);
    private static final int WIDTH = 110;

    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean terminal;
    private final Optional<BufferedReader> answers;
    private final Map<String, String> current = new LinkedHashMap<>();
    private boolean statusShown;

    /**
     * @param terminal whether standard error is shown on one
     * @param answers what a person types; empty when there is none to ask
     */
    public Console(PrintWriter out, PrintWriter err, boolean terminal, Optional<BufferedReader> answers) {
        this.out = out;
        this.err = err;
        this.terminal = terminal;
        this.answers = answers;
    }

    public boolean canAsk() {
        return answers.isPresent();
    }

    /** Whether a person typed {@code yes}, in full. */
    public synchronized boolean confirm(String question) {
        clearStatus();
        err.print(question + " Only \"yes\" is taken: ");
        err.flush();
        try {
            return answers.isPresent() && "yes".equals(answers.get().readLine());
        } catch (IOException e) {
            return false;
        }
    }

    /** How often a {@link #status} is worth giving. */
    public Duration statusInterval() {
        return terminal ? TERMINAL_INTERVAL : LOG_INTERVAL;
    }

    /** A line of the result. */
    public synchronized void result(String line) {
        clearStatus();
        out.println(line);
        out.flush();
    }

    /** The whole result, as one JSON document. */
    public void json(Object value) {
        try {
            result(MAPPER.writeValueAsString(value));
        } catch (JsonProcessingException impossible) {
            throw new IllegalArgumentException("not a JSON value: " + value, impossible);
        }
    }

    /** One of many results, as a JSON document of one line. */
    public void jsonLine(Object value) {
        try {
            result(LINES.writeValueAsString(value));
        } catch (JsonProcessingException impossible) {
            throw new IllegalArgumentException("not a JSON value: " + value, impossible);
        }
    }

    /** A line of progress that stays. */
    public synchronized void say(String line) {
        clearStatus();
        err.println(line);
        err.flush();
    }

    /** Where a long piece of work is now. Several may be under way at once. */
    public synchronized void status(String work, String line) {
        if (!terminal) {
            say("  " + work + ": " + line);
            return;
        }
        current.put(work, line);
        clearStatus();
        int width = WIDTH / current.size() - 2;
        current.forEach((name, text) -> {
            String all = name + ": " + text;
            err.print("  " + (all.length() > width ? all.substring(0, width - 1) + "…" : all));
        });
        err.flush();
        statusShown = true;
    }

    /** The piece of work is over. */
    public synchronized void endStatus(String work) {
        current.remove(work);
        clearStatus();
    }

    public void fail(Failure failure) {
        say("tap: " + failure.getMessage());
        failure.advice().forEach(line -> say("     " + line));
    }

    private void clearStatus() {
        if (statusShown) {
            err.print("\r\u001b[K");
            statusShown = false;
        }
    }
}
