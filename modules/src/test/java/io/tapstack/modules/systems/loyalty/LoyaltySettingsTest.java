package io.tapstack.modules.systems.loyalty;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapstack.modules.core.Problem;
import io.tapstack.modules.core.Problems;
import io.tapstack.modules.core.Settings;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("C4")
final class LoyaltySettingsTest {
    private static final LoyaltyOfferSettings OFFERS = LoyaltySamples.offers();

    @Test
    void acceptUsualOnes() {
        assertThat(problems(LoyaltySamples.settings(30, Optional.empty()))).isEmpty();
    }

    @Test
    @Tag("L3")
    void refuseTiersThatDoNotRise() {
        assertThat(problems(new LoyaltyTierSettings(0, 500, 500)))
                .containsExactly(
                        "loyalty.silver must be 1..999999999999, got 0",
                        "loyalty.platinum must be 501..999999999999, got 500");
        assertThat(problems(new LoyaltyTierSettings(100, 100, 1_000_000_000_000L)))
                .containsExactly(
                        "loyalty.gold must be 101..999999999999, got 100",
                        "loyalty.platinum must be 101..999999999999, got 1000000000000");
    }

    @Test
    void refusePointsThatNeverExpire() {
        assertThat(problems(new LoyaltyProgrammeSettings(new LoyaltyTierSettings(1, 2, 3), 3651, OFFERS)))
                .containsExactly("loyalty.pointsLifetimeDays must be 1..3650, got 3651");
    }

    @Test
    @Tag("L4")
    void refuseTiersThatDoNotExistOrTwice() {
        String allowed = "loyalty.tiers must be different ones of BRONZE, SILVER, GOLD, PLATINUM, got ";
        assertThat(problems(offers(List.of()))).containsExactly(allowed + "[]");
        assertThat(problems(offers(List.of("DIAMOND")))).containsExactly(allowed + "[DIAMOND]");
        assertThat(problems(offers(List.of("GOLD", "GOLD")))).containsExactly(allowed + "[GOLD, GOLD]");
    }

    @Test
    @Tag("L5")
    void refuseMoreEmailsThanSesSends() {
        assertThat(problems(new LoyaltyOfferSettings(OFFERS.tiers(), 0, 501, OFFERS.schedule(), OFFERS.delivery())))
                .containsExactly(
                        "loyalty.activeWithinDays must be 1..3650, got 0",
                        "loyalty.emailsPerSecond must be 1..500, got 501");
    }

    private static LoyaltyOfferSettings offers(List<String> tiers) {
        return new LoyaltyOfferSettings(
                tiers, OFFERS.activeWithinDays(), OFFERS.emailsPerSecond(), OFFERS.schedule(), OFFERS.delivery());
    }

    private static List<String> problems(Settings settings) {
        Problems problems = Problems.in("loyalty");
        settings.check(problems);
        return problems.found().stream().map(Problem::toString).toList();
    }
}
