package io.tapstack.lambda.loyalty.offers;

import io.tapstack.lambda.loyalty.core.Member;
import io.tapstack.lambda.loyalty.core.MemberId;
import io.tapstack.lambda.shared.JsonLog;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Brings offers to a few members. An event may be published again, with the same id; an e-mail is never sent again once it may
 * be on its way: better none than two.
 */
final class Delivery {
    /** After so many attempts a member's offer is given up for the day. */
    static final int ATTEMPTS = 3;

    private final Deliveries deliveries;
    private final OfferEvents events;
    private final Mailer mailer;
    private final Failures failures;
    private final Runnable pace;

    /** @param pace waits before each e-mail, so that SES does not throttle */
    Delivery(Deliveries deliveries, OfferEvents events, Mailer mailer, Failures failures, Runnable pace) {
        this.deliveries = deliveries;
        this.events = events;
        this.mailer = mailer;
        this.failures = failures;
        this.pace = pace;
    }

    /**
     * Delivers the offers of at most {@link OfferEvents#BATCH} members.
     *
     * @param attemptsBefore how often it was tried already
     */
    void deliver(LocalDate date, List<Member> members, int attemptsBefore, JsonLog log) {
        var open = new LinkedHashMap<Offer, Member>();
        for (var member : members) {
            var offer = new Offer(date, member.id(), member.tier());
            var state = deliveries.claim(offer);
            if (state == Deliveries.State.MAILING) {
                uncertain(offer, log);
            } else if (state == Deliveries.State.CLAIMED) {
                open.put(offer, member);
            } else {
                deliveries.settled(date, member.id()); // in case the process that ended it died before it said so
            }
        }
        if (open.isEmpty()) {
            return;
        }
        var refused = events.publish(new ArrayList<>(open.keySet()));
        open.forEach((offer, member) -> {
            if (refused.containsKey(offer)) {
                failed(offer, attemptsBefore + 1, refused.get(offer), log);
            } else {
                log.count("LoyaltyOffersPublished");
                mail(offer, member, attemptsBefore + 1, log);
            }
        });
    }

    /** Gives the offer up for the day and reports it. */
    void giveUp(LocalDate date, MemberId member, int attempts, String reason, JsonLog log) {
        failures.report(Map.of(
                "version",
                1,
                "type",
                "OfferNotDelivered",
                "runDate",
                date.toString(),
                "memberId",
                member.value(),
                "attempts",
                attempts,
                "reason",
                reason));
        log.warn("offer given up", Map.of("memberId", member, "reason", reason));
        log.count("LoyaltyOffersGivenUp");
    }

    private void mail(Offer offer, Member member, int attempts, JsonLog log) {
        if (member.contact().email().isEmpty()) {
            done(offer);
            return;
        }
        pace.run();
        deliveries.enter(offer, Deliveries.State.MAILING);
        Mailer.Outcome outcome;
        try {
            outcome = mailer.send(offer, member.contact().email().get());
        } catch (RuntimeException e) {
            deliveries.enter(offer, Deliveries.State.CLAIMED);
            throw e;
        }
        if (outcome instanceof Mailer.Refused refused) {
            failed(offer, attempts, refused.reason(), log);
        } else if (outcome instanceof Mailer.Uncertain) {
            uncertain(offer, log);
        } else {
            done(offer);
            log.count("LoyaltyEmailsSent");
        }
    }

    private void failed(Offer offer, int attempts, String reason, JsonLog log) {
        log.warn("offer failed", Map.of("memberId", offer.member(), "reason", reason, "attempts", attempts));
        log.count("LoyaltyOfferFailures");
        if (attempts >= ATTEMPTS) {
            giveUp(offer.runDate(), offer.member(), attempts, reason, log);
            deliveries.enter(offer, Deliveries.State.GIVEN_UP);
            deliveries.settled(offer.runDate(), offer.member());
        } else {
            // In this order: an offer that is claimed but not listed is met again, since its page is not done.
            deliveries.enter(offer, Deliveries.State.CLAIMED);
            deliveries.failed(offer, attempts, reason);
        }
    }

    private void uncertain(Offer offer, JsonLog log) {
        log.warn("e-mail uncertain", Map.of("memberId", offer.member()));
        log.count("LoyaltyEmailsUncertain");
        done(offer);
    }

    private void done(Offer offer) {
        deliveries.enter(offer, Deliveries.State.DONE);
        deliveries.settled(offer.runDate(), offer.member());
    }
}
