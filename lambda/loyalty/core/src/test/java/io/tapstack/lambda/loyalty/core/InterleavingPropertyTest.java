package io.tapstack.lambda.loyalty.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapstack.lambda.dynamodb.IdempotentTransactions;
import io.tapstack.lambda.loyalty.core.Steps.Mishap;
import io.tapstack.lambda.shared.IdempotencyRecord;
import io.tapstack.lambda.shared.JsonObject;
import io.tapstack.lambda.shared.OncePerKey;
import io.tapstack.lambda.shared.Problem;
import io.tapstack.lambda.shared.UnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.BeforeTry;

/**
 * Earnings, redemptions and expiries of one member at once, in every order that jqwik thinks of, with conflicts, function
 * kills, repetitions and redeliveries: the books always balance.
 */
class InterleavingPropertyTest {
    private static final long NOW = 1_795_000_000_000L;
    private static final Accounts.EarningRules RULES =
            new Accounts.EarningRules(new TierThresholds(100, 500, 1_000), Duration.ofDays(30));

    /** A client's request, sent again with the same key until it gets an answer. */
    record Request(int key, Movement.Type type, int points) {}

    private LoyaltyTables tables;
    private MemberId member;
    private IdempotentTransactions transactions;
    /** What clients were told: the entry by key. */
    private Map<Integer, String> answers;

    @BeforeTry
    void startAnew() {
        tables = new LoyaltyTables();
        member = tables.enrol(1, Optional.empty(), true, Tier.BRONZE, NOW);
        transactions = new IdempotentTransactions(
                tables.dynamoDb, "idempotency", Clock.fixed(Instant.ofEpochMilli(NOW), ZoneOffset.UTC));
        answers = new ConcurrentHashMap<>();
    }

    @Property(tries = 400)
    @Tag("L3")
    void entriesAlwaysAddUpToTheBalanceAndNeverBelowZero(
            @ForAll("requests") List<Request> requests,
            @ForAll("mishaps") List<Mishap> mishaps,
            @ForAll("schedules") List<Integer> schedule) {
        book(1, Movement.Type.EARN, 40);
        book(2, Movement.Type.EARN, 25);
        var removals = tables.expireUntil(Long.MAX_VALUE);
        var work = new ArrayList<Runnable>();
        requests.forEach(request -> work.add(() -> send(request)));
        earnings(removals).forEach(earning -> work.add(() -> expire(earning)));

        run(work, mishaps, schedule);
        tables.checkBooks(member);

        // What died is done again: clients repeat their requests, the stream delivers its records again.
        run(work, List.of(), schedule);
        tables.checkBooks(member);
        var ended = Map.copyOf(answers);
        assertThat(ended.values()).doesNotHaveDuplicates();
        run(work, List.of(), List.of());
        tables.checkBooks(member);
        assertThat(answers).containsAllEntriesOf(ended);

        // No point that has expired is left, and none was taken that has not.
        var balance = tables.member(member).balance();
        assertThat(balance.used()).isGreaterThanOrEqualTo(65);
        assertThat(tables.member(member).tier()).isEqualTo(RULES.tiers().of(balance.earned()));
        assertThat(tables.entries(member).stream()
                        .filter(entry -> entry.movement().type() == Movement.Type.EXPIRE)
                        .mapToLong(entry -> entry.movement().points())
                        .sum())
                .isLessThanOrEqualTo(65);
    }

    @Property(tries = 200)
    @Tag("L3")
    void concurrentRedemptionsNeverTakeMoreThanThereIs(
            @ForAll("redemptions") List<Request> requests, @ForAll("schedules") List<Integer> schedule) {
        book(1, Movement.Type.EARN, 50);
        var work =
                requests.stream().<Runnable>map(request -> () -> send(request)).toList();

        run(work, List.of(), schedule);

        tables.checkBooks(member);
        var left = tables.member(member).balance().available();
        var granted = requests.stream()
                .collect(Collectors.partitioningBy(request -> answers.containsKey(request.key()), Collectors.toList()));
        assertThat(granted.get(true).stream().mapToInt(Request::points).sum()).isEqualTo(50 - (int) left);
        // The balance only falls here, so nobody was refused what there was.
        assertThat(granted.get(false)).allMatch(request -> request.points() > left);
    }

