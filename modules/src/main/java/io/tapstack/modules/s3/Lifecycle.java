package io.tapstack.modules.s3;

import io.tapstack.modules.core.Problems;
import io.tapstack.modules.core.Settings;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What becomes of objects as they grow old. Whatever the choice, unfinished multipart uploads and delete markers
 * without a version behind them are cleaned up.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-transition-general-considerations.html">
 *     Transitioning objects using Amazon S3 Lifecycle</a>
 */
public sealed interface Lifecycle extends Settings permits Lifecycle.Archive, Lifecycle.Expire, Lifecycle.Keep {

    /** See {@link Archive}. */
    static Lifecycle archive(int glacierAfterDays, int deepArchiveAfterDays, int noncurrentExpireAfterDays) {
        return new Archive(glacierAfterDays, deepArchiveAfterDays, noncurrentExpireAfterDays);
    }

    /** See {@link Expire}. */
    static Lifecycle expire(int afterDays) {
        return new Expire(afterDays);
    }

    /** See {@link Keep}. */
    static Lifecycle keep(int noncurrentExpireAfterDays) {
        return new Keep(noncurrentExpireAfterDays);
    }

    /** Of current versions, in the order of their days. */
    List<Transition> transitions();

    /** Days after which current versions expire; never, when empty. */
    Optional<Integer> expireAfterDays();

    /** Days after which a version expires that was overwritten or deleted. */
    int noncurrentExpireAfterDays();

    /**
     * Of noncurrent versions: the same as of current ones, counted from the day on which they were overwritten. S3
     * refuses a transition on or after the day of expiry, so those that would come too late are left out.
     */
    default List<Transition> noncurrentTransitions() {
        return transitions().stream()
                .filter(transition -> transition.afterDays() < noncurrentExpireAfterDays())
                .toList();
    }

    /** Move to a colder storage class. */
    record Transition(StorageClass to, int afterDays) {}

    /** S3's names. */
    enum StorageClass {
        STANDARD_IA,
        GLACIER,
        DEEP_ARCHIVE
    }

    /**
     * Keeps current versions for good, ever colder (P5).
     *
     * @param glacierAfterDays days in STANDARD
     * @param deepArchiveAfterDays days until DEEP_ARCHIVE, counted from the writing: at least 90 more, because AWS
     *     charges 90 days of GLACIER in any case
     * @param noncurrentExpireAfterDays days that an overwritten version is kept
     */
    record Archive(int glacierAfterDays, int deepArchiveAfterDays, int noncurrentExpireAfterDays) implements Lifecycle {
        private static final int SHORTEST_GLACIER_DAYS = 90;

        @Override
        public List<Transition> transitions() {
            return List.of(
                    new Transition(StorageClass.GLACIER, glacierAfterDays),
                    new Transition(StorageClass.DEEP_ARCHIVE, deepArchiveAfterDays));
        }

        @Override
        public Optional<Integer> expireAfterDays() {
            return Optional.empty();
        }

        @Override
        public void check(Problems problems) {
            problems.range("glacierAfterDays", glacierAfterDays, 1, LONGEST_DAYS);
            problems.range(
                    "deepArchiveAfterDays",
                    deepArchiveAfterDays,
                    (long) glacierAfterDays + SHORTEST_GLACIER_DAYS,
                    LONGEST_DAYS);
            problems.range("noncurrentExpireAfterDays", noncurrentExpireAfterDays, 1, LONGEST_DAYS);
        }
    }

    /**
     * Deletes objects after a while: logs.
     *
     * @param afterDays after the writing; from 61 on, the time from the 31st day is spent in STANDARD_IA, which AWS
     *     charges for 30 days at least
     */
    record Expire(int afterDays) implements Lifecycle {
        private static final int STANDARD_DAYS = 30;
        private static final int SHORTEST_IA_DAYS = 30;

        @Override
        public List<Transition> transitions() {
            return Stream.of(new Transition(StorageClass.STANDARD_IA, STANDARD_DAYS))
                    .filter(transition -> transition.afterDays() + SHORTEST_IA_DAYS < afterDays)
                    .toList();
        }

        @Override
        public Optional<Integer> expireAfterDays() {
            return Optional.of(afterDays);
        }

        @Override
        public int noncurrentExpireAfterDays() {
            return 1; // nothing overwrites a log; an expired one is not kept a second time
        }

        @Override
        public void check(Problems problems) {
            problems.range("afterDays", afterDays, 1, LONGEST_DAYS);
        }
    }

    /**
     * Keeps current versions where they are.
     *
     * @param noncurrentExpireAfterDays days that an overwritten version is kept
     */
    record Keep(int noncurrentExpireAfterDays) implements Lifecycle {
        @Override
        public List<Transition> transitions() {
            return List.of();
        }

        @Override
        public Optional<Integer> expireAfterDays() {
            return Optional.empty();
        }

        @Override
        public void check(Problems problems) {
            problems.range("noncurrentExpireAfterDays", noncurrentExpireAfterDays, 1, LONGEST_DAYS);
        }
    }

    /** A hundred years. */
    int LONGEST_DAYS = 36_500;
}
