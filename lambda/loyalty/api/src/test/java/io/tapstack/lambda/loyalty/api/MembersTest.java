package io.tapstack.lambda.loyalty.api;

import static io.tapstack.lambda.loyalty.api.TestApi.ALICE;
import static io.tapstack.lambda.loyalty.api.TestApi.BOB;
import static io.tapstack.lambda.loyalty.api.TestApi.body;
import static io.tapstack.lambda.loyalty.api.TestApi.claims;
import static io.tapstack.lambda.loyalty.api.TestApi.json;
import static io.tapstack.lambda.loyalty.api.TestApi.partner;
import static io.tapstack.lambda.loyalty.api.TestApi.problem;
import static org.assertj.core.api.Assertions.assertThat;

import io.tapstack.lambda.dynamodb.InMemoryDynamoDb;
import io.tapstack.lambda.loyalty.core.LoyaltyTables;
import io.tapstack.lambda.loyalty.core.MemberId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

@Tag("L2")
class MembersTest {
    private final TestApi api = new TestApi();

    @Test
    void enrolsTheTokensSubject() {
        var response = api.enrol(ALICE);

        assertThat(response.status()).isEqualTo(201);
        assertThat(response.headers())
                .containsEntry("Location", "/dev/members/" + ALICE)
                .containsEntry("Access-Control-Allow-Origin", "https://club.example")
                .containsEntry("Cache-Control", "no-store");
        assertThat(body(response).members().toString())
                .isEqualTo("{memberId=" + ALICE + ", tier=BRONZE, points=0, pointsEarned=0, wantsOffers=true,"
                        + " enrolledAt=2026-11-18T10:00:00.123Z}");
        assertThat(api.show(claims(ALICE), ALICE.value()).body()).isEqualTo(response.body());
    }

