package io.tapstack.main.localaws;

import java.util.List;

/**
 * A deployed function and what it did since the emulated AWS started.
 *
 * @param reservedConcurrency how many calls at once it is held to; null if it is not
 * @param processes those that are there now
 */
public record FunctionStatus(
        String name,
        String arn,
        int memoryMegabytes,
        int timeoutSeconds,
        Integer reservedConcurrency,
        long invocations,
        long errors,
        long throttles,
        long coldStarts,
        List<Worker> processes) {

    /**
     * One process of a function.
     *
     * @param state for example {@code idle} or {@code busy}
     * @param started when, as ISO 8601
     */
    public record Worker(long pid, String state, long invocations, String started) {}
}
