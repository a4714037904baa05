package io.tapstack.lambda.portal.application;

import io.tapstack.lambda.postgres.DatabaseUser;
import io.tapstack.lambda.shared.JsonLog;
import io.tapstack.lambda.shared.UnavailableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Logs in to the database with a secret that is rotated: as it was read last, and when the database does not let that
 * user in, as it is now.
 */
final class RotatingLogin {
    /** A password that stays wrong is not looked up again and again, whatever the pool tries. */
    static final Duration LOOK_AGAIN = Duration.ofSeconds(5);

    /** invalid_authorization_specification and invalid_password are of this class. */
    private static final String NOT_LET_IN = "28";

    private static final String CANNOT_CONNECT = "08001";

    /** Connects to the database as somebody. */
    @FunctionalInterface
    interface Connector {
        Connection connect(DatabaseUser user) throws SQLException;
    }

    private final Connector connector;
    private final Supplier<DatabaseUser> secret;
    private final Clock clock;
    private final JsonLog log;

    private Optional<DatabaseUser> known = Optional.empty();
    private Instant looked = Instant.MIN;

    /** @param secret reads the secret as it is now */
    RotatingLogin(Connector connector, Supplier<DatabaseUser> secret, Clock clock, JsonLog log) {
        this.connector = connector;
        this.secret = secret;
        this.clock = clock;
        this.log = log;
    }

    /** A new connection; nothing but an SQLException says that there is none, as pools expect. */
    Connection connect() throws SQLException {
        var user = user(Optional.empty());
        try {
            return connector.connect(user);
        } catch (SQLException e) {
            if (!String.valueOf(e.getSQLState()).startsWith(NOT_LET_IN)) {
                throw e;
            }
            log.warn("login refused", Map.of("user", user.name()));
            var fresh = user(Optional.of(user));
            if (fresh.equals(user)) {
                throw e;
            }
            log.info("login changed", Map.of("user", fresh.name()));
            return connector.connect(fresh);
        }
    }

    /** @param refused who is not let in any more; another thread may have looked already */
    private synchronized DatabaseUser user(Optional<DatabaseUser> refused) throws SQLException {
        var now = clock.instant();
        if (known.isEmpty() || (known.equals(refused) && now.isAfter(looked.plus(LOOK_AGAIN)))) {
            looked = now;
            known = Optional.of(read());
        }
        return known.orElseThrow();
    }

    private DatabaseUser read() throws SQLException {
        try {
            return secret.get();
        } catch (UnavailableException | IllegalStateException e) {
            log.error("secret unreadable", e, Map.of());
            throw new SQLException("the database user's secret cannot be read", CANNOT_CONNECT, e);
        }
    }
}
