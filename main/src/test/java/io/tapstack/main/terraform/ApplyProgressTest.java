package io.tapstack.main.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class ApplyProgressTest {
    private final AtomicLong seconds = new AtomicLong();
    private final ApplyProgress progress = new ApplyProgress(() -> seconds.get() * 1_000_000_000);

    @Test
    void isPlanningUntilAChangeIsKnown() {
        seconds.set(3);
        assertThat(progress.words()).isEqualTo("planning, 3 s");
    }

    @Test
    void countsChangesAndNamesTheSlowest() {
        plan("a", "b", "c", "d", "e");
        for (String address : new String[] {"a", "b", "c", "d", "e"}) {
            progress.accept(new TerraformEvent.Started(address, "create"));
            seconds.incrementAndGet();
        }
        progress.accept(new TerraformEvent.Completed("b", "create", 1));
        assertThat(progress.words()).isEqualTo("1 of 5 changes, 5 s; working on a (5 s), c (3 s), d (2 s) and 1 more");
        assertThat(progress.completed()).isEqualTo(1);
    }

    @Test
    void countsAReplacementAsTwoChanges() {
        progress.accept(new TerraformEvent.Planned("a", "replace"));
        assertThat(progress.words()).isEqualTo("0 of 2 changes, 0 s");
    }

    @Test
    void keepsErrorsAndForgetsWarnings() {
        progress.accept(new TerraformEvent.Diagnosed(false, "old", "", ""));
        progress.accept(new TerraformEvent.Diagnosed(true, "broken", "why", "a"));
        assertThat(progress.errors()).containsExactly(new TerraformEvent.Diagnosed(true, "broken", "why", "a"));
    }

    @Test
    void doesNotWaitForWhatFailed() {
        plan("a");
        progress.accept(new TerraformEvent.Started("a", "create"));
        progress.accept(new TerraformEvent.Errored("a"));
        assertThat(progress.words()).isEqualTo("0 of 1 changes, 0 s");
    }

    @Test
    void knowsThatTerraformIsStopping() {
        assertThat(progress.stopping()).isFalse();
        progress.accept(new TerraformEvent.Stopping());
        assertThat(progress.stopping()).isTrue();
    }

    private void plan(String... addresses) {
        for (String address : addresses) {
            progress.accept(new TerraformEvent.Planned(address, "create"));
        }
    }
}