    @Property(tries = 200)
    @Tag("L3")
    void anEarningExpiresOnceHoweverOftenAndInWhateverOrderItIsDelivered(
            @ForAll("amounts") List<Integer> amounts,
            @ForAll @IntRange(max = 60) int redeemed,
            @ForAll java.util.Random random) {
        for (int i = 0; i < amounts.size(); i++) {
            book(i, Movement.Type.EARN, amounts.get(i));
        }
        var total = amounts.stream().mapToInt(points -> points).sum();
        var spent = Math.min(redeemed, total);
        if (spent > 0) {
            book(100, Movement.Type.REDEEM, spent);
        }
        var deliveries = new ArrayList<>(earnings(tables.expireUntil(Long.MAX_VALUE)));
        deliveries.addAll(List.copyOf(deliveries));
        Collections.shuffle(deliveries, random);

        deliveries.forEach(this::expire);

        tables.checkBooks(member);
        assertThat(tables.member(member).balance().available()).isZero();
        assertThat(tables.entries(member).stream()
                        .filter(entry -> entry.movement().type() == Movement.Type.EXPIRE)
                        .mapToLong(entry -> entry.movement().points())
                        .sum())
                .isEqualTo(total - spent);
    }

    @Provide
    Arbitrary<List<Request>> requests() {
        return Combinators.combine(
                        Arbitraries.integers().between(10, 13),
                        Arbitraries.of(Movement.Type.EARN, Movement.Type.REDEEM),
                        Arbitraries.integers().between(1, 60))
                .as(Request::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(5)
                .uniqueElements(Request::key);
    }

    @Provide
    Arbitrary<List<Request>> redemptions() {
        return Arbitraries.integers()
                .between(1, 60)
                .list()
                .ofMinSize(1)
                .ofMaxSize(6)
                .map(points -> {
                    var requests = new ArrayList<Request>();
                    points.forEach(
                            amount -> requests.add(new Request(10 + requests.size(), Movement.Type.REDEEM, amount)));
                    return requests;
                });
    }

    @Provide
    Arbitrary<List<Mishap>> mishaps() {
        return Arbitraries.of(Mishap.class).list().ofMaxSize(12);
    }

    @Provide
    Arbitrary<List<Integer>> schedules() {
        return Arbitraries.integers().between(0, 20).list().ofMaxSize(60);
    }

    @Provide
    Arbitrary<List<Integer>> amounts() {
        return Arbitraries.integers().between(1, 30).list().ofMinSize(1).ofMaxSize(5);
    }

    private void run(List<Runnable> work, List<Mishap> mishaps, List<Integer> schedule) {
        var steps = new Steps(mishaps);
        tables.dynamoDb.faults = steps;
        steps.run(work, schedule);
        tables.dynamoDb.faults = new io.tapstack.lambda.dynamodb.InMemoryDynamoDb.Faults() {};
    }

    private void send(Request request) {
        try {
            var id = book(request.key(), request.type(), request.points());
            assertThat(answers.putIfAbsent(request.key(), id)).isIn(null, id);
        } catch (Problem.ProblemException e) {
            assertThat(e.problem().slug()).isEqualTo("insufficient-points");
        } catch (UnavailableException e) {
            return; // the client asks again
        }
    }

    /** The entry's id: the same one however often it is booked under one key. */
    private String book(int key, Movement.Type type, int points) {
        var movement = new Movement(type, points, Optional.empty());
        var mine = new IdempotencyRecord(
                "key-" + key, movement.hash(member), TransactionId.random().value(), NOW);
        return new OncePerKey(attempt -> {})
                .run(
                        mine,
                        () -> type == Movement.Type.EARN
                                ? tables.accounts.earn(member, movement, mine, RULES, transactions)
                                : tables.accounts.redeem(member, movement, mine, transactions))
                .record()
                .transactionId();
    }

    private void expire(Earning earning) {
        for (int attempt = 0; attempt < 20; attempt++) {
            if (tables.accounts.expire(earning, NOW).isPresent()) {
                return;
            }
        }
    }

    private List<Earning> earnings(List<JsonObject> removals) {
        return removals.stream()
                .map(removal -> removal.object("dynamodb").orElseThrow())
                .map(change -> change.object("OldImage").orElseThrow())
                .map(image -> new Earning(
                        member,
                        new TransactionId(image.object(Earning.EARNING_ID)
                                .orElseThrow()
                                .string("S")
                                .orElseThrow()),
                        Long.parseLong(image.object(Earning.TOTAL_EARNED)
                                .orElseThrow()
                                .string("N")
                                .orElseThrow())))
                .toList();
    }
}
