package io.tapstack.main.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("C16")
final class HeldSecretsTest {
    private static final String PASSWORD = "p<\"\\&w";

    @ParameterizedTest
    @ValueSource(strings = {"a p<\"\\&w b", "{\"a\": \"p<\\\"\\\\&w\"}", "{\"a\": \"p\\u003c\\\"\\\\\\u0026w\"}"})
    void findsAPasswordHoweverItIsWritten(String text) {
        assertThat(new HeldSecrets(Set.of(PASSWORD, "another")).in(text)).containsExactly(PASSWORD);
    }
}
