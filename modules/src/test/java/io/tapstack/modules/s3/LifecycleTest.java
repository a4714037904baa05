package io.tapstack.modules.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapstack.modules.core.Problem;
import io.tapstack.modules.core.Problems;
import io.tapstack.modules.core.Protection;
import io.tapstack.modules.s3.Lifecycle.StorageClass;
import io.tapstack.modules.s3.Lifecycle.Transition;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("P5")
final class LifecycleTest {
    @ParameterizedTest
    @ValueSource(ints = {30, 60, 90})
    void archivesInTwoStepsAndKeepsForGood(int glacierAfterDays) {
        Lifecycle lifecycle = Lifecycle.archive(glacierAfterDays, glacierAfterDays + 90, 90);
        assertThat(lifecycle.transitions())
                .containsExactly(
                        new Transition(StorageClass.GLACIER, glacierAfterDays),
                        new Transition(StorageClass.DEEP_ARCHIVE, glacierAfterDays + 90));
        assertThat(lifecycle.expireAfterDays()).isEmpty();
        assertThat(problems(lifecycle)).isEmpty();
    }

    @Test
    void movesNoncurrentVersionsLikewiseAsFarAsTheyLive() {
        assertThat(Lifecycle.archive(30, 120, 90).noncurrentTransitions())
                .containsExactly(new Transition(StorageClass.GLACIER, 30));
        assertThat(Lifecycle.archive(30, 120, 300).noncurrentTransitions()).hasSize(2);
    }

    @Test
    void leavesOutATransitionOnTheDayOfExpiryWhichS3WouldRefuse() {
        assertThat(Lifecycle.archive(90, 180, 90).noncurrentTransitions()).isEmpty();
    }

    @Test
    void refusesDeepArchiveBeforeGlacierIsPaidOff() {
        assertThat(problems(Lifecycle.archive(30, 119, 90)))
                .containsExactly("bucket.lifecycle.deepArchiveAfterDays must be 120..36500, got 119");
    }

    @Test
    void refusesToExpireAtOnce() {
        assertThat(problems(Lifecycle.expire(0))).containsExactly("bucket.lifecycle.afterDays must be 1..36500, got 0");
        assertThat(problems(Lifecycle.keep(0)))
                .containsExactly("bucket.lifecycle.noncurrentExpireAfterDays must be 1..36500, got 0");
        assertThat(problems(Lifecycle.archive(0, 120, 0)))
                .containsExactly(
                        "bucket.lifecycle.glacierAfterDays must be 1..36500, got 0",
                        "bucket.lifecycle.noncurrentExpireAfterDays must be 1..36500, got 0");
    }

    @Test
    void coolsLogsOnlyIfTheyStayLongEnoughToPay() {
        assertThat(Lifecycle.expire(60).transitions()).isEmpty();
        assertThat(Lifecycle.expire(61).transitions()).containsExactly(new Transition(StorageClass.STANDARD_IA, 30));
    }

    @Test
    void refusesAnObjectLockOfNoDays() {
        BucketSettings settings = new BucketSettings(
                Lifecycle.keep(90),
                Protection.PROTECTED,
                Optional.of(new ObjectLockSettings(ObjectLockSettings.Mode.COMPLIANCE, 0)));
        assertThat(problems(settings)).containsExactly("bucket.objectLock.days must be 1..36500, got 0");
    }

    private static List<String> problems(Lifecycle lifecycle) {
        return problems(new BucketSettings(lifecycle, Protection.DISPOSABLE, Optional.empty()));
    }

    private static List<String> problems(BucketSettings settings) {
        Problems problems = Problems.in("bucket");
        settings.check(problems);
        return problems.found().stream().map(Problem::toString).toList();
    }
}
