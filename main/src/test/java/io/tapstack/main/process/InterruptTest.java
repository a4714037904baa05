package io.tapstack.main.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapstack.browser.Patience;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class InterruptTest {
    private final Interrupt interrupt = new Interrupt();

    @Test
    void doesNothingWhileNobodyAsks() {
        interrupt.check();
        interrupt.pause(Duration.ofMillis(1));
        assertThat(interrupt.requested()).isFalse();
    }

    @Test
    void endsTheWorkAtItsNextCheckAndWaitsForThat() throws Exception {
        CompletableFuture<Void> signal = CompletableFuture.runAsync(interrupt::request);
        while (!interrupt.requested()) {
            Thread.onSpinWait();
        }
        assertThatThrownBy(interrupt::check).isInstanceOf(Interrupt.Interrupted.class);
        assertThatThrownBy(() -> interrupt.pause(Duration.ofHours(1))).isInstanceOf(Interrupt.Interrupted.class);
        assertThat(signal).isNotDone();
        interrupt.finish();
        signal.get(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    @Test
    void givesWhatAwaitedWorkGivesOrItsFailure() {
        assertThat(interrupt.await(() -> 7)).isEqualTo(7);
        assertThatThrownBy(() -> interrupt.await(() -> {
                    throw new IllegalArgumentException("no");
                }))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no");
    }

    @Test
    void leavesAwaitedWorkAlone() {
        CompletableFuture<Integer> never = new CompletableFuture<>();
        CountDownLatch begun = new CountDownLatch(1);
        CtrlC.once(() -> begun.getCount() == 0, interrupt);
        assertThatThrownBy(() -> interrupt.await(() -> {
                    begun.countDown();
                    return never.join();
                }))
                .isInstanceOf(Interrupt.Interrupted.class);
        interrupt.finish();
        never.complete(1);
    }

    @Test
    void isNoneWhenTheWorkIsOver() {
        interrupt.finish();
        interrupt.request();
        assertThat(interrupt.requested()).isFalse();
    }

    @Test
    void tellsAProgramThatHasNotHeard() throws Exception {
        Process process = new ProcessBuilder("sleep", "60").start();
        interrupt.watch(process, () -> false);
        CompletableFuture<Void> signal = CompletableFuture.runAsync(interrupt::request);
        process.onExit().get(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS);
        interrupt.finish();
        signal.get(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    @Test
    void doesNotTellAProgramTwiceBecauseThatWouldKillIt() throws IOException, InterruptedException {
        Process process = new ProcessBuilder("sleep", "60").start();
        interrupt.watch(process, () -> true);
        var unused = CompletableFuture.runAsync(interrupt::request);
        assertThat(process.waitFor(3, TimeUnit.SECONDS)).isFalse();
        interrupt.finish();
        process.destroyForcibly();
    }
}
