package io.tapstack.lambda.loyalty.core;

import io.tapstack.lambda.shared.Problem;

/** The problems of this system; part of its contract. */
public final class LoyaltyProblems {
    private LoyaltyProblems() {}

    /** There is no such member, or none that the caller may know of: both look the same. */
    public static Problem memberNotFound() {
        return Problem.of("member-not-found", 404, "Member not found", "");
    }

    static Problem insufficientPoints() {
        return Problem.of("insufficient-points", 422, "Insufficient points", "The balance is lower than that.");
    }

    static Problem pointsLimit() {
        return Problem.of("points-limit", 422, "Points limit reached", "The member cannot earn that many points.");
    }
}