    @Test
    void enrollingAgainChangesNothing() {
        api.enrol(ALICE);
        api.earn("k", ALICE, 10);
        api.now += 1000;
        var again = api.call(claims(ALICE), "POST", "/members", json("{\"wantsOffers\":false}"));

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.body()).contains("\"points\":10,", "\"wantsOffers\":true", "10:00:00.123Z");
    }

    @Test
    void keepsTheAddressOnlyWhereTheUserPoolVerifiedIt() {
        api.enrol(ALICE);
        api.call(
                Map.of("sub", BOB.value(), "email", "bob@example.org", "email_verified", "false"),
                "POST",
                "/members",
                json("{\"wantsOffers\":true}"));

        assertThat(api.tables.member(ALICE).contact().email()).contains("person-" + ALICE + "@example.org");
        assertThat(api.tables.member(BOB).contact().email()).isEmpty();
    }

    /** The longest path of RFC 5321, 4.5.3.1.3, without its angle brackets. */
    @ParameterizedTest
    @CsvSource({"254, true", "255, false"})
    void keepsNoAddressThatIsTooLongToBeOne(int length, boolean kept) {
        var address = "a".repeat(length - "@example.org".length()) + "@example.org";
        api.call(
                Map.of("sub", BOB.value(), "email", address, "email_verified", "true"),
                "POST",
                "/members",
                json("{\"wantsOffers\":true}"));

        assertThat(api.tables.member(BOB).contact().email().isPresent()).isEqualTo(kept);
    }

    @Test
    void countsAMemberOnce() {
        api.enrol(ALICE);
        api.enrol(ALICE);

        assertThat(api.log()).containsOnlyOnce("\"LoyaltyMembersEnrolled\":1");
    }

    @Test
    void nobodySeesAnotherMemberNorWhetherThereIsOne() {
        api.enrol(ALICE);
        var existing = api.show(claims(BOB), ALICE.value());
        var missing = api.show(claims(BOB), LoyaltyTables.memberId(77).value());
        var unknownSelf = api.show(claims(BOB), BOB.value());

        assertThat(existing.status()).isEqualTo(404);
        assertThat(existing.body()).isEqualTo(missing.body()).isEqualTo(unknownSelf.body());
        assertThat(api.show(partner(), ALICE.value()).body()).isEqualTo(missing.body());
        assertThat(api.history(BOB, ALICE.value(), Map.of()).body()).isEqualTo(missing.body());
        assertThat(api.book(claims(BOB), "k", ALICE.value(), "{\"type\":\"redeem\",\"points\":1}")
                        .body())
                .isEqualTo(missing.body());
        assertThat(prefer(BOB, ALICE.value(), "{\"wantsOffers\":false}").body()).isEqualTo(missing.body());
    }

    /** How a request about somebody else is refused must not depend on anything but the id. */
    @Test
    void aStrangersRequestIsRefusedBeforeItIsLookedAt() {
        assertThat(problem(api.book(claims(BOB), "", ALICE.value(), "nonsense")))
                .isEqualTo("member-not-found");
        assertThat(problem(prefer(BOB, ALICE.value(), "nonsense"))).isEqualTo("member-not-found");
        assertThat(problem(api.history(BOB, ALICE.value(), Map.of("limit", "0"))))
                .isEqualTo("member-not-found");
    }

    @Test
    @Tag("L4")
    void theMemberChangesWhetherOffersAreWanted() {
        api.enrol(ALICE);

        assertThat(prefer(ALICE, ALICE.value(), "{\"wantsOffers\":false}").body())
                .contains("\"wantsOffers\":false");
        assertThat(api.tables.dynamoDb.items("members").get(0)).doesNotContainKey("offersTier");
        api.earn("k", ALICE, 1000);
        assertThat(api.tables.dynamoDb.items("members").get(0)).doesNotContainKey("offersTier");
        assertThat(prefer(ALICE, ALICE.value(), "{\"wantsOffers\":true}").status())
                .isEqualTo(200);
        assertThat(api.tables.dynamoDb.items("members").get(0).get("offersTier").s())
                .isEqualTo("SILVER");
        assertThat(api.log()).contains("preferences changed", "\"wantsOffers\":false");
    }

    @Test
    void prefersNothingForWhoDidNotEnrol() {
        assertThat(problem(prefer(ALICE, ALICE.value(), "{\"wantsOffers\":true}")))
                .isEqualTo("member-not-found");
        assertThat(api.tables.dynamoDb.items("members")).isEmpty();
    }

    @Test
    void refusesToAnswerWithoutTheAuthorizersClaims() {
        var response = api.call(Map.of(), "GET", "/members/{id}", Map.of());

        assertThat(response.status()).isEqualTo(401);
        assertThat(problem(response)).isEqualTo("unauthenticated");
    }

    @Test
    @Tag("L2")
    void logsNoAddress() {
        api.enrol(ALICE);
        api.earn("k", ALICE, 12345);
        api.tables.dynamoDb.faults = new InMemoryDynamoDb.Faults() {
            @Override
            public void before(String operation) {
                throw new IllegalStateException("person@example.org");
            }
        };

        assertThat(api.show(claims(ALICE), ALICE.value()).status()).isEqualTo(500);
        assertThat(api.log()).contains("member enrolled", ALICE.value()).doesNotContain("example.org", "12345");
    }

    /** DynamoDB API Reference, UpdateItem: the item is part of a transaction at this moment. */
    @Test
    void asksToTryAgainWhilePointsAreBooked() {
        api.enrol(ALICE);
        api.tables.dynamoDb.faults = new InMemoryDynamoDb.Faults() {
            @Override
            public void before(String operation) {
                throw TransactionConflictException.builder().statusCode(400).build();
            }
        };
        var response = prefer(ALICE, ALICE.value(), "{\"wantsOffers\":false}");

        assertThat(response.status()).isEqualTo(503);
        assertThat(response.headers()).containsEntry("Retry-After", "2");
    }

    private io.tapstack.lambda.shared.ApiResponse prefer(MemberId who, String id, String text) {
        var more = new LinkedHashMap<String, Object>(json(text));
        more.put("pathParameters", Map.of("id", id));
        return api.call(claims(who), "PUT", "/members/{id}/preferences", more);
    }
}
