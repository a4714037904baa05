package io.tapstack.lambda.loyalty.offers;

import static io.tapstack.lambda.loyalty.offers.TestOffers.TODAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapstack.lambda.loyalty.core.LoyaltyTables;
import io.tapstack.lambda.loyalty.core.MemberId;
import io.tapstack.lambda.loyalty.core.Tier;
import io.tapstack.lambda.shared.Json;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("L4")
@Tag("L5")
class OfferRunTest {
    private final TestOffers offers = new TestOffers();

    @Test
    void offersGoToActiveMembersOfTheTiersWhoWantThem() {
        var gold = enrol(1, true, Tier.GOLD);
        var silver = enrol(2, true, Tier.SILVER);
        enrol(3, true, Tier.BRONZE);
        enrol(4, false, Tier.GOLD);
        offers.tables.enrol(
                5, email(5), true, Tier.GOLD, offers.now - Duration.ofDays(91).toMillis());

        assertThat(offers.invoke(TODAY)).contains(Run.State.DONE);
        assertThat(offers.mailed).containsExactly(silver, gold);
        assertThat(offers.published)
                .containsExactly(
                        new Offer(TODAY, silver, Tier.SILVER).eventId(), new Offer(TODAY, gold, Tier.GOLD).eventId());
        assertThat(offers.pauses).isEqualTo(2);
    }

    /** Once a day, however often the schedule fires: a day without it raises an alarm. */
    @Test
    void aRunThatIsDoneIsCountedOnce() {
        enrol(1, true, Tier.GOLD);

        offers.invoke(TODAY);
        offers.invoke(TODAY);

        assertThat(offers.log().lines().filter(line -> line.contains("\"LoyaltyOfferRunsDone\":1")))
                .hasSize(1);
    }

    @Test
    void tellsWhatItDidAndCountsWhatItSent() {
        enrol(1, true, Tier.GOLD);
        offers.tables.enrol(2, Optional.empty(), true, Tier.GOLD, offers.now);
        offers.invoke(TODAY);
        offers.invoke(TODAY);

        assertThat(offers.log()
                        .lines()
                        .map(line -> Json.object(line).string("message").orElseThrow()))
                .containsExactly("metric", "metric", "metric", "metric", "worked", "nothing to do");
        assertThat(offers.log().lines().filter(line -> line.contains("\"LoyaltyOffersPublished\":1")))
                .hasSize(2);
        assertThat(offers.log().lines().filter(line -> line.contains("\"LoyaltyEmailsSent\":1")))
                .hasSize(1);
    }

    @Test
    void isDoneOnceADayAndAgainTheNextDay() {
        enrol(1, true, Tier.GOLD);
        offers.invoke(TODAY);

        assertThat(offers.invoke(TODAY)).isEmpty();
        assertThat(offers.mailed).hasSize(1);
        assertThat(offers.invoke(TODAY.plusDays(1))).contains(Run.State.DONE);
        assertThat(offers.mailed).hasSize(2);
        assertThat(offers.published).doesNotHaveDuplicates().hasSize(2);
        assertThat(offers.reported).isEmpty();
    }

    @Test
    void whoHasNoAddressGetsTheEventOnly() {
        offers.tables.enrol(1, Optional.empty(), true, Tier.GOLD, offers.now);
        offers.invoke(TODAY);

        assertThat(offers.published).hasSize(1);
        assertThat(offers.mailed).isEmpty();
    }

    @Test
    void stopsBeforeTimeRunsOutAndGoesOnNextTime() {
        for (int i = 0; i < 25; i++) {
            enrol(i, true, i % 2 == 0 ? Tier.GOLD : Tier.SILVER);
        }
        offers.pages = 1;
        assertThat(offers.invoke(TODAY)).contains(Run.State.SELECTING);
        assertThat(offers.mailed).hasSize(10);
        assertThat(offers.invoke(TODAY)).contains(Run.State.SELECTING);
        offers.pages = Integer.MAX_VALUE;
        assertThat(offers.invoke(TODAY)).contains(Run.State.DONE);
        assertThat(offers.mailed).doesNotHaveDuplicates().hasSize(25);
        assertThat(offers.published).doesNotHaveDuplicates().hasSize(25);
    }

    @Test
    void twoInvocationsNeverWorkOnOneRun() {
        enrol(1, true, Tier.GOLD);
        var book = new RunBook(offers.tables.dynamoDb, "offers");
        var now = offers.now;

        assertThat(book.begin(TODAY, new RunBook.Worker("a", now, now + 100), 0))
                .isPresent();
        assertThat(book.begin(TODAY, new RunBook.Worker("b", now + 99, now + 200), 0))
                .isEmpty();
        assertThat(book.begin(TODAY, new RunBook.Worker("c", now + 100, now + 200), 0))
                .isPresent();
    }

    @Test
    void whoMovesDuringTheRunIsMetAgainButServedOnce() {
        var member = enrol(1, true, Tier.SILVER);
        for (int i = 2; i < 15; i++) {
            enrol(i, true, Tier.SILVER);
        }
        offers.pages = 1;
        offers.invoke(TODAY);
        offers.tables.enrol(1, email(1), true, Tier.GOLD, offers.now);
        offers.pages = Integer.MAX_VALUE;
        offers.invoke(TODAY);

        assertThat(offers.mailed).contains(member).doesNotHaveDuplicates().hasSize(14);
    }

