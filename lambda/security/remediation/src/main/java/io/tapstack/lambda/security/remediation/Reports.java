package io.tapstack.lambda.security.remediation;

/** Where reports go. */
@FunctionalInterface
interface Reports {
    void send(Report report);
}
