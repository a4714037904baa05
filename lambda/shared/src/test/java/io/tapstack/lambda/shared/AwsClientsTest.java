package io.tapstack.lambda.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;

@Tag("P14")
class AwsClientsTest {
    /** API Gateway waits 29 seconds, the function lives 30: an answer must be possible in between, even after two calls. */
    @Test
    void boundsEveryCallWellBelowTheFunctionsTimeout() {
        ClientOverrideConfiguration limits = AwsClients.limits();

        assertThat(limits.apiCallTimeout())
                .hasValueSatisfying(call -> assertThat(call.multipliedBy(3)).isLessThan(Duration.ofSeconds(29)));
        assertThat(limits.apiCallAttemptTimeout().orElseThrow())
                .isLessThan(limits.apiCallTimeout().orElseThrow());
        assertThat(limits.retryStrategy().orElseThrow().maxAttempts()).isEqualTo(3);
    }

    @Test
    @Tag("L5")
    void repeatsNoCallThatMustNotBeMadeTwice() {
        assertThat(AwsClients.once().retryStrategy().orElseThrow().maxAttempts())
                .isEqualTo(1);
        assertThat(AwsClients.once().apiCallTimeout())
                .isEqualTo(AwsClients.limits().apiCallTimeout());
    }
}
