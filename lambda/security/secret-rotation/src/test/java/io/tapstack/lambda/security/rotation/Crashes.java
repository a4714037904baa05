package io.tapstack.lambda.security.rotation;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.postgresql.PGConnection;

/**
 * Lets the process die before one of its calls to the outside: to Secrets Manager, and inside the database each call
 * that goes over the connection. Dying after a call is dying before the next.
 */
final class Crashes {
    /** Nobody catches it, as nobody catches SIGKILL. */
    static final class Crash extends Error {
        private static final long serialVersionUID = 1L;

        Crash(String before) {
            super(before, null, false, false);
        }
    }

    private static final Set<String> LOCAL = Set.of("close", "setString", "next", "getString", "unwrap");

    private final List<String> calls = new ArrayList<>();
    private int dieBefore = Integer.MAX_VALUE;

    /** Starts counting anew. */
    void dieBefore(int call) {
        calls.clear();
        dieBefore = call;
    }

    /** The calls made since. */
    List<String> calls() {
        return List.copyOf(calls);
    }

    SecretVersions around(SecretVersions secret) {
        return proxy(SecretVersions.class, secret);
    }

    PostgresUsers.Connector around(PostgresUsers.Connector connector) {
        var counted = proxy(PostgresUsers.Connector.class, connector);
        return credentials -> proxy(Connection.class, counted.connect(credentials));
    }

    private <T> T proxy(Class<T> type, T target) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    var name = method.getName();
                    if (!LOCAL.contains(name)) {
                        count(name);
                    }
                    try {
                        return further(method.invoke(target, arguments), name);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    private Object further(Object answer, String name) {
        if (answer instanceof PreparedStatement statement) {
            return proxy(PreparedStatement.class, statement);
        }
        return name.equals("unwrap") ? proxy(PGConnection.class, (PGConnection) answer) : answer;
    }

    private void count(String call) {
        if (calls.size() == dieBefore) {
            throw new Crash(call);
        }
        calls.add(call);
    }
}
