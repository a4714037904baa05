package io.tapstack.lambda.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("P14")
@Tag("C13")
class JsonLogTest {
    private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
    private final JsonLog log = JsonLog.of(
            "payments-api",
            "payments-api-dev",
            JsonLog.Level.INFO,
            new PrintStream(lines, true, StandardCharsets.UTF_8),
            Clock.fixed(Instant.parse("2026-11-18T10:00:00.1234Z"), ZoneOffset.UTC));

    @Test
    void writesOneJsonLineWithTheMembersLambdaFiltersBy() {
        log.forInvocation("abc-12345").info("payment accepted", Map.of("transactionId", "pay_1"));

        assertThat(written())
                .containsExactly("{\"timestamp\":\"2026-11-18T10:00:00.123Z\",\"level\":\"INFO\","
                        + "\"message\":\"payment accepted\",\"service\":\"payments-api\","
                        + "\"functionName\":\"payments-api-dev\",\"correlationId\":\"abc-12345\",\"coldStart\":true,"
                        + "\"transactionId\":\"pay_1\"}");
    }

    @Test
    void onlyTheFirstInvocationIsACold() {
        log.forInvocation("first-id").info("a", Map.of());
        log.forInvocation("second-id").info("b", Map.of());

        assertThat(written().get(0)).contains("\"coldStart\":true");
        assertThat(written().get(1)).contains("\"coldStart\":false");
    }

    @Test
    void keepsLineBreaksInsideTheLine() {
        log.info("two\nlines", Map.of("field", "a\r\nb"));

        assertThat(written()).hasSize(1);
    }

    @Test
    void showsTypesAndOwnFramesOfAnErrorButNoMessage() {
        var error = new IllegalStateException("value 4711", new RuntimeException("value 4712"));
        log.error("failed", error, Map.of());

        assertThat(written().get(0))
                .contains("java.lang.IllegalStateException", "java.lang.RuntimeException", "JsonLogTest.java")
                .doesNotContain("4711", "4712");
    }

    @Test
    void leavesOutWhatIsBelowTheLevel() {
        var quiet = JsonLog.of(
                "s", "f", JsonLog.Level.WARN, new PrintStream(lines, true, StandardCharsets.UTF_8), Clock.systemUTC());
        quiet.info("hidden", Map.of());
        quiet.warn("shown", Map.of());

        assertThat(written()).hasSize(1).first().asString().contains("shown");
    }

    @Test
    void countsInEmbeddedMetricFormat() {
        log.count("PaymentsAccepted");

        var line = Json.object(written().get(0));
        var directive = line.object("_aws").orElseThrow();
        assertThat(directive.number("Timestamp")).isPresent();
        assertThat(directive.items("CloudWatchMetrics", JsonObject.class))
                .first()
                .satisfies(definition -> {
                    assertThat(definition.string("Namespace")).contains("TapStack");
                    assertThat(definition.items("Dimensions", List.class)).containsExactly(List.of("functionName"));
                });
        assertThat(line.members()).containsKeys("PaymentsAccepted", "functionName");
    }

    @Test
    void theLogOfAProcessThatIsNoFunctionNamesItsService() {
        JsonLog.ofProcess("payments-api", JsonLog.Level.INFO, new PrintStream(lines, true, StandardCharsets.UTF_8))
                .info("started", Map.of());

        assertThat(Json.object(written().get(0)).members())
                .containsEntry("service", "payments-api")
                .containsEntry("functionName", "payments-api");
    }

    private List<String> written() {
        return lines.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
