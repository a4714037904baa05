package io.tapstack.lambda.loyalty.offers;

import io.tapstack.lambda.loyalty.core.Accounts;
import io.tapstack.lambda.loyalty.core.Tier;
import io.tapstack.lambda.shared.JsonLog;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Works on the day's run: selects members page by page, remembering each page, then tries again what failed. The schedule fires
 * several times a day; each invocation goes on where the one before stopped, and does nothing once the run is done.
 */
final class OfferRun {
    private static final int FIRST_ATTEMPT = 0;

    private final Parts parts;
    private final OffersSettings.Selection selection;

    OfferRun(Parts parts, OffersSettings.Selection selection) {
        this.parts = parts;
        this.selection = selection;
    }

    /** What a run is made of. */
    record Parts(
            RunBook book,
            Audience audience,
            Accounts accounts,
            Deliveries deliveries,
            Delivery delivery,
            Failures failures) {}

    /**
     * Works on the run of the day.
     *
     * @param outOfTime whether too little of the function's time is left for another page
     * @return how far the run is now; nothing where there was nothing to do
     */
    Optional<Run.State> work(LocalDate date, RunBook.Worker worker, BooleanSupplier outOfTime, JsonLog log) {
        close(date.minusDays(1), worker, log);
        var begun = parts.book()
                .begin(date, worker, worker.now() - selection.activeWithin().toMillis());
        if (begun.isEmpty()) {
            log.info("nothing to do", Map.of("runDate", date));
            return Optional.empty();
        }
        var run = begun.get();
        try {
            var state = run.state() == Run.State.SELECTING ? select(run, outOfTime, log) : retry(run, outOfTime, log);
            if (state != run.state()) {
                parts.book().enter(run, state);
            }
            if (state == Run.State.DONE) {
                log.count("LoyaltyOfferRunsDone");
            }
            log.info("worked", Map.of("runDate", date, "state", state));
            return Optional.of(state);
        } finally {
            parts.book().release(run);
        }
    }

    private Run.State select(Run run, BooleanSupplier outOfTime, JsonLog log) {
        var from = run.checkpoint();
        for (var tier : selection.tiers()) {
            if (from.isPresent() && tier.compareTo(from.get().tier()) < 0) {
                continue;
            }
            var after = from.filter(checkpoint -> checkpoint.tier() == tier).flatMap(Run.Checkpoint::after);
            if (!select(run, tier, after, outOfTime, log)) {
                return Run.State.SELECTING;
            }
        }
        return unlessFailures(run);
    }

    /** Whether the tier came to its end. */
    private boolean select(Run run, Tier tier, Optional<Run.Position> from, BooleanSupplier outOfTime, JsonLog log) {
        var after = from;
        do {
            if (outOfTime.getAsBoolean()) {
                return false;
            }
            var page = parts.audience().page(tier, run.activeSince(), after, OfferEvents.BATCH);
            parts.delivery().deliver(run.date(), page.members(), FIRST_ATTEMPT, log);
            after = page.last();
            if (after.isPresent()) {
                parts.book().checkpoint(run, new Run.Checkpoint(tier, after));
            }
        } while (after.isPresent());
        next(tier)
                .ifPresent(following -> parts.book().checkpoint(run, new Run.Checkpoint(following, Optional.empty())));
        return true;
    }

    private Optional<Tier> next(Tier tier) {
        return selection.tiers().stream()
                .filter(other -> other.compareTo(tier) > 0)
                .findFirst();
    }

    private Run.State retry(Run run, BooleanSupplier outOfTime, JsonLog log) {
        var after = "";
        List<Deliveries.Failed> page;
        do {
            page = parts.deliveries().failures(run.date(), after, OfferEvents.BATCH);
            for (var failed : page) {
                if (outOfTime.getAsBoolean()) {
                    return Run.State.RETRYING;
                }
                retry(run, failed, log);
                after = failed.member().value();
            }
        } while (!page.isEmpty());
        return unlessFailures(run);
    }

    /** With the member as he is now: he may have changed his mind since. */
    private void retry(Run run, Deliveries.Failed failed, JsonLog log) {
        var member = parts.accounts().find(failed.member()).filter(found -> found.contact()
                .wantsOffers());
        if (member.isPresent()) {
            parts.delivery().deliver(run.date(), List.of(member.get()), failed.attempts(), log);
        } else {
            parts.deliveries().settled(run.date(), failed.member());
        }
    }

    private Run.State unlessFailures(Run run) {
        return parts.deliveries().failures(run.date(), "", 1).isEmpty() ? Run.State.DONE : Run.State.RETRYING;
    }

    /** Ends the day before, if it did not end by itself: yesterday's offers are not sent today, but reported. */
    private void close(LocalDate date, RunBook.Worker worker, JsonLog log) {
        var left = parts.book().resume(date, worker);
        if (left.isEmpty()) {
            return;
        }
        var run = left.get();
        if (run.state() == Run.State.SELECTING) {
            parts.failures().report(Map.of("version", 1, "type", "RunUnfinished", "runDate", date.toString()));
            log.warn("run unfinished", Map.of("runDate", date));
        }
        List<Deliveries.Failed> page;
        do {
            page = parts.deliveries().failures(date, "", OfferEvents.BATCH);
            for (var failed : page) {
                parts.delivery().giveUp(date, failed.member(), failed.attempts(), "the day was over", log);
                parts.deliveries().settled(date, failed.member());
            }
        } while (!page.isEmpty());
        parts.book().enter(run, Run.State.DONE);
        parts.book().release(run);
    }
}
