package io.tapstack.lambda.loyalty.core;

/** A member's standing, the lowest first. */
public enum Tier {
    BRONZE,
    SILVER,
    GOLD,
    PLATINUM
}
