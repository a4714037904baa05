package io.tapstack.main.tap;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tapstack.main.process.CtrlC;
import io.tapstack.main.testing.FakeAws.Answer;
import io.tapstack.main.testing.Stage;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands that look into an emulated AWS and call what is in it. */
final class LookingCommandsTest {
    private static final String INVOCATIONS = "/2015-03-31/functions/payments-local-api/invocations";
    private static final String RULES = """
            {"rules":[
              {"name":"payments-local-nightly","bus":"default","schedule":"rate(1 day)","pattern":null,
               "state":"ENABLED","targets":["arn:ledger"]},
              {"name":"payments-local-found","bus":"default","schedule":null,"pattern":{"source":["a"]},
               "state":"ENABLED","targets":[]},
              {"name":"payments-local-found","bus":"other bus","schedule":null,"pattern":{"source":["b"]},
               "state":"ENABLED","targets":[]}]}
            """;
    private static final String EVENTS = """
            {"events":[
              {"number":1,"time":"2026-11-22T10:00:00.5Z","kind":"table","source":"payments-local-payments",
               "summary":"INSERT pay_1","detail":{"keys":{"id":"pay_1"}}},
              {"number":2,"time":"2026-11-22T10:00:01Z","kind":"function","source":"payments-local-ledger",
               "summary":"called","detail":{}}],"next":2}
            """;

    @TempDir
    private Path folder;

    private Stage stage;
    private CommandLineSession tap;
    private RunningAws aws;

    @BeforeEach
    void setTheStage() {
        stage = new Stage(folder);
        tap = new CommandLineSession(stage);
        aws = new RunningAws(tap.project());
        aws.put("/_tapstack/rules", new Answer(200, RULES));
        aws.put("/_tapstack/events", new Answer(200, EVENTS));
    }

