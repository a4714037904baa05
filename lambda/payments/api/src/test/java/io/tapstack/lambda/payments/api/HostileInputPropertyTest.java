package io.tapstack.lambda.payments.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapstack.lambda.shared.Json;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

@Tag("P14")
class HostileInputPropertyTest {
    private static final String VALID =
            "{\"userId\":\"user-1\",\"amount\":1250,\"currency\":\"EUR\",\"description\":\"tea\"}";

    @Property
    void anyBodyIsAnsweredAndNeverWithAServerError(@ForAll String body) {
        var response = new TestApi().post("key-1", body);

        assertThat(response.status()).isBetween(400, 499);
        assertThat(response.headers()).containsEntry("Content-Type", "application/problem+json");
    }

    @Property(tries = 3000)
    void aDamagedBodyIsTakenAsWrittenOrRefused(
            @ForAll @IntRange(max = 70) int from, @ForAll @IntRange(max = 6) int length, @ForAll("junk") String junk) {
        var until = Math.min(from + length, VALID.length());
        var body = VALID.substring(0, Math.min(from, until)) + junk + VALID.substring(until);
        var api = new TestApi();
        var response = api.post("key-1", body);

        assertThat(response.status()).isIn(201, 400, 422);
        if (response.status() == 201) {
            assertThat(Json.object(response.body()).members())
                    .containsAllEntriesOf(Json.object(body).members());
        } else {
            assertThat(api.payments()).isEmpty();
        }
    }

    @Property
    void anyValuesOfTheFieldsAreAnsweredAndNeverWithAServerError(
            @ForAll("values") Object userId, @ForAll("values") Object amount, @ForAll("values") Object currency) {
        var body = new LinkedHashMap<String, Object>();
        body.put("userId", userId);
        body.put("amount", amount);
        body.put("currency", currency);

        assertThat(new TestApi().post("key-1", Json.write(body)).status()).isBetween(201, 499);
    }

    @Property
    void anyKeyIdAndQueryIsAnsweredAndNeverWithAServerError(@ForAll String text, @ForAll String other) {
        var api = new TestApi();

        assertThat(api.post(text, VALID).status()).isIn(201, 400);
        assertThat(api.get(text).status()).isIn(400, 404);
        assertThat(api.list(Map.of("userId", text, "limit", other)).status()).isIn(200, 400);
        assertThat(api.list(Map.of("userId", "u", "nextToken", other)).status()).isEqualTo(400);
        assertThat(api.call(text, other, Map.of()).status()).isIn(404, 405);
    }

    @Property
    void everyAmountInRangeComesBackExactly(@ForAll @LongRange(min = 1, max = Money.MAXIMUM) long amount) {
        var api = new TestApi();
        var response = api.post("key-1", VALID.replace("1250", Long.toString(amount)));

        assertThat(response.status()).isEqualTo(201);
        assertThat(Json.object(response.body()).members()).containsEntry("amount", BigInteger.valueOf(amount));
        var stored = PaymentItem.of(api.payments().get(0));
        assertThat(new BigDecimal(stored.get("amount").n())).isEqualTo(BigDecimal.valueOf(amount));
        assertThat(PaymentItem.payment(stored)).isEqualTo(api.payments().get(0));
    }

    @Property
    void noAmountOutsideTheRangeIsTaken(@ForAll BigInteger amount) {
        var inRange = amount.signum() > 0 && amount.compareTo(BigInteger.valueOf(Money.MAXIMUM)) <= 0;
        var response = new TestApi().post("key-1", VALID.replace("1250", amount.toString()));

        assertThat(response.status()).isEqualTo(inRange ? 201 : 400);
    }

    @Provide
    Arbitrary<String> junk() {
        return Arbitraries.of("", "\"", "}", "{", ",", ":", "\\", "0", "9", "-", ".", "e1", "null", "\u0000", "é", " ");
    }

    @Provide
    Arbitrary<Object> values() {
        return Arbitraries.oneOf(
                Arbitraries.strings().asGeneric(),
                Arbitraries.bigIntegers().asGeneric(),
                Arbitraries.bigDecimals().asGeneric(),
                Arbitraries.of(Arrays.asList(null, true, List.of(), Map.of(), List.of(1), "EUR", "user-1")));
    }
}
