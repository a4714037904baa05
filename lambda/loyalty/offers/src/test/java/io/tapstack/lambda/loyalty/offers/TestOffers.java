package io.tapstack.lambda.loyalty.offers;

import io.tapstack.lambda.dynamodb.InMemoryDynamoDb;
import io.tapstack.lambda.loyalty.core.LoyaltyTables;
import io.tapstack.lambda.loyalty.core.MemberId;
import io.tapstack.lambda.loyalty.core.Tier;
import io.tapstack.lambda.shared.JsonLog;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** The offers function over tables in memory, with ports that remember and fail as they are told. */
final class TestOffers {
    static final LocalDate TODAY = LocalDate.parse("2026-11-18");
    static final OffersSettings.Tables TABLES = new OffersSettings.Tables("members", "OffersIndex", "offers");

    /** The function's process is gone. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    final LoyaltyTables tables = new LoyaltyTables();
    long now = Instant.parse("2026-11-18T09:00:00Z").toEpochMilli();
    /** Event ids, one for each time that an offer was published. */
    final List<String> published = new ArrayList<>();
    /** Members, one for each e-mail. */
    final List<MemberId> mailed = new ArrayList<>();

    final List<Map<String, Object>> reported = new ArrayList<>();
    final Map<MemberId, String> refusedEvents = new HashMap<>();
    final Map<MemberId, Mailer.Outcome> mailOutcomes = new HashMap<>();
    int pages = Integer.MAX_VALUE;
    int pauses;
    private RuntimeException mailFailure;
    private int callsUntilKilled = Integer.MAX_VALUE;
    private int invocations;
    private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
    private final JsonLog log = JsonLog.of(
            "loyalty-offers",
            "test",
            JsonLog.Level.INFO,
            new PrintStream(lines, true, StandardCharsets.UTF_8),
            Clock.systemUTC());
    final OfferRun run;

    TestOffers() {
        var deliveries = new Deliveries(tables.dynamoDb, "offers");
        var delivery = new Delivery(deliveries, this::publish, this::mail, reported::add, () -> pauses++);
        run = new OfferRun(
                new OfferRun.Parts(
                        new RunBook(tables.dynamoDb, "offers"),
                        new Audience(tables.dynamoDb, TABLES),
                        tables.accounts,
                        deliveries,
                        delivery,
                        reported::add),
                new OffersSettings.Selection(List.of(Tier.GOLD, Tier.SILVER), Duration.ofDays(90)));
        tables.dynamoDb.faults = new InMemoryDynamoDb.Faults() {
            @Override
            public void before(String operation) {
                step();
            }

            @Override
            public void after(String operation) {
                step();
            }
        };
    }

    /** One invocation; empty where there was nothing to do. */
    Optional<Run.State> invoke(LocalDate date) {
        now += Duration.ofMinutes(15).toMillis();
        var left = new AtomicInteger(pages);
        var worker = new RunBook.Worker("invocation-" + invocations++, now, now + 60_000);
        return run.work(date, worker, () -> left.getAndDecrement() <= 0, log.forInvocation("request"));
    }

    /** One invocation that dies at its n-th step; whether it died. */
    boolean invokeKilledAt(int step) {
        callsUntilKilled = step;
        try {
            invoke(TODAY);
            return false;
        } catch (Killed e) {
            return true;
        } finally {
            callsUntilKilled = Integer.MAX_VALUE;
        }
    }

    void failMail(RuntimeException failure) {
        mailFailure = failure;
    }

    String log() {
        return lines.toString(StandardCharsets.UTF_8);
    }

    private Map<Offer, String> publish(List<Offer> offers) {
        step();
        var refused = new HashMap<Offer, String>();
        for (var offer : offers) {
            if (refusedEvents.containsKey(offer.member())) {
                refused.put(offer, refusedEvents.get(offer.member()));
            } else {
                published.add(offer.eventId());
            }
        }
        step();
        return refused;
    }

    private Mailer.Outcome mail(Offer offer, String address) {
        step();
        if (mailFailure != null) {
            throw mailFailure;
        }
        var outcome = mailOutcomes.getOrDefault(offer.member(), new Mailer.Sent());
        if (!(outcome instanceof Mailer.Refused)) {
            mailed.add(offer.member());
        }
        step();
        return outcome;
    }

    private void step() {
        if (callsUntilKilled-- <= 0) {
            callsUntilKilled = 0; // a dead process does nothing more, not even what its finally blocks say
            throw new Killed();
        }
    }
}
