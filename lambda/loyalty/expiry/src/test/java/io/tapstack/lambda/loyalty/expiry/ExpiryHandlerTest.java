package io.tapstack.lambda.loyalty.expiry;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import io.tapstack.lambda.loyalty.core.LoyaltyTables;
import io.tapstack.lambda.shared.JsonLog;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.junit.jupiter.api.Test;

class ExpiryHandlerTest {
    private final ByteArrayOutputStream lines = new ByteArrayOutputStream();

    @Test
    void handlesTheRecordsThatTheTimeLeftSufficesFor() throws IOException {
        assertThat(answer(17_000)).isEqualTo("{\"batchItemFailures\":[]}");
        assertThat(answer(16_999)).isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"seq-1\"}]}");
        assertThat(lines.toString(StandardCharsets.UTF_8)).contains("out of time", "\"correlationId\":\"request-1\"");
    }

    private String answer(int remainingMillis) throws IOException {
        var log = JsonLog.of(
                "loyalty-expiry",
                "test",
                JsonLog.Level.INFO,
                new PrintStream(lines, true, StandardCharsets.UTF_8),
                Clock.systemUTC());
        var records = new ExpiryRecords(new LoyaltyTables().accounts, Clock.systemUTC(), attempt -> {});
        var event = "{\"Records\":[{\"eventName\":\"INSERT\",\"dynamodb\":{\"SequenceNumber\":\"seq-1\"}}]}";
        var output = new ByteArrayOutputStream();
        new ExpiryHandler(records, log)
                .handleRequest(
                        new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)),
                        output,
                        context(remainingMillis));
        return output.toString(StandardCharsets.UTF_8);
    }

    private static Context context(int remainingMillis) {
        return (Context) Proxy.newProxyInstance(
                ExpiryHandlerTest.class.getClassLoader(),
                new Class<?>[] {Context.class},
                (proxy, method, arguments) ->
                        method.getReturnType() == int.class ? (Object) remainingMillis : "request-1");
    }
}
