package io.tapstack.lambda.loyalty.api;

import io.tapstack.lambda.loyalty.core.LoyaltyProblems;
import io.tapstack.lambda.loyalty.core.MemberId;
import io.tapstack.lambda.shared.ApiRequest;
import io.tapstack.lambda.shared.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who asks, from the claims of the token that the user pool's authorizer has checked.
 *
 * @param id the token's subject
 * @param email where the user pool has verified it
 * @param isPartner whether the caller may book earnings, for any member
 */
record Caller(MemberId id, Optional<String> email, boolean isPartner) {
    private static final int LONGEST_EMAIL = 254;

    /**
     * Reads the claims. A REST API passes every one on as text, several groups with commas between them.
     *
     * @throws Problem.ProblemException 401 where there is no subject: the authorizer is missing
     */
    static Caller of(ApiRequest request, String partnerGroup) {
        var claims = request.caller().claims();
        var id = MemberId.parse(claims.getOrDefault("sub", ""))
                .orElseThrow(() -> Problem.of("unauthenticated", 401, "Unauthenticated", "")
                        .toException());
        var groups = List.of(claims.getOrDefault("cognito:groups", "").split(",", -1));
        return new Caller(id, email(claims), groups.contains(partnerGroup));
    }

    /** @throws Problem.ProblemException 404 unless the id is the caller's own, whether or not there is such a member */
    MemberId own(String id) {
        return MemberId.parse(id).filter(this.id::equals).orElseThrow(() -> LoyaltyProblems.memberNotFound()
                .toException());
    }

    /**
     * The member that the caller may book an earning for.
     *
     * @throws Problem.ProblemException 404 as {@link #own}, 403 where it is the caller's own id
     */
    MemberId earning(String id) {
        if (isPartner) {
            return MemberId.parse(id)
                    .orElseThrow(() -> LoyaltyProblems.memberNotFound().toException());
        }
        own(id);
        throw Problem.of("forbidden", 403, "Forbidden", "Only partners may book earnings.")
                .toException();
    }

    private static Optional<String> email(Map<String, String> claims) {
        return Optional.ofNullable(claims.get("email"))
                .filter(email -> claims.getOrDefault("email_verified", "").equals("true"))
                .filter(email -> email.length() <= LONGEST_EMAIL);
    }
}
