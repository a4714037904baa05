package io.tapstack.lambda.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class OncePerKeyTest {
    private static final IdempotencyRecord MINE = new IdempotencyRecord("key", "hash", "pay_mine", 1_000);

    private final List<Integer> pauses = new ArrayList<>();
    private final OncePerKey once = new OncePerKey(pauses::add);

    @Test
    void isDoneAtTheFirstAttemptThatIsStored() {
        assertThat(once.run(MINE, Attempt.Stored::new)).isEqualTo(new OncePerKey.Result(MINE, false));
        assertThat(pauses).isEmpty();
    }

    @Test
    void triesAgainAfterAPauseWhileOthersWrite() {
        var result = once.run(MINE, answers(new Attempt.Contended(), new Attempt.Contended(), new Attempt.Stored()));

        assertThat(result.record()).isEqualTo(MINE);
        assertThat(pauses).containsExactly(1, 2);
    }

    @Test
    void givesUpAfterSixAttemptsWithoutAPauseAfterTheLast() {
        var attempts = new AtomicInteger();

        assertThatThrownBy(() -> once.run(MINE, () -> {
                    attempts.incrementAndGet();
                    return new Attempt.Contended();
                }))
                .isInstanceOf(UnavailableException.class)
                .hasMessage("contended");
        assertThat(attempts).hasValue(6);
        assertThat(pauses).containsExactly(1, 2, 3, 4, 5);
    }

    @Test
    void repeatsTheAnswerOfAnEarlierRequest() {
        var earlier = new IdempotencyRecord("key", "hash", "pay_earlier", 500);

        assertThat(once.run(MINE, () -> new Attempt.KeyUsed(earlier))).isEqualTo(new OncePerKey.Result(earlier, true));
    }

    @Test
    void takesAnAttemptWhoseAnswerGotLostForItsOwn() {
        var stored = new IdempotencyRecord("key", "hash", "pay_mine", 1_000);

        assertThat(once.run(MINE, () -> new Attempt.KeyUsed(stored)).replayed()).isFalse();
    }

    @Test
    void refusesAKeyThatMadeSomethingDifferent() {
        var other = new IdempotencyRecord("key", "another hash", "pay_other", 500);

        assertThatThrownBy(() -> once.run(MINE, () -> new Attempt.KeyUsed(other)))
                .isInstanceOfSatisfying(
                        Problem.ProblemException.class,
                        refused -> assertThat(refused.problem().slug()).isEqualTo("idempotency-key-reused"));
    }

    @Test
    void triesAgainWithThePausesMeantForProduction() {
        var result = OncePerKey.withJitter().run(MINE, answers(new Attempt.Contended(), new Attempt.Stored()));

        assertThat(result).isEqualTo(new OncePerKey.Result(MINE, false));
    }

    @Test
    void aKeyIsRememberedForADay() {
        assertThat(new IdempotencyRecord("key", "hash", "pay_1", 1_795_000_000_999L).expirationTime())
                .isEqualTo(1_795_000_000L + 24 * 60 * 60);
    }

    private static Supplier<Attempt> answers(Attempt... attempts) {
        Iterator<Attempt> all = List.of(attempts).iterator();
        return all::next;
    }
}
