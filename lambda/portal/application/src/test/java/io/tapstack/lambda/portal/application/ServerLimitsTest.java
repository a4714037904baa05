package io.tapstack.lambda.portal.application;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("B6")
class ServerLimitsTest {
    private static final String CONNECTIONS = "jdk.httpserver.maxConnections";

    private final String before = System.getProperty(CONNECTIONS);

    @AfterEach
    void restore() {
        if (before == null) {
            System.clearProperty(CONNECTIONS);
        } else {
            System.setProperty(CONNECTIONS, before);
        }
    }

    @Test
    void boundsTheConnectionsWhereNothingElseDoes() {
        System.clearProperty(CONNECTIONS);

        ServerLimits.apply();

        assertThat(System.getProperty(CONNECTIONS)).isEqualTo("256");
    }

    @Test
    void leavesAloneWhatIsSet() {
        System.setProperty(CONNECTIONS, "7");

        ServerLimits.apply();

        assertThat(System.getProperty(CONNECTIONS)).isEqualTo("7");
    }
}
