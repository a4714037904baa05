package io.tapstack.main.web;

import io.tapstack.main.testing.FakeAws;
import io.tapstack.main.testing.FakeAws.Answer;
import io.tapstack.main.testing.FakeAws.Request;
import io.tapstack.main.testing.TestKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The console's server before an emulated AWS that a test makes up. */
final class FakeConsole implements AutoCloseable {
    static final String API = "/_execute-api/a1/local";
    private static final String FUNCTIONS = """
            {"functions":[{"name":"payments-local-api","arn":"arn:api","memoryMegabytes":512,"timeoutSeconds":10,
              "reservedConcurrency":5,"invocations":12,"errors":1,"throttles":0,"coldStarts":3,
              "processes":[{"pid":41,"state":"idle","invocations":12,"started":"2026-11-22T10:00:00Z"}]},
             {"name":"payments-local-ledger","arn":"arn:ledger","memoryMegabytes":512,"timeoutSeconds":30,
              "reservedConcurrency":null,"invocations":0,"errors":0,"throttles":0,"coldStarts":0,"processes":[]}]}
            """;
    private static final String RULES = """
            {"rules":[{"name":"payments-local-nightly","bus":"default","schedule":"rate(1 day)","pattern":null,
              "state":"ENABLED","targets":["arn:ledger"]},
             {"name":"payments-local-found","bus":"default","schedule":null,"pattern":{"source":["a"]},
              "state":"DISABLED","targets":["arn:api"]}]}
            """;

    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final AtomicInteger events = new AtomicInteger(2);
    private final FakeAws aws = new FakeAws(this::answer);
    private final ConsoleServer server =
            new ConsoleServer(0, new Questions(new FakeSystems(), TestKey.clients(aws.endpoint())));

    FakeConsole() {
        put("/_tapstack/functions", new Answer(200, FUNCTIONS));
        put("/_tapstack/rules", new Answer(200, RULES));
        put("/", new Answer(200, log()));
    }

    FakeConsole put(String path, Answer answer) {
        answers.put(path, answer);
        return this;
    }

    String url() {
        return server.url();
    }

    String endpoint() {
        return aws.endpoint();
    }

    List<Request> requests(String path) {
        return aws.requests().stream()
                .filter(request -> request.path().equals(path))
                .toList();
    }

    /** From now on there is one event more. */
    void happen() {
        events.incrementAndGet();
    }

    private Answer answer(Request request) {
        return request.path().equals("/_tapstack/events")
                ? new Answer(200, events(request.query()))
                : answers.getOrDefault(request.path(), new Answer(404, "{\"message\":\"nothing here\"}"));
    }

    /** Does not wait, whatever is asked. */
    private String events(String query) {
        int after = Integer.parseInt(query.replaceAll(".*after=(\\d+).*", "$1"));
        StringBuilder list = new StringBuilder();
        for (int number = after + 1; number <= events.get(); number++) {
            list.append(list.isEmpty() ? "" : ",")
                    .append("""
                    {"number":%d,"time":"2026-11-22T10:00:00.5Z","kind":"%s","source":"payments-local-payments",
                     "summary":"event %d","detail":{"html":"<img src=x>"}}
                    """.formatted(number, number % 2 == 0 ? "table" : "api", number));
        }
        return "{\"events\":[" + list + "],\"next\":" + events.get() + "}";
    }

    private static String log() {
        return """
                {"events":[{"eventId":"1","timestamp":%d,"logStreamName":"s","message":"{\\"level\\":\\"ERROR\\",\\"message\\":\\"<b>failed</b>\\",\\"correlationId\\":\\"c-1\\"}"}]}
                """.formatted(Instant.now().toEpochMilli());
    }

    @Override
    public void close() {
        server.close();
        aws.close();
    }
}
