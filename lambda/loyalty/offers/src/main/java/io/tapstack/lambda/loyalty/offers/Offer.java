package io.tapstack.lambda.loyalty.offers;

import io.tapstack.lambda.loyalty.core.MemberId;
import io.tapstack.lambda.loyalty.core.Tier;
import io.tapstack.lambda.shared.Sha256;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A member's offer of a day.
 *
 * @param runDate the day, UTC
 * @param tier the member's when selected
 */
record Offer(LocalDate runDate, MemberId member, Tier tier) {
    private static final int ID_LENGTH = 32;

    /** The same whenever the offer is published again, so that consumers can tell. */
    String eventId() {
        return "ofr_" + Sha256.hex(runDate + "#" + member).substring(0, ID_LENGTH);
    }

    /** What the offer is called in a shop. */
    String code() {
        return tier.name().toLowerCase(Locale.ROOT) + "-" + runDate;
    }

    /** The event's detail, version 1. */
    Map<String, Object> toJson() {
        var json = new LinkedHashMap<String, Object>();
        json.put("version", 1);
        json.put("eventId", eventId());
        json.put("runDate", runDate.toString());
        json.put("memberId", member.value());
        json.put("tier", tier.name());
        json.put("offer", code());
        return json;
    }
}
