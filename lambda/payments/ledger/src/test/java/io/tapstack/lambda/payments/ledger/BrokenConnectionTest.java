package io.tapstack.lambda.payments.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapstack.lambda.shared.PoisonRecordException;
import io.tapstack.lambda.shared.UnavailableException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of the connection and of the entry when PostgreSQL fails in one way or another. */
class BrokenConnectionTest {
    private static final JournalEntry ENTRY = new JournalEntry(
            "e1",
            JournalEntry.Kind.PAYMENT,
            new PaymentImage("pay_1", "user-1", 5, "EUR", "ACCEPTED", 1_795_000_000_000L),
            Instant.EPOCH);

    /** What the statements do in turn: the number of rows, or the SQLSTATE of a failure. */
    private final List<Object> answers = new ArrayList<>();

    private final List<String> closed = new ArrayList<>();
    private int connections;
    private boolean closingFails;
    private final PostgresLedger ledger = new PostgresLedger(this::connect);

    @Test
    void tellsWhetherTheEntryIsNew() {
        answers.addAll(List.of(2, 0, 2));

        assertThat(ledger.book(ENTRY)).isTrue();
        assertThat(ledger.book(ENTRY)).isFalse();
        assertThat(ledger.book(ENTRY)).isTrue();
        assertThat(connections).isEqualTo(1);
    }

    @Test
    void tellsOnItsFirstConnectionThatTheEntryIsNotNew() {
        answers.add(0);

        assertThat(ledger.book(ENTRY)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"08006", "57P01"})
    void replacesAConnectionThatBrokeSinceTheLastTime(String state) {
        answers.addAll(List.of(2, state, 2));
        ledger.book(ENTRY);

        assertThat(ledger.book(ENTRY)).isTrue();
        assertThat(connections).isEqualTo(2);
        assertThat(closed).containsExactly("connection 1");
    }

    @Test
    void tellsAfterAReplacementThatTheEntryIsNotNew() {
        answers.addAll(List.of(2, "08006", 0));
        ledger.book(ENTRY);

        assertThat(ledger.book(ENTRY)).isFalse();
    }

    @Test
    void repeatsNothingOnAConnectionItHasJustMade() {
        answers.addAll(List.of("08006", 2));

        assertThatThrownBy(() -> ledger.book(ENTRY)).isInstanceOf(UnavailableException.class);
        assertThat(closed).containsExactly("connection 1");
    }

    @Test
    void isUnavailableWhereTheReplacementBreaksToo() {
        answers.addAll(List.of(2, "08006", "08006"));
        ledger.book(ENTRY);

        assertThatThrownBy(() -> ledger.book(ENTRY))
                .isInstanceOf(UnavailableException.class)
                .hasMessage("ledger (SQLSTATE 08006) unavailable");
        assertThat(closed).containsExactly("connection 1", "connection 2");
    }

    @Test
    void repeatsNothingAfterAnotherFailureAndBeginsAnewNextTime() {
        answers.addAll(List.of(2, "40001", 2));
        ledger.book(ENTRY);

        assertThatThrownBy(() -> ledger.book(ENTRY)).isInstanceOf(UnavailableException.class);
        assertThat(closed).containsExactly("connection 1");
        assertThat(ledger.book(ENTRY)).isTrue();
        assertThat(connections).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"22003", "23514"})
    void takesARefusalOfTheEntryItselfForPoison(String state) {
        answers.add(state);

        assertThatThrownBy(() -> ledger.book(ENTRY))
                .isInstanceOf(PoisonRecordException.class)
                .hasMessage("the ledger refuses the entry, SQLSTATE " + state);
    }

    @Test
    void reportsTheFailureAndNotThatTheConnectionCouldNotBeClosed() {
        closingFails = true;
        answers.addAll(List.of("23514", 2));

        assertThatThrownBy(() -> ledger.book(ENTRY)).isInstanceOf(PoisonRecordException.class);
        assertThat(ledger.book(ENTRY)).isTrue();
        assertThat(connections).isEqualTo(2);
    }

    @Test
    void closesItsConnectionOnce() {
        answers.add(2);
        ledger.book(ENTRY);

        assertThat(closed).isEmpty();
        ledger.close();
        ledger.close();
        assertThat(closed).containsExactly("connection 1");
    }

    private Connection connect() {
        var name = "connection " + ++connections;
        return proxy(Connection.class, (proxy, method, arguments) -> switch (method.getName()) {
            case "prepareStatement" -> statement();
            case "close" -> {
                closed.add(name);
                if (closingFails) {
                    throw new SQLException("already gone");
                }
                yield null;
            }
            default -> throw new UnsupportedOperationException(method.getName());
        });
    }

    private PreparedStatement statement() {
        return proxy(PreparedStatement.class, (proxy, method, arguments) -> {
            if (!method.getName().equals("executeUpdate")) {
                return null;
            }
            var answer = answers.remove(0);
            if (answer instanceof String state) {
                throw new SQLException("failed", state);
            }
            return answer;
        });
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
