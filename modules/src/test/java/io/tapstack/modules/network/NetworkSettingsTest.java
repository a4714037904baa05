package io.tapstack.modules.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapstack.modules.core.CidrPlan;
import io.tapstack.modules.core.InvalidSettings;
import io.tapstack.modules.core.Problems;
import io.tapstack.modules.core.Retention;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("C14")
final class NetworkSettingsTest {
    @ParameterizedTest
    @ValueSource(strings = {"a,b", "a,b,c", "c,h", "a,b,c,d,e,f"})
    void acceptsTwoToSixZones(String zones) {
        assertThat(problems("10.0.0.0/16", zones.split(","), 30)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a,a", "a,i", "a,b,c,d,e,f,g"})
    void refusesOtherZones(String zones) {
        String[] letters = zones.split(",");
        assertThat(problems("10.0.0.0/16", letters, 30))
                .isEqualTo("network.zones must be 2 to 6 different letters of a..h, got " + List.of(letters));
    }

    @Test
    @Tag("C4")
    void reportsEveryProblemAtOnce() {
        assertThat(problems("192.168.0.0/16", new String[] {"a"}, 31).lines())
                .hasSize(3)
                .anyMatch(line ->
                        line.equals("network.cidr must be 10.x.0.0/16 with x in 0..255, got \"192.168.0.0/16\""))
                .anyMatch(line -> line.startsWith("network.zones must be"))
                .anyMatch(line -> line.startsWith("network.flowLogRetention.days must be one of 1, 3,"));
    }

    @Test
    void areCheckedBeforeANetworkIsBuilt() {
        NetworkSettings bad = new NetworkSettings(new CidrPlan("10.0.0.0/16"), List.of("a"), new Retention(30));
        assertThatThrownBy(() -> new Network.Props(null, bad, null, List.of()))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining("network.zones");
    }

    private static String problems(String cidr, String[] zones, int retentionDays) {
        Problems problems = Problems.in("network");
        new NetworkSettings(new CidrPlan(cidr), List.of(zones), new Retention(retentionDays)).check(problems);
        return String.join("\n", problems.found().stream().map(Object::toString).toList());
    }
}
