package io.tapstack.main.account;

/**
 * How much of a quota an account allows in a region.
 *
 * @param usedByOthers how much of it is in use, the environment's own resources aside
 */
public record Allowance(int allowed, int usedByOthers) {}
