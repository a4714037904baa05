package io.tapstack.lambda.loyalty.core;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A member.
 *
 * @param enrolledAt milliseconds since 1970 UTC
 */
public record Member(MemberId id, Contact contact, Tier tier, Balance balance, long enrolledAt) {
    /**
     * How the member may be reached. Never logged.
     *
     * @param email verified by the user pool; missing where the token did not carry it
     * @param wantsOffers the member's own choice
     */
    public record Contact(Optional<String> email, boolean wantsOffers) {
        @Override
        public String toString() {
            return "Contact[wantsOffers=" + wantsOffers + "]";
        }
    }

    /** As the API shows it: without the e-mail address, which the caller has in the token. */
    public Map<String, Object> toJson() {
        var json = new LinkedHashMap<String, Object>();
        json.put("memberId", id.value());
        json.put("tier", tier.name());
        json.put("points", balance.available());
        json.put("pointsEarned", balance.earned());
        json.put("wantsOffers", contact.wantsOffers());
        json.put("enrolledAt", Instant.ofEpochMilli(enrolledAt).toString());
        return json;
    }
}
