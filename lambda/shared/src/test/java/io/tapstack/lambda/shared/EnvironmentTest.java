package io.tapstack.lambda.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("C13")
class EnvironmentTest {
    @Test
    void namesEveryProblemInOneMessageWithoutValues() {
        var environment = new Environment(Map.of("PORT", "99999", "BLANK", " ", "LEVEL", "secret", "NAME", "a b"));
        environment.required("BLANK");
        environment.required("MISSING");
        environment.port("PORT");
        environment.oneOf("LEVEL", JsonLog.Level.INFO);
        environment.matching("NAME", "[a-z]+");

        assertThatThrownBy(environment::check)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Environment: BLANK is not set; MISSING is not set; PORT must be a port, 1..65535;"
                        + " LEVEL must be one of [DEBUG, INFO, WARN, ERROR]; NAME must match [a-z]+");
    }

    @Test
    void readsWhatIsThere() {
        var environment = new Environment(Map.of("PORT", "5432", "LEVEL", "WARN", "NAME", "abc"));

        assertThat(environment.port("PORT")).isEqualTo(5432);
        assertThat(environment.oneOf("LEVEL", JsonLog.Level.INFO)).isEqualTo(JsonLog.Level.WARN);
        assertThat(environment.oneOf("OTHER", JsonLog.Level.INFO)).isEqualTo(JsonLog.Level.INFO);
        assertThat(environment.matching("NAME", "[a-z]+")).isEqualTo("abc");
        assertThat(environment.optional("NONE")).isEmpty();
        assertThatCode(environment::check).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "65536", "-1", "5432x", "123456789012"})
    void refusesPortOutOfRange(String port) {
        var environment = new Environment(Map.of("PORT", port));
        environment.port("PORT");

        assertThatThrownBy(environment::check).hasMessage("Environment: PORT must be a port, 1..65535");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "11", "-1", "05", "5.0", "5x", "99999999999999999999"})
    void refusesWholeNumberOutOfRange(String number) {
        var environment = new Environment(Map.of("DAYS", number));
        environment.whole("DAYS", 1, 10);

        assertThatThrownBy(environment::check).hasMessage("Environment: DAYS must be a whole number, 1..10");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 10})
    void readsWholeNumberInRange(long number) {
        var environment = new Environment(Map.of("DAYS", "" + number));

        assertThat(environment.whole("DAYS", 1, 10)).isEqualTo(number);
        assertThatCode(environment::check).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 65_535})
    void readsPortInRange(int port) {
        var environment = new Environment(Map.of("PORT", "" + port));

        assertThat(environment.port("PORT")).isEqualTo(port);
        assertThatCode(environment::check).doesNotThrowAnyException();
    }

    @Test
    void readsSomethingUsableInPlaceOfWhatIsWrongUntilItIsChecked() {
        var environment = new Environment(Map.of("LEVEL", "LOUD"));

        assertThat(environment.required("NAME")).isEmpty();
        assertThat(environment.whole("DAYS", 3, 10)).isEqualTo(3);
        assertThat(environment.oneOf("LEVEL", JsonLog.Level.INFO)).isEqualTo(JsonLog.Level.INFO);
        assertThatThrownBy(environment::check)
                .hasMessage("Environment: NAME is not set; DAYS is not set;"
                        + " LEVEL must be one of [DEBUG, INFO, WARN, ERROR]");
    }

    @Test
    void readsTheVariablesOfTheProcess() {
        assertThat(Environment.ofProcess().optional("PATH")).contains(System.getenv("PATH"));
    }
}
