package io.tapstack.main.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class GateTest {
    private final Gate gate = new Gate(8080);

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:8080", "localhost:8080"})
    void letsItsOwnPageIn(String host) {
        assertThat(gate.refusal(host, null, null)).isEmpty();
        assertThat(gate.refusal(host, "http://" + host, "same-origin")).isEmpty();
        assertThat(gate.refusal(host, null, "none")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example:8080", "127.0.0.1", "127.0.0.1:80801", "127.0.0.1.evil.example:8080", ""})
    void refusesANameThatOnlyLeadsHere(String host) {
        assertThat(gate.refusal(host, null, null)).contains("the host must be one of 127.0.0.1:8080, localhost:8080");
    }

    @Test
    void refusesARequestWithoutAHost() {
        assertThat(gate.refusal(null, null, null)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example", "null", "http://127.0.0.1:8081", "http://localhost:8080"})
    void refusesOtherPages(String origin) {
        assertThat(gate.refusal("127.0.0.1:8080", origin, null)).contains("only the page itself may ask");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cross-site", "same-site"})
    void refusesWhatTheBrowserSaysComesFromElsewhere(String site) {
        assertThat(gate.refusal("127.0.0.1:8080", null, site)).isPresent();
    }

    @Test
    void knowsItsTokenOnly() {
        assertThat(gate.knows(gate.token())).isTrue();
        assertThat(gate.knows(new Gate(8080).token())).isFalse();
        assertThat(gate.knows("")).isFalse();
        assertThat(gate.knows(null)).isFalse();
        assertThat(gate.token()).hasSizeGreaterThanOrEqualTo(32);
    }
}
