package io.tapstack.environments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.tapstack.modules.core.Problem;
import io.tapstack.modules.core.Problems;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Production with one alarm that could never go off, for each of them. */
@Tag("C4")
@Tag("P11")
final class AlarmRulesTest {
    private static final String CONNECTIONS = "the most connections that functions and instances can open";
    private static final String TIMEOUT = "the function's timeout";

    @ParameterizedTest(name = "{0} = {1}")
    @MethodSource("unreachable")
    void refusesAThresholdThatCannotBeReached(String path, Object value, Object limit, String ofWhat) {
        Object got = value instanceof Optional<?> optional ? optional.orElseThrow() : value;
        Problems problems = Problems.in("prod");
        Changes.with(Prod.definition(), path, value).check(problems);
        assertThat(problems.found().stream().map(Problem::toString))
                .containsExactly(
                        "prod." + path + " must be below " + limit + ", " + ofWhat + ", to be reached, got " + got);
    }

    static Stream<Arguments> unreachable() {
        Duration halfAMinute = Duration.ofSeconds(30);
        return Stream.of(
                arguments("security.thresholds.database.connections", 2, 2, CONNECTIONS),
                arguments("security.thresholds.rotationFunction.duration", halfAMinute, halfAMinute, TIMEOUT),
                arguments(
                        "security.thresholds.remediationFunction.duration",
                        Duration.ofMinutes(1),
                        Duration.ofMinutes(1),
                        TIMEOUT),
                arguments("payments.thresholds.database.connections", 101, 101, CONNECTIONS),
                arguments("payments.thresholds.database.freeStorageGiB", 20, 20, "the storage"),
                arguments("payments.thresholds.apiFunction.duration", halfAMinute, halfAMinute, TIMEOUT),
                arguments("payments.thresholds.ledgerFunction.duration", halfAMinute, halfAMinute, TIMEOUT),
                arguments(
                        "payments.thresholds.ledgerFunction.iteratorAge",
                        Optional.of(Duration.ofHours(6)),
                        Duration.ofHours(6),
                        "the stream's maximumRecordAge"),
                arguments(
                        "payments.thresholds.api.p99Latency",
                        Duration.ofSeconds(29),
                        Duration.ofSeconds(29),
                        "the longest request"),
                arguments("loyalty.thresholds.apiFunction.duration", halfAMinute, halfAMinute, TIMEOUT),
                arguments("loyalty.thresholds.expiryFunction.duration", halfAMinute, halfAMinute, TIMEOUT),
                arguments(
                        "loyalty.thresholds.expiryFunction.iteratorAge",
                        Optional.of(Duration.ofHours(6)),
                        Duration.ofHours(6),
                        "the stream's maximumRecordAge"),
                arguments(
                        "loyalty.thresholds.offersFunction.duration",
                        Duration.ofMinutes(5),
                        Duration.ofMinutes(5),
                        TIMEOUT),
                arguments(
                        "loyalty.thresholds.api.p99Latency",
                        Duration.ofSeconds(29),
                        Duration.ofSeconds(29),
                        "the longest request"),
                arguments("portal.thresholds.database.connections", 99, 99, CONNECTIONS),
                arguments("portal.thresholds.loadBalancer.unhealthyTargets", 12, 12, "the most instances"),
                arguments("portal.thresholds.rotationFunction.duration", halfAMinute, halfAMinute, TIMEOUT));
    }
}
