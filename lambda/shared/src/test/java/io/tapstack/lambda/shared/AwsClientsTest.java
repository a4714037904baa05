package io.tapstack.lambda.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;

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

    @Test
    void setsEverythingThatTheSdkWouldSearchFor() {
        var set = new ArrayList<String>();
        var builder = (AnyBuilder) Proxy.newProxyInstance(
                AnyBuilder.class.getClassLoader(), new Class<?>[] {AnyBuilder.class}, (proxy, method, arguments) -> {
                    assertThat(arguments).doesNotContainNull();
                    set.add(method.getName());
                    return proxy;
                });

        assertThat(AwsClients.configure(builder, Region.EU_CENTRAL_1)).isSameAs(builder);
        assertThat(set).containsExactly("region", "credentialsProvider", "httpClientBuilder", "overrideConfiguration");
    }

    @Test
    void takesTheRolesCredentialsFromTheEnvironmentWithoutSnapStart() {
        assertThat(AwsClients.credentials()).isInstanceOf(EnvironmentVariableCredentialsProvider.class);
    }

    private interface AnyBuilder
            extends AwsClientBuilder<AnyBuilder, SdkHttpClient>, AwsSyncClientBuilder<AnyBuilder, SdkHttpClient> {}
}
