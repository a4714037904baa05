package io.tapstack.main.localaws;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapstack.main.testing.TestKey;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class CurlLineTest {
    private static final URI PAYMENT = URI.create("http://127.0.0.1:5000/_execute-api/a1/local/payment");
    private static final LocalClients CLIENTS = TestKey.clients("http://127.0.0.1:5000");
    private static final String SIGNED =
            "curl -sS --aws-sigv4 aws:amz:eu-central-1:execute-api --config /emulator/credentials.curl ";

    @Test
    void postsABodyThatTheShellLeavesAlone() {
        CurlLine line = new CurlLine(
                CLIENTS, "POST", PAYMENT, Map.of("Idempotency-Key", "k 1"), "{\"description\":\"it's $HOME\"}");
        assertThat(line)
                .hasToString(SIGNED + "-H 'Idempotency-Key: k 1' --data-raw '{\"description\":\"it'\\''s $HOME\"}' "
                        + PAYMENT);
    }

    @Test
    void quotesAQuery() {
        assertThat(new CurlLine(CLIENTS, "GET", URI.create(PAYMENT + "?limit=1&userId=u%2B1"), Map.of(), ""))
                .hasToString(SIGNED + "'" + PAYMENT + "?limit=1&userId=u%2B1'");
    }

    @Test
    void isBrokenBetweenItsPartsOnly() {
        CurlLine line = new CurlLine(CLIENTS, "DELETE", PAYMENT, Map.of("A", "b c"), "");
        assertThat(line.onSeveralLines())
                .isEqualTo(SIGNED.strip() + " \\\n  -X DELETE \\\n  -H 'A: b c' \\\n  " + PAYMENT);
    }

    @Test
    void namesAMethodThatCurlWouldNotGuess() {
        assertThat(new CurlLine(CLIENTS, "DELETE", PAYMENT, Map.of(), "")).hasToString(SIGNED + "-X DELETE " + PAYMENT);
        assertThat(new CurlLine(CLIENTS, "POST", PAYMENT, Map.of(), "").toString())
                .contains("-X POST");
    }
}
