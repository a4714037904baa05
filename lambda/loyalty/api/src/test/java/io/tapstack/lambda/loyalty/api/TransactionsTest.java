package io.tapstack.lambda.loyalty.api;

import static io.tapstack.lambda.loyalty.api.TestApi.ALICE;
import static io.tapstack.lambda.loyalty.api.TestApi.BOB;
import static io.tapstack.lambda.loyalty.api.TestApi.SHOP;
import static io.tapstack.lambda.loyalty.api.TestApi.body;
import static io.tapstack.lambda.loyalty.api.TestApi.claims;
import static io.tapstack.lambda.loyalty.api.TestApi.partner;
import static io.tapstack.lambda.loyalty.api.TestApi.problem;
import static org.assertj.core.api.Assertions.assertThat;

import io.tapstack.lambda.dynamodb.InMemoryDynamoDb;
import io.tapstack.lambda.loyalty.core.Steps;
import io.tapstack.lambda.loyalty.core.Steps.Mishap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.SdkClientException;

@Tag("L2")
@Tag("L3")
class TransactionsTest {
    private final TestApi api = new TestApi();

    @Test
    void partnersEarnForMembers() {
        api.enrol(ALICE);
        var response = api.book(
                partner(), "k1", ALICE.value(), "{\"type\":\"earn\",\"points\":1200,\"reference\":\"order-17\"}");

        assertThat(response.status()).isEqualTo(201);
        var id = body(response).string("transactionId").orElseThrow();
        assertThat(id).matches("txn_[0-9a-f]{32}");
        assertThat(body(response).members().toString())
                .isEqualTo("{transactionId=" + id + ", memberId=" + ALICE + ", type=earn, points=1200,"
                        + " reference=order-17, timestamp=1794996000123, createdAt=2026-11-18T10:00:00.123Z,"
                        + " expiresAt=2027-11-18T10:00:00Z}");
        assertThat(api.show(claims(ALICE), ALICE.value()).body())
                .contains("\"tier\":\"SILVER\"", "\"points\":1200,", "\"pointsEarned\":1200,");
    }

    @Test
    void membersRedeemTheirOwnPoints() {
        api.enrol(ALICE);
        api.earn("k1", ALICE, 100);
        var response = api.redeem("k2", ALICE, 30);

        assertThat(response.status()).isEqualTo(201);
        assertThat(response.body())
                .contains("\"type\":\"redeem\",\"points\":30,")
                .doesNotContain("expiresAt");
        assertThat(api.points(ALICE)).isEqualTo(70);
        api.tables.checkBooks(ALICE);
    }

