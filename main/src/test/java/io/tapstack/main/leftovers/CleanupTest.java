package io.tapstack.main.leftovers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("C2")
final class CleanupTest {
    private static final int ROUNDS = 3;

    private final FakeAccount account = new FakeAccount();
    private int pauses;

    @AfterEach
    void close() {
        account.close();
    }

    @Test
    void deletesTheSuffixAndNothingElse() {
        account.topic("payments-pr1-alerts", "pr1").topic("payments-pr12-alerts", "pr12");

        assertThat(clean().left()).isEmpty();
        assertThat(account.existing()).containsExactly("payments-pr12-alerts");
    }

    @Test
    void comesBackToWhatAnotherResourceKept() {
        account.topic("payments-pr1-a", "pr1")
                .topic("payments-pr1-b", "pr1")
                .topic("payments-pr1-c", "pr1")
                .keeps("payments-pr1-a", "payments-pr1-b")
                .keeps("payments-pr1-b", "payments-pr1-c");

        Cleanup.Result result = clean();

        assertThat(result.left()).isEmpty();
        assertThat(result.deleted()).hasSize(3);
        assertThat(account.existing()).isEmpty();
    }

    @Test
    void stopsWhereNothingMovesAndRepeatsAwssReason() {
        account.topic("payments-pr1-a", "pr1").topic("payments-pr1-b", "pr1").keeps("payments-pr1-a");

        Cleanup.Result result = clean();

        assertThat(result.left()).hasSize(1).containsValue("DependencyViolation: it is in use");
        assertThat(result.deleted()).hasSize(1);
        assertThat(pauses).isEqualTo(1);
    }

    @Test
    void deletesTheStateAndItsLockAfterEverythingElse() {
        account.topic("payments-pr1-a", "pr1")
                .state("payments-dev/pr1/terraform.tfstate", "{}")
                .state("payments-dev/pr1/terraform.tfstate.tflock", "{}")
                .state("payments-dev/pr12/terraform.tfstate", "{}");

        assertThat(clean().left()).isEmpty();
        assertThat(account.states()).containsExactly("/state-bucket/payments-dev/pr12/terraform.tfstate");
    }

    @Test
    void keepsTheStateOfWhatAwsKeeps() {
        account.topic("payments-pr1-a", "pr1")
                .keeps("payments-pr1-a")
                .state("payments-dev/pr1/terraform.tfstate", "{}");

        assertThat(clean().left())
                .containsValues("DependencyViolation: it is in use", "kept as long as anything else is left");
        assertThat(account.states()).hasSize(1);
    }

    private Cleanup.Result clean() {
        return new Cleanup(account.of("pr1"), () -> pauses++, ROUNDS, line -> {}).run();
    }
}
