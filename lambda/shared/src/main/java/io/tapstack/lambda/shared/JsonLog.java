package io.tapstack.lambda.shared;

import java.io.PrintStream;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/**
 * One JSON line per event on standard output, with the member names Lambda's own log filter reads ({@code timestamp},
 * {@code level}), and counters in CloudWatch's embedded metric format.
 *
 * <p>Callers give ids and counts as fields, never a request's body, key or amount. Of an error only the types and our
 * own stack frames are written: messages of drivers and SDKs quote the values they stumble over.
 */
public final class JsonLog {
    /** Namespace of the metrics; the dimension is the function's name, which contains the environment's suffix. */
    public static final String METRICS_NAMESPACE = "TapStack";

    /** Severity, the least first. */
    public enum Level {
        DEBUG,
        INFO,
        WARN,
        ERROR
    }

    private final Level threshold;
    private final PrintStream out;
    private final Clock clock;
    private final Map<String, Object> common;
    private final AtomicBoolean cold;

    private JsonLog(Level threshold, PrintStream out, Clock clock, Map<String, Object> common, AtomicBoolean cold) {
        this.threshold = threshold;
        this.out = out;
        this.clock = clock;
        this.common = common;
        this.cold = cold;
    }

    /** A log of the service (for instance {@code payments-api}) as run by the function of the given name. */
    public static JsonLog of(String service, String functionName, Level threshold, PrintStream out, Clock clock) {
        var common = new LinkedHashMap<String, Object>();
        common.put("service", service);
        common.put("functionName", functionName);
        return new JsonLog(threshold, out, clock, common, new AtomicBoolean(true));
    }

    /** The log of this process, which runs the service. */
    public static JsonLog ofProcess(String service, Level threshold, PrintStream out) {
        var functionName =
                Environment.ofProcess().optional("AWS_LAMBDA_FUNCTION_NAME").orElse(service);
        return of(service, functionName, threshold, out, Clock.systemUTC());
    }

    /** The log of one invocation: every line carries the correlation id and whether the process had just started. */
    public JsonLog forInvocation(String correlationId) {
        var more = new LinkedHashMap<>(common);
        more.put("correlationId", correlationId);
        more.put("coldStart", cold.getAndSet(false));
        return new JsonLog(threshold, out, clock, more, cold);
    }

    public void info(String message, Map<String, ?> fields) {
        write(Level.INFO, message, fields);
    }

    public void warn(String message, Map<String, ?> fields) {
        write(Level.WARN, message, fields);
    }

    /** Writes what kind of error it was and where it came from, not its message. */
    public void error(String message, Throwable error, Map<String, ?> fields) {
        var all = new LinkedHashMap<String, Object>(fields);
        all.put("errors", types(error));
        all.put("at", frames(error));
        write(Level.ERROR, message, all);
    }

    /** Counts one occurrence: a CloudWatch metric made from the log line, without a call. Not subject to the level. */
    public void count(String metric) {
        var definition = Map.of(
                "Namespace", METRICS_NAMESPACE,
                "Dimensions", List.of(List.of("functionName")),
                "Metrics", List.of(Map.of("Name", metric, "Unit", "Count")));
        print(
                Level.INFO,
                "metric",
                Map.of(
                        metric,
                        1,
                        "_aws",
                        Map.of("Timestamp", clock.millis(), "CloudWatchMetrics", List.of(definition))));
    }

    private void write(Level level, String message, Map<String, ?> fields) {
        if (level.compareTo(threshold) >= 0) {
            print(level, message, fields);
        }
    }

    private void print(Level level, String message, Map<String, ?> fields) {
        var line = new LinkedHashMap<String, Object>();
        line.put("timestamp", clock.instant().truncatedTo(ChronoUnit.MILLIS));
        line.put("level", level);
        line.put("message", message);
        line.putAll(common);
        line.putAll(fields);
        out.println(Json.write(line));
    }

    private static List<String> types(Throwable error) {
        return causes(error).map(cause -> cause.getClass().getName()).toList();
    }

    private static List<String> frames(Throwable error) {
        return causes(error)
                .flatMap(cause -> Arrays.stream(cause.getStackTrace()))
                .filter(frame -> frame.getClassName().startsWith("io.tapstack."))
                .map(StackTraceElement::toString)
                .distinct()
                .limit(10)
                .toList();
    }

    private static Stream<Throwable> causes(Throwable error) {
        return Stream.iterate(error, cause -> cause != null, Throwable::getCause)
                .limit(8);
    }
}