    @Test
    void membersCannotEarnForThemselvesAndPartnersCannotRedeemForOthers() {
        api.enrol(ALICE);
        var earn = api.book(claims(ALICE), "k", ALICE.value(), "{\"type\":\"earn\",\"points\":1}");
        var redeem = api.book(partner(), "k", ALICE.value(), "{\"type\":\"redeem\",\"points\":1}");

        assertThat(earn.status()).isEqualTo(403);
        assertThat(problem(earn)).isEqualTo("forbidden");
        assertThat(problem(redeem)).isEqualTo("member-not-found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "partner", "xpartners", "Partners", "partners2,staff", " partners"})
    void noOtherGroupMayEarn(String groups) {
        api.enrol(ALICE);
        var claims = Map.of("sub", ALICE.value(), "cognito:groups", groups);

        assertThat(api.book(claims, "k", ALICE.value(), "{\"type\":\"earn\",\"points\":1}")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void tellsAPartnerThatThereIsNoSuchMember() {
        assertThat(problem(api.earn("k", BOB, 1))).isEqualTo("member-not-found");
        assertThat(problem(api.book(partner(), "k", "nobody", "{\"type\":\"earn\",\"points\":1}")))
                .isEqualTo("member-not-found");
    }

    @Test
    void aPartnerWhoIsAMemberRedeemsHisOwnPoints() {
        api.enrol(SHOP);
        api.earn("k1", SHOP, 10);

        assertThat(api.book(partner(), "k2", SHOP.value(), "{\"type\":\"redeem\",\"points\":10}")
                        .status())
                .isEqualTo(201);
    }

    @Test
    void refusesToRedeemMoreThanTheBalance() {
        api.enrol(ALICE);
        api.earn("k1", ALICE, 10);
        var response = api.redeem("k2", ALICE, 11);

        assertThat(response.status()).isEqualTo(422);
        assertThat(problem(response)).isEqualTo("insufficient-points");
        assertThat(api.points(ALICE)).isEqualTo(10);
        // The key is free again: a refused request left nothing behind.
        assertThat(api.redeem("k2", ALICE, 10).status()).isEqualTo(201);
    }

    @Test
    void booksTheMostThatMayBeBookedAtOnce() {
        api.enrol(ALICE);

        assertThat(api.earn("k1", ALICE, 1_000_000).status()).isEqualTo(201);
        assertThat(api.redeem("k2", ALICE, 1_000_000).status()).isEqualTo(201);
        assertThat(api.points(ALICE)).isZero();
    }

    @Test
    void countsEachMovementOnce() {
        api.enrol(ALICE);
        api.earn("k1", ALICE, 10);
        api.redeem("k2", ALICE, 10);
        api.redeem("k2", ALICE, 10);

        assertThat(api.log())
                .containsOnlyOnce("\"LoyaltyEarned\":1")
                .containsOnlyOnce("\"LoyaltyRedeemed\":1")
                .containsOnlyOnce("\"LoyaltyReplayed\":1");
    }

    @Test
    void repeatsTheFirstAnswerForTheSameKeyAndBody() {
        api.enrol(ALICE);
        var first = api.earn("k1", ALICE, 10);
        api.now += 1000;
        var second = api.book(partner(), "k1", ALICE.value(), " { \"points\" : 10, \"type\" : \"earn\" } ");

        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.headers()).containsEntry("Idempotency-Replayed", "true");
        assertThat(first.headers()).doesNotContainKey("Idempotency-Replayed");
        assertThat(api.points(ALICE)).isEqualTo(10);
    }

    @Test
    void refusesTheSameKeyForAnotherMovementOrMember() {
        api.enrol(ALICE);
        api.enrol(BOB);
        api.earn("k1", ALICE, 10);

        assertThat(problem(api.earn("k1", ALICE, 11))).isEqualTo("idempotency-key-reused");
        assertThat(problem(api.earn("k1", BOB, 10))).isEqualTo("idempotency-key-reused");
        assertThat(api.redeem("k1", ALICE, 10).status()).isEqualTo(201); // another caller's key
    }

    @Test
    void twoHundredConcurrentRedemptionsLoseAndInventNothingThoughFunctionsAreKilled() {
        api.enrol(ALICE);
        api.earn("k1", ALICE, 1000);
        var random = new Random(20261118);
        var kinds = List.of(Mishap.NONE, Mishap.CONFLICT, Mishap.KILLED_AFTER, Mishap.KILLED_BEFORE);
        var mishaps = random.ints(400, 0, 4).mapToObj(kinds::get).toList();
        var schedule = random.ints(4000, 0, 200).boxed().toList();
        var redemptions = IntStream.range(0, 200)
                .<Runnable>mapToObj(i -> () -> api.redeem("redeem-" + i, ALICE, 7))
                .toList();

        var steps = new Steps(mishaps);
        api.tables.dynamoDb.faults = steps;
        assertThat(steps.run(redemptions, schedule)).isGreaterThan(50);
        api.tables.checkBooks(ALICE);

        // Every client asks again until it is told; 142 times 7 is all that 1000 points are good for.
        var again = new Steps(List.of());
        api.tables.dynamoDb.faults = again;
        again.run(redemptions, schedule);
        api.tables.checkBooks(ALICE);
        assertThat(api.points(ALICE)).isEqualTo(1000 - 142 * 7);
        assertThat(api.tables.entries(ALICE)).hasSize(143);
    }

    @Test
    void asksToTryAgainWhileDynamoDbIsAway() {
        api.enrol(ALICE);
        api.tables.dynamoDb.faults = new InMemoryDynamoDb.Faults() {
            @Override
            public void before(String operation) {
                throw SdkClientException.create("away");
            }
        };
        var response = api.redeem("k", ALICE, 1);

        assertThat(response.status()).isEqualTo(503);
        assertThat(response.headers()).containsEntry("Retry-After", "2");
    }

    @Test
    void logsNeitherKeyNorReferenceNorPoints() {
        api.enrol(ALICE);
        api.book(
                partner(),
                "a-secret-key",
                ALICE.value(),
                "{\"type\":\"earn\",\"points\":54321,\"reference\":\"order-17\"}");

        assertThat(api.log())
                .contains("movement booked", "LoyaltyEarned")
                .doesNotContain("a-secret", "54321", "order-17");
        assertThat(api.tables.dynamoDb.items("idempotency").toString()).doesNotContain("a-secret");
    }
}
