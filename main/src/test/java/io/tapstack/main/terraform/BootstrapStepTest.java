package io.tapstack.main.terraform;

import static io.tapstack.main.terraform.StateStore.Bucket.ABSENT;
import static io.tapstack.main.terraform.StateStore.Bucket.ELSEWHERE;
import static io.tapstack.main.terraform.StateStore.Bucket.FORBIDDEN;
import static io.tapstack.main.terraform.StateStore.Bucket.OURS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapstack.main.console.Failure;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("C5")
final class BootstrapStepTest {
    private static final StackFolder.StateLocation STATE =
            new StackFolder.StateLocation("acme-state", "foundation-dev/dev/terraform.tfstate", "eu-central-1");

    @Test
    void makesTheBucketWhenThereIsNone() {
        assertThat(after(ABSENT, false, false)).isEqualTo(BootstrapStep.MAKE_BUCKET);
    }

    @Test
    void goesOnFromTheFileWhenKilledBeforeTheBucketWasMade() {
        assertThat(after(ABSENT, false, true)).isEqualTo(BootstrapStep.MAKE_BUCKET);
    }

    @Test
    void movesTheStateInWhenKilledAfterTheBucketWasMade() {
        assertThat(after(OURS, false, true)).isEqualTo(BootstrapStep.MOVE_STATE);
    }

    @Test
    void isAnOrdinaryDeployOnceTheStateIsInTheBucket() {
        assertThat(after(OURS, true, false)).isEqualTo(BootstrapStep.ORDINARY);
    }

    @Test
    void trustsTheBucketOverAFileThatWasNotRemovedInTime() {
        assertThat(after(OURS, true, true)).isEqualTo(BootstrapStep.ORDINARY);
    }

    @Test
    void refusesABucketWithoutAStateAnywhere() {
        assertThatThrownBy(() -> after(OURS, false, false))
                .isInstanceOf(Failure.class)
                .hasMessageContaining(
                        "state bucket acme-state exists but holds no foundation-dev/dev/terraform.tfstate");
    }

    @Test
    void refusesSomebodyElsesBucket() {
        assertThatThrownBy(() -> after(FORBIDDEN, false, false)).hasMessageContaining("acme-state exists but may not");
    }

    @Test
    void refusesABucketInAnotherRegion() {
        assertThatThrownBy(() -> after(ELSEWHERE, false, true)).hasMessageContaining("not in region eu-central-1");
    }

    private static BootstrapStep after(StateStore.Bucket bucket, boolean inBucket, boolean inFile) {
        return BootstrapStep.after(bucket, inBucket, inFile, STATE);
    }
}