    @Test
    void whatFailsIsTriedAgainNextTimeAndReportedAfterThreeAttempts() {
        var refusing = enrol(1, true, Tier.GOLD);
        var throttled = enrol(2, true, Tier.GOLD);
        enrol(3, true, Tier.GOLD);
        offers.mailOutcomes.put(refusing, new Mailer.Refused("MessageRejectedException"));
        offers.refusedEvents.put(throttled, "ThrottlingException");

        assertThat(offers.invoke(TODAY)).contains(Run.State.RETRYING);
        assertThat(offers.mailed).hasSize(1);
        offers.refusedEvents.clear();
        assertThat(offers.invoke(TODAY)).contains(Run.State.RETRYING);
        assertThat(offers.mailed).hasSize(2).contains(throttled);
        assertThat(offers.reported).isEmpty();
        assertThat(offers.invoke(TODAY)).contains(Run.State.DONE);
        assertThat(offers.reported)
                .containsExactly(Map.of(
                        "version",
                        1,
                        "type",
                        "OfferNotDelivered",
                        "runDate",
                        "2026-11-18",
                        "memberId",
                        refusing.value(),
                        "attempts",
                        3,
                        "reason",
                        "MessageRejectedException"));
        assertThat(offers.invoke(TODAY)).isEmpty();
        assertThat(offers.log())
                .contains("LoyaltyOfferFailures", "LoyaltyOffersGivenUp")
                .doesNotContain("example.org");
    }

    @Test
    void whoChangedHisMindIsNotTriedAgain() {
        var member = enrol(1, true, Tier.GOLD);
        offers.mailOutcomes.put(member, new Mailer.Refused("TooManyRequestsException"));
        offers.invoke(TODAY);
        offers.mailOutcomes.clear();
        enrol(1, false, Tier.GOLD);

        assertThat(offers.invoke(TODAY)).contains(Run.State.DONE);
        assertThat(offers.mailed).isEmpty();
        assertThat(offers.reported).isEmpty();
    }

    @Test
    void anEmailThatMayBeOnItsWayIsNotSentAgain() {
        var member = enrol(1, true, Tier.GOLD);
        offers.mailOutcomes.put(member, new Mailer.Uncertain());

        assertThat(offers.invoke(TODAY)).contains(Run.State.DONE);
        assertThat(offers.invoke(TODAY)).isEmpty();
        assertThat(offers.mailed).hasSize(1);
        assertThat(offers.log()).contains("LoyaltyEmailsUncertain");
    }

    @Test
    void failsTheInvocationWhenNobodyCanBeMailedAndGoesOnWhenItIsRepaired() {
        enrol(1, true, Tier.GOLD);
        enrol(2, true, Tier.GOLD);
        offers.failMail(new IllegalStateException("no such template"));
        assertThatThrownBy(() -> offers.invoke(TODAY)).hasMessage("no such template");

        offers.failMail(null);
        assertThat(offers.invoke(TODAY)).contains(Run.State.DONE);
        assertThat(offers.mailed).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    void aRunThatTheDayEndedIsReportedAndNotSentLater() {
        for (int i = 0; i < 15; i++) {
            enrol(i, true, Tier.GOLD);
        }
        offers.mailOutcomes.put(LoyaltyTables.memberId(0), new Mailer.Refused("LimitExceededException"));
        offers.pages = 2;
        offers.invoke(TODAY);
        offers.pages = Integer.MAX_VALUE;
        offers.mailOutcomes.clear();
        offers.mailed.clear();
        offers.invoke(TODAY.plusDays(1));

        assertThat(offers.mailed).hasSize(15).doesNotHaveDuplicates();
        assertThat(offers.reported)
                .extracting(message -> message.get("type"))
                .containsExactly("RunUnfinished", "OfferNotDelivered");
        assertThat(offers.invoke(TODAY)).isEmpty();
    }

    /** Wherever invocations die: everybody gets the event, nobody two e-mails, and the run comes to its end. */
    @Property(tries = 300)
    void nobodyIsForgottenAndNobodyMailedTwiceWhereverItDies(
            @ForAll @Size(max = 6) List<@IntRange(max = 120) Integer> kills) {
        var killed = new TestOffers();
        for (int i = 0; i < 13; i++) {
            killed.tables.enrol(i, email(i), true, i < 11 ? Tier.SILVER : Tier.GOLD, killed.now);
        }
        killed.mailOutcomes.put(LoyaltyTables.memberId(3), new Mailer.Refused("MessageRejectedException"));
        var died = kills.stream().filter(killed::invokeKilledAt).count();
        for (int i = 0; i < 4; i++) {
            killed.invoke(TODAY);
        }

        assertThat(killed.invoke(TODAY)).isEmpty();
        assertThat(killed.mailed).doesNotHaveDuplicates();
        assertThat(killed.mailed.size()).isBetween(12 - (int) died, 12);
        assertThat(Set.copyOf(killed.published)).hasSize(13);
        // Who refuses e-mails is reported, unless it died while it tried.
        assertThat(killed.reported.size()).isGreaterThanOrEqualTo(died == 0 ? 1 : 0);
        assertThat(killed.reported).allMatch(message -> message.get("memberId")
                .equals(LoyaltyTables.memberId(3).value()));
    }

    private MemberId enrol(int number, boolean wantsOffers, Tier tier) {
        return offers.tables.enrol(number, email(number), wantsOffers, tier, offers.now);
    }

    private static Optional<String> email(int number) {
        return Optional.of("person-" + number + "@example.org");
    }
}
