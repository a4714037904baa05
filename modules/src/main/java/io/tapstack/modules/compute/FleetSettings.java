package io.tapstack.modules.compute;

import io.tapstack.modules.core.Problems;
import io.tapstack.modules.core.Settings;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * @param instanceType with Graviton processors: {@code t4g.small}
 * @param volumeGiB of the root volume: 8 (Amazon Linux's own) to 1000
 * @param capacity how many instances
 * @param scaling when there are more or fewer
 * @param warmUp from an instance's start until it answers health checks: 30 s to 30 min
 */
public record FleetSettings(
        String instanceType, int volumeGiB, CapacitySettings capacity, ScalingSettings scaling, Duration warmUp)
        implements Settings {
    private static final Pattern GRAVITON = Pattern.compile("[a-z]+\\d+g[a-z]*\\.[a-z0-9]+");

    @Override
    public void check(Problems problems) {
        problems.matches("instanceType", instanceType, GRAVITON, "an instance type with Graviton such as t4g.small");
        problems.range("volumeGiB", volumeGiB, 8, 1000);
        problems.check("capacity", capacity);
        problems.check("scaling", scaling);
        problems.range("warmUp", warmUp, Duration.ofSeconds(30), Duration.ofMinutes(30));
    }
}
