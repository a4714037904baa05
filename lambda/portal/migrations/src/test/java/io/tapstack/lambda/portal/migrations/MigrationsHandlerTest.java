package io.tapstack.lambda.portal.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import io.tapstack.lambda.migrations.Schema;
import io.tapstack.lambda.shared.JsonLog;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.junit.jupiter.api.Test;

class MigrationsHandlerTest {
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