    @AfterEach
    void close() {
        aws.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ps", "env", "invoke payments-api", "logs payments-api", "events", "fire nightly", "console"})
    void needARunningAws(String line) {
        aws.close();
        assertThat(tap.run(line.split(" ", -1))).isEqualTo(ExitCode.FAILED);
        assertThat(stage.err()).contains("tap: no emulated AWS is running").contains("run tap up");
        assertThat(stage.out()).isEmpty();
    }

    @Test
    void envIsReadByAShell() {
        assertThat(tap.run("env")).isEqualTo(ExitCode.OK);
        assertThat(stage.out())
                .contains("export AWS_ENDPOINT_URL='" + aws.endpoint() + "'")
                .contains("export AWS_ACCESS_KEY_ID='AKIAROOT'")
                .contains("export AWS_SECRET_ACCESS_KEY='secret'");
    }

    @Test
    void envIsADocumentForPrograms() throws JsonProcessingException {
        assertThat(tap.run("env", "--json")).isEqualTo(ExitCode.OK);
        JsonNode variables = new ObjectMapper().readTree(stage.out());
        assertThat(variables.path("AWS_REGION").asText()).isEqualTo("eu-central-1");
        assertThat(variables.path("AWS_SECRET_ACCESS_KEY").asText()).isEqualTo("secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "env now",
                "ps now",
                "invoke",
                "logs",
                "logs a --since soon",
                "logs a --since 10",
                "events --kind bucket",
                "fire",
                "fire a b c",
                "console --port 70000",
                "console --port=-1",
                "console --port http"
            })
    void refuseACommandLineThatTheyDoNotUnderstand(String line) {
        assertThat(tap.run(line.split(" ", -1))).isEqualTo(ExitCode.USAGE);
        assertThat(stage.out()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"logs ledger --follow", "events --follow", "console"})
    void goOnUntilCtrlC(String line) {
        aws.put("/", new Answer(200, logs()));
        CtrlC.once(() -> !stage.out().isEmpty(), tap.interrupt());
        assertThat(tap.run(line.split(" ", -1))).isEqualTo(ExitCode.INTERRUPTED);
        tap.interrupt().finish();
        assertThat(stage.out()).isNotEmpty();
        assertThat(stage.err()).contains("tap: interrupted");
    }

    @Test
    void consoleSaysWhenItsPortIsTaken() {
        String port = aws.endpoint().replaceAll(".*:", "");
        assertThat(tap.run("console", "--port", port)).isEqualTo(ExitCode.FAILED);
        assertThat(stage.err())
                .contains("tap: cannot listen on 127.0.0.1:" + port)
                .contains("--port takes another port");
    }

    @Test
    void sayWhatAnEmulatorAnsweredThatKnowsNoSuchQuestion() {
        aws.put("/_tapstack/functions", new Answer(404, "no such page"));
        assertThat(tap.run("ps")).isEqualTo(ExitCode.FAILED);
        assertThat(stage.err())
                .contains("the emulated AWS answered 404 to GET " + aws.endpoint()
                        + "/_tapstack/functions: no such page");
    }

    @Test
    void sayWhenTheAnswerIsNotUnderstood() {
        aws.put("/_tapstack/functions", new Answer(200, "<html>"));
        assertThat(tap.run("ps")).isEqualTo(ExitCode.FAILED);
        assertThat(stage.err()).contains("answered what tap does not understand");
    }

    @Test
    void psShowsFunctionsAndProcesses() {
        assertThat(tap.run("ps")).isEqualTo(ExitCode.OK);
        assertThat(stage.out().lines().map(line -> line.replaceAll(" {2,}", "  ")))
                .contains(
                        "emulated AWS  " + aws.endpoint() + "  process " + aws.pid(),
                        "instance i-1  portal-local-app healthy  process 51",
                        "instance i-2  pending  no process",
                        "FUNCTION  MEMORY  TIMEOUT  AT ONCE  CALLS  ERRORS  THROTTLES  COLD  PROCESSES",
                        "payments-local-api  512 MB  10 s  5  12  1  2  3  41 idle",
                        "payments-local-ledger  1024 MB  30 s  –  0  0  0  0");
    }

    @Test
    void psSpeaksJson() throws JsonProcessingException {
        assertThat(tap.run("ps", "--json")).isEqualTo(ExitCode.OK);
        JsonNode result = new ObjectMapper().readTree(stage.out());
        assertThat(result.path("pid").asLong()).isEqualTo(aws.pid());
        assertThat(result.at("/functions/0/processes/0/pid").asLong()).isEqualTo(41);
        assertThat(result.at("/functions/1/reservedConcurrency").isNull()).isTrue();
        assertThat(result.at("/instances/0/health").asText()).isEqualTo("healthy");
    }

    @Test
    void invokeSendsTheEventAndPrintsTheAnswer() {
        Path event = stage.write(folder.resolve("event.json"), "{\"a\": 1.0}");
        aws.put(INVOCATIONS, new Answer(200, "{\"done\":true}", Map.of("X-Amz-Log-Result", "bGluZSAxCg==")));
        assertThat(tap.run("invoke", "payments-api", event.toString(), "--qualifier", "live", "--logs"))
                .isEqualTo(ExitCode.OK);
        assertThat(stage.out()).isEqualTo("{\"done\":true}\n");
        assertThat(stage.err()).isEqualTo("line 1\n");
        assertThat(aws.requests(INVOCATIONS)).singleElement().satisfies(request -> {
            assertThat(request.body()).isEqualTo("{\"a\": 1.0}");
            assertThat(request.query()).isEqualTo("Qualifier=live");
            assertThat(request.header("X-Amz-Invocation-Type")).isEqualTo("RequestResponse");
            assertThat(request.header("Authorization")).contains("/eu-central-1/lambda/aws4_request");
        });
    }

    @Test
    void invokeFailsWhenTheFunctionDoes() {
        aws.put(
                INVOCATIONS,
                new Answer(
                        200,
                        "{\"errorType\":\"java.lang.IllegalStateException\",\"errorMessage\":\"no table\"}",
                        Map.of("X-Amz-Function-Error", "Unhandled")));
        assertThat(tap.run("invoke", "api")).isEqualTo(ExitCode.FAILED);
        assertThat(stage.out()).isEmpty();
        assertThat(stage.err())
                .contains("tap: payments-local-api failed: java.lang.IllegalStateException: no table")
                .contains("tap logs payments-local-api");
    }

    @Test
    void invokeSaysWhatLambdaRefused() {
        aws.put(
                INVOCATIONS,
                new Answer(
                        429,
                        "{\"Reason\":\"x\",\"message\":\"Rate Exceeded.\"}",
                        Map.of("x-amzn-ErrorType", "TooManyRequestsException")));
        assertThat(tap.run("invoke", "api", "--qualifier", "7")).isEqualTo(ExitCode.FAILED);
        assertThat(stage.err())
                .contains("Lambda refused to call payments-local-api:7: 429 TooManyRequestsException: Rate Exceeded.");
    }

    @Test
    void invokeHandsAnEventOver() {
        aws.put(INVOCATIONS, new Answer(202, ""));
        assertThat(tap.run("invoke", "api", "--async")).isEqualTo(ExitCode.OK);
        assertThat(stage.out()).isEmpty();
        assertThat(stage.err()).contains("Lambda took the event for payments-local-api");
        assertThat(aws.requests(INVOCATIONS).get(0).header("X-Amz-Invocation-Type"))
                .isEqualTo("Event");
    }

    @Test
    void invokeSpeaksJson() throws JsonProcessingException {
        aws.put(INVOCATIONS, new Answer(200, "7", Map.of("X-Amz-Executed-Version", "3")));
        assertThat(tap.run("invoke", "api", "--json")).isEqualTo(ExitCode.OK);
        JsonNode result = new ObjectMapper().readTree(stage.out());
        assertThat(result.path("function").asText()).isEqualTo("payments-local-api");
        assertThat(result.path("payload").asText()).isEqualTo("7");
        assertThat(result.path("version").asText()).isEqualTo("3");
        assertThat(result.path("error").isNull()).isTrue();
    }

    @Test
    void invokeCallsNothingForAnEventThatIsNoJson() {
        Path event = stage.write(folder.resolve("event.json"), "{\"a\": 1,}");
        assertThat(tap.run("invoke", "api", event.toString())).isEqualTo(ExitCode.FAILED);
        assertThat(stage.err()).contains("tap: " + event + ", line 1, column 9 is not JSON");
        assertThat(aws.requests(INVOCATIONS)).isEmpty();
    }

    @Test
    void functionsAreListedWhenThereIsNoSuch() {
        assertThat(tap.run("logs", "loyalty")).isEqualTo(ExitCode.FAILED);
        assertThat(stage.err())
                .contains("there is no function \"loyalty\"; there is payments-local-api, payments-local-ledger");
    }

    @Test
    void logsAreReadable() {
        aws.put("/", new Answer(200, logs()));
        assertThat(tap.run("logs", "ledger", "--since", "1d")).isEqualTo(ExitCode.OK);
        assertThat(stage.out().lines().map(line -> line.replaceFirst("^\\d\\d:\\d\\d:\\d\\d\\.\\d{3}", "TIME")))
                .containsExactly("TIME            START RequestId", "TIME  INFO      booked  c-1  entryId=9");
    }

    @Test
    void logsCanBeHadAsTheyAreAndFiltered() {
        aws.put("/", new Answer(200, logs()));
        assertThat(tap.run("logs", "ledger", "--json", "--filter", "booked")).isEqualTo(ExitCode.OK);
        assertThat(stage.out())
                .isEqualTo("{\"level\":\"INFO\",\"message\":\"booked\",\"correlationId\":\"c-1\",\"entryId\":\"9\"}\n");
    }

    @Test
    void logsSayWhenThereIsNothing() {
        aws.put("/", new Answer(200, "{\"events\":[]}"));
        assertThat(tap.run("logs", "ledger", "--filter", "x")).isEqualTo(ExitCode.OK);
        assertThat(stage.out()).isEmpty();
        assertThat(stage.err()).contains("/aws/lambda/payments-local-ledger has nothing with \"x\" in this time");
    }

    @Test
    void logsOfAGroupThatIsNoFunctionsAreGivenByItsWholeName() {
        aws.put("/", new Answer(200, logs()));
        assertThat(tap.run("logs", "/portal/local/application", "--json", "--filter", "booked"))
                .isEqualTo(ExitCode.OK);
        assertThat(stage.out()).contains("booked");
        assertThat(aws.requests("/").get(0).body()).contains("\"logGroupName\":\"/portal/local/application\"");
    }

    @Test
    void eventsAreOneALine() {
        assertThat(tap.run("events", "ledger", "--kind", "function")).isEqualTo(ExitCode.OK);
        assertThat(stage.out().lines())
                .hasSize(2)
                .first()
                .asString()
                .endsWith(".500  table     payments-local-payments  INSERT pay_1");
        assertThat(aws.requests("/_tapstack/events").get(0).query())
                .isEqualTo("after=0&limit=500&kind=function&source=payments-local-ledger");
    }

    @Test
    void eventsSpeakJson() throws JsonProcessingException {
        assertThat(tap.run("events", "--json")).isEqualTo(ExitCode.OK);
        String first = stage.out().lines().findFirst().orElseThrow();
        assertThat(new ObjectMapper().readTree(first).at("/detail/keys/id").asText())
                .isEqualTo("pay_1");
    }

    @Test
    void eventsListTheirSourcesWhenThereIsNoSuch() {
        assertThat(tap.run("events", "shop")).isEqualTo(ExitCode.FAILED);
        assertThat(stage.err())
                .contains("there is no source of events \"shop\"; there is default, other bus, payments-");
    }

    @Test
    void fireTellsWhatCameOfIt() {
        String path = "/_tapstack/rules/default/payments-local-nightly/fire";
        aws.put(path, new Answer(200, "{\"targets\":[{\"arn\":\"arn:ledger\",\"delivered\":true,\"error\":null}]}"));
        assertThat(tap.run("fire", "nightly")).isEqualTo(ExitCode.OK);
        assertThat(stage.out()).isEqualTo("payments-local-nightly fired\n  arn:ledger  delivered\n");
        assertThat(aws.requests(path)).singleElement().satisfies(request -> assertThat(request.body())
                .isEmpty());
    }

    @Test
    void fireFailsWhenATargetDidNotTakeTheEvent() throws JsonProcessingException {
        Path event = stage.write(folder.resolve("event.json"), "{\"detail\":{}}");
        String path = "/_tapstack/rules/other bus/payments-local-found/fire";
        aws.put(
                path,
                new Answer(200, "{\"targets\":[{\"arn\":\"a\",\"delivered\":false,\"error\":\"no permission\"}]}"));
        assertThat(tap.run("fire", "other bus/payments-local-found", event.toString(), "--json"))
                .isEqualTo(ExitCode.FAILED);
        assertThat(new ObjectMapper()
                        .readTree(stage.out())
                        .at("/targets/0/error")
                        .asText())
                .isEqualTo("no permission");
        assertThat(aws.requests(path).get(0).body()).isEqualTo("{\"detail\":{}}");
    }

    @Test
    void fireAsksForTheBusWhereTwoHaveTheRule() {
        assertThat(tap.run("fire", "found")).isEqualTo(ExitCode.FAILED);
        assertThat(stage.err()).contains("default/payments-local-found", "other bus/payments-local-found");
    }

    @Test
    void fireSaysWhyARuleCannotBeFired() {
        aws.put(
                "/_tapstack/rules/default/payments-local-nightly/fire",
                new Answer(409, "{\"message\":\"the rule is disabled\"}"));
        assertThat(tap.run("fire", "nightly")).isEqualTo(ExitCode.FAILED);
        assertThat(stage.err()).contains("answered 409", "the rule is disabled");
    }

    private static String logs() {
        long now = Instant.now().toEpochMilli();
        return """
                {"events":[
                  {"eventId":"1","timestamp":%d,"logStreamName":"s","message":"START RequestId\\n"},
                  {"eventId":"2","timestamp":%d,"logStreamName":"s","message":"{\\"level\\":\\"INFO\\",\\"message\\":\\"booked\\",\\"correlationId\\":\\"c-1\\",\\"entryId\\":\\"9\\"}"}]}
                """.formatted(now - 10, now);
    }
}
