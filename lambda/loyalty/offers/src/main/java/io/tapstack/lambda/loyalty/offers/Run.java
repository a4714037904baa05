package io.tapstack.lambda.loyalty.offers;

import io.tapstack.lambda.loyalty.core.MemberId;
import io.tapstack.lambda.loyalty.core.Tier;
import java.time.LocalDate;
import java.util.Optional;

/**
 * The day's run as the book has it, in the hands of one invocation.
 *
 * @param activeSince members must have been active since, milliseconds; fixed for the whole run, or pages would shift
 * @param checkpoint where the selection is to go on; nothing at its start
 */
record Run(LocalDate date, String invocation, State state, long activeSince, Optional<Checkpoint> checkpoint) {
    /** How far a run is. */
    enum State {
        /** Members are still being selected. */
        SELECTING,
        /** All were selected; some could not be served yet. */
        RETRYING,
        DONE
    }

    /**
     * The page that was served last.
     *
     * @param after its last member; nothing where the tier has not begun
     */
    record Checkpoint(Tier tier, Optional<Position> after) {}

    /** A place in a tier's part of the index. */
    record Position(MemberId member, long lastActivityAt) {}
}
