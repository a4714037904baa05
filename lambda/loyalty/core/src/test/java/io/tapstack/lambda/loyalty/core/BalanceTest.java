package io.tapstack.lambda.loyalty.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("L3")
class BalanceTest {
    private final TierThresholds tiers = new TierThresholds(1_000, 5_000, 20_000);

    @ParameterizedTest
    @CsvSource({
        "0,BRONZE",
        "999,BRONZE",
        "1000,SILVER",
        "4999,SILVER",
        "5000,GOLD",
        "19999,GOLD",
        "20000,PLATINUM",
        "999999999999,PLATINUM"
    })
    void theTierFollowsThePointsEverEarned(long earned, Tier tier) {
        assertThat(tiers.of(earned)).isEqualTo(tier);
    }

    @Test
    void tiersMayRiseByOnePointEach() {
        assertThat(new TierThresholds(1, 2, 3).of(3)).isEqualTo(Tier.PLATINUM);
    }

    @ParameterizedTest
    @CsvSource({"0,2,3", "1,1,3", "1,3,3", "3,2,1"})
    void refusesTiersThatDoNotRise(long silver, long gold, long platinum) {
        assertThatThrownBy(() -> new TierThresholds(silver, gold, platinum)).hasMessageStartingWith("tiers must rise");
    }

    @ParameterizedTest
    @CsvSource({"0,1", "5,6", "1,-1", "1000000000000,0"})
    void refusesTotalsThatCannotBe(long earned, long used) {
        assertThatThrownBy(() -> new Balance(earned, used)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"100,0,100", "100,30,70", "100,100,0", "100,150,0"})
    void whatIsLeftOfAnEarningExpires(long position, long used, long expiring) {
        assertThat(new Balance(200, used).expiring(position)).isEqualTo(expiring);
    }

    /** The rule in one line: after any deliveries, {@code used} is the furthest position, or what it was before. */
    @Property
    void neitherTheOrderNorTheNumberOfDeliveriesMatters(
            @ForAll @Size(min = 1, max = 8) List<@IntRange(min = 1, max = 100) Integer> positions,
            @ForAll @IntRange(max = 100) int used,
            @ForAll java.util.Random order) {
        var deliveries = new ArrayList<>(positions);
        deliveries.addAll(positions);
        Collections.shuffle(deliveries, order);
        var balance = new Balance(100, used);
        for (var position : deliveries) {
            balance = new Balance(100, balance.used() + balance.expiring(position));
        }

        assertThat(balance.used()).isEqualTo(Math.max(used, Collections.max(positions)));
    }
}
