package io.tapstack.main.localaws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LogLineTest {
    @Test
    void takesALineOfOurFunctionsApart() {
        LogLine line = LogLine.of("{\"timestamp\":\"2026-11-18T10:00:00.123Z\",\"level\":\"INFO\","
                + "\"message\":\"payment accepted\",\"service\":\"payments-api\",\"functionName\":\"payments-local-api\","
                + "\"correlationId\":\"abc-12345\",\"coldStart\":false,\"transactionId\":\"pay_1\",\"count\":2}");
        assertThat(line)
                .isEqualTo(new LogLine(
                        "INFO", "payment accepted", "abc-12345", Map.of("transactionId", "pay_1", "count", "2")));
        assertThat(line.detail()).isEqualTo("transactionId=pay_1 count=2");
    }

    @Test
    void namesAColdStart() {
        assertThat(LogLine.of("{\"message\":\"m\",\"coldStart\":true}").detail())
                .isEqualTo("coldStart=true");
    }

    @Test
    void showsACounterWithItsNumbersOnly() {
        LogLine line = LogLine.of("{\"_aws\":{\"Timestamp\":1},\"functionName\":\"f\",\"PaymentsAccepted\":1}");
        assertThat(line.level()).isEqualTo("METRIC");
        assertThat(line.detail()).isEqualTo("PaymentsAccepted=1");
    }

    @Test
    void showsWhatLambdaItselfSays() {
        LogLine line = LogLine.of("{\"time\":\"t\",\"type\":\"platform.report\",\"record\":"
                + "{\"requestId\":\"r-1\",\"status\":\"success\",\"metrics\":{\"durationMs\":3}}}");
        assertThat(line)
                .isEqualTo(new LogLine(
                        "PLATFORM", "platform.report", "r-1", Map.of("status", "success", "durationMs", "3")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"START RequestId: r-1", "{not JSON", "[1]", ""})
    void leavesOtherLinesAsTheyAre(String text) {
        assertThat(LogLine.of(text)).isEqualTo(new LogLine("", text, "", Map.of()));
    }
}
