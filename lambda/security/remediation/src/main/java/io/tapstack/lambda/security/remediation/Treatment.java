package io.tapstack.lambda.security.remediation;

/**
 * What was done about a finding.
 *
 * @param message for people
 */
record Treatment(Outcome outcome, String message) {}
