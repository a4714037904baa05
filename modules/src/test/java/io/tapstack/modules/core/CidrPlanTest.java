package io.tapstack.modules.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("C14")
final class CidrPlanTest {
    @Test
    void givesEachZoneABlockOfItsTier() {
        CidrPlan plan = new CidrPlan("10.7.0.0/16");
        assertThat(plan.subnet(CidrPlan.Tier.PRIVATE, "a")).isEqualTo("10.7.0.0/22");
        assertThat(plan.subnet(CidrPlan.Tier.PRIVATE, "c")).isEqualTo("10.7.8.0/22");
        assertThat(plan.subnet(CidrPlan.Tier.PUBLIC, "a")).isEqualTo("10.7.32.0/22");
        assertThat(plan.subnet(CidrPlan.Tier.DATABASE, "h")).isEqualTo("10.7.92.0/22");
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/16", "10.255.0.0/16"})
    void acceptsTheFirstAndTheLast(String cidr) {
        assertThat(problems(cidr)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.256.0.0/16", "10.0.0.0/17", "11.0.0.0/16"})
    void refusesTheirNeighbours(String cidr) {
        assertThat(problems(cidr)).hasSize(1);
    }

    /** Every tier in every zone at once: whichever zones an environment picks, adding one meets or moves no other. */
    @Property(tries = 50)
    void subnetsNeverOverlapAndStayInsideTheVpc(@ForAll @IntRange(max = 255) int second) {
        CidrPlan plan = new CidrPlan("10." + second + ".0.0/16");
        Range vpc = Range.of(plan.vpc());
        List<Range> subnets = new ArrayList<>();
        for (CidrPlan.Tier tier : CidrPlan.Tier.values()) {
            for (String zone : CidrPlan.ZONES) {
                subnets.add(Range.of(plan.subnet(tier, zone)));
            }
        }
        for (Range subnet : subnets) {
            assertThat(vpc.first <= subnet.first && subnet.last <= vpc.last)
                    .as("%s in %s", subnet, vpc)
                    .isTrue();
            assertThat(subnets.stream().filter(subnet::meets)).containsExactly(subnet);
        }
    }

    @Property(tries = 50)
    void acceptsEveryTenDotSixteen(@ForAll @IntRange(max = 255) int second) {
        assertThat(problems("10." + second + ".0.0/16")).isEmpty();
    }

    @Property(tries = 50)
    void refusesEveryOtherRange(@ForAll("otherRanges") String cidr) {
        assertThat(problems(cidr))
                .containsExactly("network.cidr must be 10.x.0.0/16 with x in 0..255, got \"" + cidr + '"');
    }

    @Provide
    Arbitrary<String> otherRanges() {
        Arbitrary<String> tooLarge = Arbitraries.integers().between(256, 999).map(second -> "10." + second + ".0.0/16");
        Arbitrary<String> wrongSize =
                Arbitraries.integers().between(8, 28).filter(size -> size != 16).map(size -> "10.0.0.0/" + size);
        Arbitrary<String> wrongNetwork =
                Arbitraries.of("192.168.0.0/16", "172.16.0.0/16", "10.0.1.0/16", "10.0.0.0", "", "::/16");
        return Arbitraries.oneOf(tooLarge, wrongSize, wrongNetwork);
    }

    private static List<String> problems(String cidr) {
        Problems problems = Problems.in("network");
        new CidrPlan(cidr).check(problems);
        return problems.found().stream().map(Problem::toString).toList();
    }

    /** First and last address as numbers. */
    private record Range(long first, long last) {
        static Range of(String cidr) {
            String[] parts = cidr.split("[./]", -1);
            long address = 0;
            for (int i = 0; i < 4; i++) {
                address = address * 256 + Long.parseLong(parts[i]);
            }
            return new Range(address, address + (1L << (32 - Integer.parseInt(parts[4]))) - 1);
        }

        boolean meets(Range other) {
            return first <= other.last && other.first <= last;
        }
    }
}
