package io.tapstack.lambda.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUserTest {
    @ParameterizedTest
    @ValueSource(strings = {"not json", "{}", "{\"username\":\"u\"}", "{\"username\":\"u\",\"password\":7}"})
    void unusableSecretIsRefusedWithoutShowingIt(String secret) {
        assertThatThrownBy(() -> DatabaseUser.of(secret))
                .hasMessage("A database user's secret must be JSON with the members username and password");
    }

    @Test
    void passwordIsNotPrinted() {
        assertThat(DatabaseUser.of("{\"username\":\"u\",\"password\":\"s3cret\"}")
                        .toString())
                .isEqualTo("DatabaseUser[name=u]");
    }
}
