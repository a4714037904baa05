package io.tapstack.main.terraform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapstack.main.console.Failure;
import io.tapstack.main.testing.FakeS3;
import io.tapstack.main.testing.TestKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("C5")
final class StateStoreTest {
    private static final StackFolder.StateLocation STATE =
            new StackFolder.StateLocation("state", "payments-local/terraform.tfstate", "eu-central-1");

    private final FakeS3 s3 = new FakeS3();
    private final StateStore store =
            new StateStore(TestKey.clients(s3.endpoint()).s3());

    @AfterEach
    void stop() {
        s3.close();
    }

    @Test
    void tellsWhoseABucketIs() {
        s3.put("/state", 200, "").put("/taken", 403, "");
        assertThat(store.bucket("state")).isEqualTo(StateStore.Bucket.OURS);
        assertThat(store.bucket("taken")).isEqualTo(StateStore.Bucket.FORBIDDEN);
        assertThat(store.bucket("free")).isEqualTo(StateStore.Bucket.ABSENT);
    }

    @Test
    void tellsWhetherThereIsAState() {
        assertThat(store.stateTag(STATE)).isEmpty();
        s3.put("/state/payments-local/terraform.tfstate", 200, "{}");
        assertThat(store.stateTag(STATE)).isPresent();
    }

    @Test
    void givesAnotherTagToAnotherState() {
        s3.put("/state/payments-local/terraform.tfstate", 200, "{\"serial\":1}");
        String before = store.stateTag(STATE).orElseThrow();
        s3.put("/state/payments-local/terraform.tfstate", 200, "{\"serial\":2}");
        assertThat(store.stateTag(STATE)).isPresent().get().isNotEqualTo(before);
    }

    @Test
    void saysThatNobodyAnswers() {
        s3.close();
        assertThatThrownBy(() -> store.bucket("state"))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("cannot look for state bucket state");
    }
}
