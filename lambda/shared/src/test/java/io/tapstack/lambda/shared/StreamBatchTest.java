package io.tapstack.lambda.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StreamBatchTest {
    private final LogLines lines = new LogLines();
    private final List<String> consumed = new ArrayList<>();

    @Test
    void reportsNothingWhenEveryRecordIsHandled() {
        assertThat(process(records("a1", "b1"))).isEmpty();
        assertThat(consumed).containsExactly("a1", "b1");
        assertThat(lines.counted("TestPoisonRecords")).isZero();
    }

    @Test
    void passesOverAPoisonRecordAndWhatMustWaitForIt() {
        assertThat(process(records("a-poison", "b1", "a2", "b2"))).containsExactly("a-poison", "a2");
        assertThat(consumed).containsExactly("b1", "b2");
        assertThat(lines.counted("TestPoisonRecords")).isEqualTo(2);
        assertThat(lines.of("poison record"))
                .extracting(line -> line.string("sequenceNumber").orElseThrow()
                        + ": "
                        + line.string("problem").orElseThrow())
                .containsExactly("a-poison: cannot be read", "a2: follows a failed record of the same item");
    }

    @Test
    void blocksNothingWhereTheOrderDoesNotMatter() {
        StreamBatch.Consumer unordered = (record, log) -> consume(record);

        assertThat(new StreamBatch(unordered, "Test").process(records("a-poison", "a2"), () -> false, lines.log))
                .containsExactly("a-poison");
        assertThat(consumed).containsExactly("a2");
    }

    @Test
    void stopsAtTheRecordThatMustWaitForSomethingAway() {
        assertThat(process(records("a1", "b-away", "c1"))).containsExactly("b-away");
        assertThat(consumed).containsExactly("a1");
        assertThat(lines.of("stopped")).singleElement().satisfies(line -> assertThat(line.string("sequenceNumber"))
                .contains("b-away"));
        assertThat(lines.counted("TestPoisonRecords")).isZero();
        assertThat(lines.counted("TestStoppedBatches")).isOne();
    }

    @Test
    void reportsTheFirstRecordThatNoTimeIsLeftFor() {
        Iterator<Boolean> outOfTime = List.of(false, true).iterator();

        var failed =
                new StreamBatch(new Ordered(), "Test").process(records("a1", "b1", "c1"), outOfTime::next, lines.log);

        assertThat(failed).containsExactly("b1");
        assertThat(consumed).containsExactly("a1");
        assertThat(lines.of("out of time")).singleElement().satisfies(line -> assertThat(line.string("sequenceNumber"))
                .contains("b1"));
    }

    @Test
    void failsAsAWholeWhereARecordCannotBeReported() {
        assertThatThrownBy(() -> process(List.of(Json.object("{}"))))
                .isInstanceOf(PoisonRecordException.class)
                .hasMessage("SequenceNumber is missing");
    }

    @Test
    void answersWithTheFailuresOfThePartialBatchResponse() throws IOException {
        var event = Json.write(new JsonObject(Map.of("Records", records("a-poison", "b1", "a2"))));
        var response = new ByteArrayOutputStream();

        new StreamBatch(new Ordered(), "Test")
                .answer(
                        new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)),
                        response,
                        () -> false,
                        lines.log);

        assertThat(response.toString(StandardCharsets.UTF_8))
                .isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"a-poison\"},{\"itemIdentifier\":\"a2\"}]}");
    }

    private List<String> process(List<JsonObject> records) {
        return new StreamBatch(new Ordered(), "Test").process(records, () -> false, lines.log);
    }

    private void consume(JsonObject record) {
        var number = number(record);
        if (number.endsWith("poison")) {
            throw new PoisonRecordException("cannot be read");
        }
        if (number.endsWith("away")) {
            throw new UnavailableException("ledger", null);
        }
        consumed.add(number);
    }

    private static List<JsonObject> records(String... numbers) {
        return Stream.of(numbers)
                .map(number -> Json.object("{\"dynamodb\":{\"SequenceNumber\":\"" + number + "\"}}"))
                .toList();
    }

    private static String number(JsonObject record) {
        return record.object("dynamodb").orElseThrow().string("SequenceNumber").orElseThrow();
    }

    /** Records whose numbers begin alike are of one item. */
    private final class Ordered implements StreamBatch.Consumer {
        @Override
        public void consume(JsonObject record, JsonLog log) {
            StreamBatchTest.this.consume(record);
        }

        @Override
        public Optional<String> sequence(JsonObject record) {
            return record.object("dynamodb")
                    .flatMap(change -> change.string("SequenceNumber"))
                    .map(number -> number.substring(0, 1));
        }
    }
}
