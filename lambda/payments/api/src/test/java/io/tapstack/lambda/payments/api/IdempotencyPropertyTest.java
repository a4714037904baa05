package io.tapstack.lambda.payments.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapstack.lambda.payments.api.InMemoryPaymentStore.Mishap;
import io.tapstack.lambda.shared.ApiResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.Size;

@Tag("P14")
class IdempotencyPropertyTest {
    /** One POST: the key and amount it sends, and what the store does to its first attempt. */
    record Call(int key, int amount, Mishap mishap) {}

    @Provide
    Arbitrary<List<Call>> calls() {
        return Combinators.combine(
                        Arbitraries.integers().between(1, 3),
                        Arbitraries.integers().between(1, 2),
                        Arbitraries.of(Mishap.class))
                .as(Call::new)
                .list()
                .ofMaxSize(20);
    }

    @Property
    void aKeyNeverMakesTwoPaymentsAndAlwaysShowsTheSameOne(@ForAll("calls") List<Call> calls) {
        var api = new TestApi();
        var answers = new HashMap<Integer, String>();
        for (var call : calls) {
            api.store.mishaps.clear();
            api.store.mishaps.add(call.mishap());
            var response = post(api, call.key(), call.amount());

            if (response.status() == 201) {
                assertThat(answers.computeIfAbsent(call.key(), key -> response.body()))
                        .isEqualTo(response.body());
                assertThat(response.body()).contains("\"amount\":" + call.amount() + ",");
            } else {
                assertThat(response.status()).isIn(422, 503);
            }
        }

        var keysUsed = calls.stream().map(Call::key).distinct().count();
        assertThat(api.payments().size()).isLessThanOrEqualTo((int) keysUsed);
        assertThat(api.store.records).hasSameSizeAs(api.payments());
    }

    @Property(tries = 50)
    void concurrentRequestsMakeOnePayment(@ForAll @Size(min = 2, max = 8) List<Boolean> contended) throws Exception {
        var api = new TestApi();
        // Five at most: one unlucky request may meet them all, and gives up at the sixth.
        contended.stream().limit(5).forEach(is -> api.store.mishaps.add(is ? Mishap.CONTENTION : Mishap.NONE));
        var threads = Executors.newFixedThreadPool(contended.size());
        var calls = new ArrayList<Callable<ApiResponse>>();
        contended.forEach(ignored -> calls.add(() -> post(api, 1, 5)));

        var answers = new ArrayList<ApiResponse>();
        for (var call : threads.invokeAll(calls)) {
            answers.add(call.get());
        }
        threads.shutdown();

        assertThat(api.payments()).hasSize(1);
        assertThat(answers).extracting(ApiResponse::status).containsOnly(201);
        assertThat(answers)
                .extracting(ApiResponse::body)
                .containsOnly(answers.get(0).body());
        assertThat(answers.stream().filter(answer -> !answer.headers().containsKey("Idempotency-Replayed")))
                .hasSize(1);
    }

    private static ApiResponse post(TestApi api, int key, int amount) {
        return api.post("key-" + key, "{\"userId\":\"u\",\"amount\":" + amount + ",\"currency\":\"EUR\"}");
    }
}
