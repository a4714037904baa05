package io.tapstack.main.localaws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tapstack.main.console.Failure;
import io.tapstack.main.testing.FakeAws;
import io.tapstack.main.testing.FakeAws.Answer;
import io.tapstack.main.testing.FakeAws.Request;
import io.tapstack.main.testing.TestKey;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class LogTailTest {
    private final Deque<String> answers = new ArrayDeque<>();
    private final FakeAws aws = new FakeAws(request -> new Answer(200, answers.removeFirst()));

    @AfterEach
    void close() {
        aws.close();
    }

    @Test
    void givesEachLineOnceThoughSeveralShareAMillisecond() {
        LogTail tail = new LogTail(logs(), Logs.groupOf("f"), Instant.ofEpochMilli(1000));
        answers.add(page("", event("a", 1000), event("b", 2000)));
        answers.add(page("", event("b", 2000), event("c", 2000)));
        answers.add(page("", event("b", 2000), event("c", 2000)));
        assertThat(ids(tail.next())).containsExactly("a", "b");
        assertThat(ids(tail.next())).containsExactly("c");
        assertThat(tail.next()).isEmpty();
        assertThat(aws.requests())
                .extracting(Request::body)
                .element(1)
                .asString()
                .contains("\"startTime\":2000", "\"logGroupName\":\"/aws/lambda/f\"");
    }

    @Test
    void readsPageAfterPage() {
        answers.add(page(",\"nextToken\":\"more\"", event("a", 1)));
        answers.add(page("", event("b", 2)));
        assertThat(ids(logs().since("f", Instant.EPOCH))).containsExactly("a", "b");
        assertThat(aws.requests().get(1).body()).contains("\"nextToken\":\"more\"");
    }

    @Test
    void isEmptyWhileThereIsNoLogGroup() {
        try (FakeAws none = new FakeAws(
                request -> new Answer(400, "{\"__type\":\"ResourceNotFoundException\",\"message\":\"no group\"}"))) {
            LocalClients clients = TestKey.clients(none.endpoint());
            assertThat(new Logs(clients).since("f", Instant.EPOCH)).isEmpty();
        }
    }

    @Test
    void saysWhatWasAnsweredInstead() {
        try (FakeAws broken = new FakeAws(request -> new Answer(500, "{\"message\":\"broken\"}"))) {
            Logs logs = new Logs(TestKey.clients(broken.endpoint()));
            assertThatExceptionOfType(Failure.class)
                    .isThrownBy(() -> logs.since("f", Instant.EPOCH))
                    .withMessageContaining("CloudWatch Logs answered 500")
                    .withMessageContaining("broken");
        }
    }

    private Logs logs() {
        return new Logs(TestKey.clients(aws.endpoint()));
    }

    private static List<String> ids(List<LogEvent> events) {
        return events.stream().map(LogEvent::id).toList();
    }

    private static String page(String more, String... events) {
        return "{\"events\":[" + String.join(",", events) + "]" + more + "}";
    }

    private static String event(String id, long time) {
        return "{\"eventId\":\"%s\",\"timestamp\":%d,\"logStreamName\":\"s\",\"message\":\"m\"}".formatted(id, time);
    }
}
