package io.tapstack.lambda.portal.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.amazonaws.services.lambda.runtime.Context;
import io.tapstack.lambda.migrations.Schema;
import io.tapstack.lambda.postgres.CaBundle;
import io.tapstack.lambda.postgres.Database;
import io.tapstack.lambda.shared.JsonLog;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;

class MigrationsHandlerTest {
    @Test
    void readsTheMasterSecretWithTheFunctionsOwnCredentials() {
        assumeTrue(System.getenv("AWS_ACCESS_KEY_ID") == null, "the environment has credentials");
        var database = new Database("db.internal", 5432, "portal", CaBundle.of(Optional.empty(), "eu-central-1"));
        var migration =
                MigrationsHandler.migration(new MigrationsSettings(database, "arn:master", "portal", "eu-central-1"));

        assertThatThrownBy(migration::get)
                .isInstanceOf(SdkClientException.class)
                .hasMessageContaining("AWS_ACCESS_KEY_ID");
    }

    @Test
    void answersWhatTheMigrationDidAndLogsItUnderTheRequestsId() throws IOException {
        var lines = new ByteArrayOutputStream();
        var log = JsonLog.of(
                "portal-migrations",
                "test",
                JsonLog.Level.INFO,
                new PrintStream(lines, true, StandardCharsets.UTF_8),
                Clock.systemUTC());
        var context = (Context) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Context.class}, (proxy, method, arguments) -> "request-1");
        var output = new ByteArrayOutputStream();

        new MigrationsHandler(() -> new Schema.Result("7", 2), log)
                .handleRequest(new ByteArrayInputStream("{}".getBytes(StandardCharsets.UTF_8)), output, context);

        assertThat(output.toString(StandardCharsets.UTF_8))
                .isEqualTo("{\"schemaVersion\":\"7\",\"migrationsApplied\":2}");
        assertThat(lines.toString(StandardCharsets.UTF_8)).contains("\"correlationId\":\"request-1\"");
    }
}
