package io.tapstack.main.tap;

import io.tapstack.main.process.KnownProcess;
import io.tapstack.main.testing.FakeAws;
import io.tapstack.main.testing.FakeAws.Answer;
import io.tapstack.main.testing.FakeAws.Request;
import io.tapstack.main.testing.TestKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** An emulated AWS that a project has running: a process that only sleeps, and answers that a test gives. */
final class RunningAws implements AutoCloseable {
    private static final String HEALTH = "{\"status\":\"ok\",\"moto\":\"5.2.1\",\"functions\":true,\"postgres\":true}";
    static final String FUNCTIONS = """
            {"functions":[
              {"name":"payments-local-api","arn":"arn:api","memoryMegabytes":512,"timeoutSeconds":10,
               "reservedConcurrency":5,"invocations":12,"errors":1,"throttles":2,"coldStarts":3,
               "processes":[{"pid":41,"state":"idle","invocations":12,"started":"2026-11-22T10:00:00Z"}]},
              {"name":"payments-local-ledger","arn":"arn:ledger","memoryMegabytes":1024,"timeoutSeconds":30,
               "reservedConcurrency":null,"invocations":0,"errors":0,"throttles":0,"coldStarts":0,"processes":[]}]}
            """;

    static final String INSTANCES = """
            {"instances":[
              {"id":"i-1","group":"portal-local-app","state":"running","health":"healthy","pid":51,"port":40001,
               "started":"2026-11-22T10:00:00Z"},
              {"id":"i-2","group":null,"state":"pending","health":null,"pid":null,"port":null,"started":null}]}
            """;

    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final FakeAws aws = new FakeAws(this::answer);
    private final Process process;

    RunningAws(Project project) {
        try {
            process = new ProcessBuilder("sleep", "120").start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        TestKey.write(project.emulatorFolder());
        KnownProcess.of(process.toHandle(), aws.port()).write(project.emulatorNote());
        put("/_tapstack/health", new Answer(200, HEALTH));
        put("/_tapstack/functions", new Answer(200, FUNCTIONS));
        put("/_tapstack/instances", new Answer(200, INSTANCES));
    }

    RunningAws put(String path, Answer answer) {
        answers.put(path, answer);
        return this;
    }

    long pid() {
        return process.pid();
    }

    String endpoint() {
        return aws.endpoint();
    }

    /** What was asked at a path. */
    List<Request> requests(String path) {
        return aws.requests().stream()
                .filter(request -> request.path().equals(path))
                .toList();
    }

    private Answer answer(Request request) {
        return answers.getOrDefault(
                request.path(), new Answer(404, "{\"message\":\"nothing at " + request.path() + "\"}"));
    }

    @Override
    public void close() {
        aws.close();
        process.destroyForcibly();
    }
}
