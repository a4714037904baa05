package io.tapstack.main.localaws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tapstack.main.console.Failure;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class NamesTest {
    private static final List<String> NAMES =
            List.of("payments-local-api", "payments-local-ledger", "loyalty-local-api", "payments-local-api-archive");

    @ParameterizedTest
    @CsvSource({
        "payments-local-api, payments-local-api",
        "ledger, payments-local-ledger",
        "payments-ledger, payments-local-ledger",
        "loyalty, loyalty-local-api",
        "archive, payments-local-api-archive"
    })
    void takesANameOrEnoughOfIt(String given, String meant) {
        assertThat(Names.resolve("function", given, NAMES)).isEqualTo(meant);
    }

    @Test
    void refusesWhatMayBeSeveral() {
        assertThatExceptionOfType(Failure.class)
                .isThrownBy(() -> Names.resolve("function", "payments-api", NAMES))
                .withMessage("\"payments-api\" may be each of payments-local-api, payments-local-api-archive:"
                        + " say more of the name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"led", "api-payments", "", "payments-payments"})
    void listsTheNamesWhenThereIsNoSuch(String given) {
        assertThatExceptionOfType(Failure.class)
                .isThrownBy(() -> Names.resolve("function", given, NAMES))
                .withMessage("there is no function \"" + given + "\"; there is loyalty-local-api, payments-local-api,"
                        + " payments-local-api-archive, payments-local-ledger");
    }

    @Test
    void saysWhenThereIsNone() {
        assertThatExceptionOfType(Failure.class)
                .isThrownBy(() -> Names.resolve("rule", "nightly", List.of()))
                .withMessage("there is no rule \"nightly\"; there is none yet");
    }
}
