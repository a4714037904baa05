package io.tapstack.lambda.portal.application;

import java.time.Duration;

/**
 * How long the application waits.
 *
 * @param connection for a connection: a database that is away becomes an answer soon
 * @param query for the database's answer
 * @param drain for what is in flight when it ends: less than systemd and the load balancer wait
 */
record Limits(Duration connection, Duration query, Duration drain) {
    static final Limits PRODUCTION = new Limits(Duration.ofSeconds(2), Duration.ofSeconds(5), Duration.ofSeconds(20));
}
