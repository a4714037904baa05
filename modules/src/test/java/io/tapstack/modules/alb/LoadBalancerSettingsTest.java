package io.tapstack.modules.alb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapstack.modules.core.Problems;
import io.tapstack.modules.core.Protection;
import io.tapstack.modules.core.Settings;
import io.tapstack.modules.s3.BucketSettings;
import io.tapstack.modules.s3.Lifecycle;
import io.tapstack.modules.s3.ObjectLockSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("B5")
@Tag("C4")
final class LoadBalancerSettingsTest {
    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);
    private static final HealthCheckSettings CHECK =
            new HealthCheckSettings("/healthz", TEN_SECONDS, Duration.ofSeconds(5), 2, 3);

    @Test
    void acceptsWhatElasticLoadBalancingAccepts() {
        assertThat(problems(settings(CHECK, Optional.empty()))).isEmpty();
    }

    @Test
    void reportsEveryProblemOfAHealthCheck() {
        HealthCheckSettings bad =
                new HealthCheckSettings("healthz", Duration.ofSeconds(4), Duration.ofSeconds(1), 1, 11);
        assertThat(problems(settings(bad, Optional.empty())))
                .containsExactly(
                        "loadBalancer.targets.healthCheck.path must be a path of at most 128 letters, digits and /_.-"
                                + " that starts with /, got \"healthz\"",
                        "loadBalancer.targets.healthCheck.interval must be PT5S..PT5M, got PT4S",
                        "loadBalancer.targets.healthCheck.timeout must be PT2S..PT2M, got PT1S",
                        "loadBalancer.targets.healthCheck.healthyAfter must be 2..10, got 1",
                        "loadBalancer.targets.healthCheck.unhealthyAfter must be 2..10, got 11");
    }

    @Test
    void refusesATimeoutAsLongAsTheInterval() {
        HealthCheckSettings bad = new HealthCheckSettings("/healthz", TEN_SECONDS, TEN_SECONDS, 2, 3);
        assertThat(problems(settings(bad, Optional.empty())))
                .containsExactly("loadBalancer.targets.healthCheck.timeout must be shorter than the interval PT10S,"
                        + " got PT10S");
    }

    @Test
    void refusesWhatElasticLoadBalancingRefuses() {
        assertThat(problems(new LoadBalancerSettings(
                        Duration.ZERO,
                        new TargetGroupSettings(0, CHECK, Duration.ofMinutes(61)),
                        logs(Optional.empty()),
                        Protection.DISPOSABLE)))
                .containsExactly(
                        "loadBalancer.idleTimeout must be PT1S..PT1H6M40S, got PT0S",
                        "loadBalancer.targets.port must be 1..65535, got 0",
                        "loadBalancer.targets.deregistrationDelay must be PT0S..PT1H, got PT1H1M");
    }

    @Test
    void refusesALogBucketThatLogsCannotBeDeliveredTo() {
        ObjectLockSettings lock = new ObjectLockSettings(ObjectLockSettings.Mode.GOVERNANCE, 30);
        assertThat(problems(settings(CHECK, Optional.of(lock))))
                .containsExactly("loadBalancer.logs.objectLock must be none: logs could not be delivered, got a lock");
    }

    @Test
    void refusesAHeaderThatNobodyOrTooManyCanShow() {
        for (List<String> values : List.of(List.<String>of(), List.of("1", "2", "3", "4"))) {
            assertThatThrownBy(() -> new OriginVerification("X-Origin-Verify", values))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("X-Origin-Verify has 1 to 3 values at a time, got " + values.size());
        }
    }

    private static LoadBalancerSettings settings(HealthCheckSettings check, Optional<ObjectLockSettings> lock) {
        return new LoadBalancerSettings(
                Duration.ofSeconds(60),
                new TargetGroupSettings(8080, check, Duration.ofSeconds(30)),
                logs(lock),
                Protection.DISPOSABLE);
    }

    private static BucketSettings logs(Optional<ObjectLockSettings> lock) {
        return new BucketSettings(Lifecycle.expire(90), Protection.DISPOSABLE, lock);
    }

    private static List<String> problems(Settings settings) {
        Problems problems = Problems.in("loadBalancer");
        settings.check(problems);
        return problems.found().stream().map(Object::toString).toList();
    }
}
