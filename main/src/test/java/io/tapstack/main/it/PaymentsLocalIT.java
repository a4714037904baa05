package io.tapstack.main.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tapstack.main.process.Program;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The payments system's life on a developer's machine: interrupted deploys, their continuation, use through the API, a
 * second deploy that changes nothing, faults, the end. In stages, each on what the former left.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class PaymentsLocalIT {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String PAYMENT = "{\"userId\":\"u-42\",\"amount\":1999,\"currency\":\"EUR\"}";

    private final Checkout checkout = Checkout.of(PaymentsLocalIT.class);
    private JsonNode up;
    private EmulatedAccount account;
    private PaymentsApi api;

    @AfterAll
    void leaveNothingRunning() {
        checkout.leaveNothingRunning();
    }

    @BeforeEach
    void needsTheFormerStage(TestInfo test) {
        Stages.need(up != null, test);
    }

    @Test
    @Order(-1)
    @Stages.BeforeDeploy
    @Tag(Stages.LONG)
    void aDeployWhoseEmulatorDiesEndsAtOnce() throws Exception {
        Path log = checkout.root().resolve("died.log");
        Process tap = checkout.startUp("payments", 20, log);
        List<ProcessHandle> started = tap.descendants().toList();
        checkout.emulator().destroyForcibly();

        Eventually.holds("tap ends", () -> !tap.isAlive());
        assertThat(tap.exitValue()).isEqualTo(1);
        assertThat(log).content().contains("the emulated AWS (process ").contains("the same command starts over");
        Eventually.holds("no process is left", () -> started.stream().noneMatch(ProcessHandle::isAlive));
    }

    /** And starts over, after the one before. */
    @Test
    @Order(0)
    @Stages.BeforeDeploy
    @Tag(Stages.LONG)
    void aDeployIsKilled() throws Exception {
        Path log = checkout.root().resolve("killed.log");
        Process tap = checkout.startUp("payments", 20, log);
        List<ProcessHandle> terraform = tap.descendants()
                .filter(child -> child.info().command().orElse("").contains("terraform"))
                .toList();
        tap.destroyForcibly().waitFor();
        assertThat(terraform).isNotEmpty().allMatch(ProcessHandle::destroyForcibly);
        Eventually.holds("Terraform is gone", () -> terraform.stream().noneMatch(ProcessHandle::isAlive));
    }

    @Test
    @Order(1)
    @Tag("C5")
    @Tag(Stages.BOTH)
    void tapUpDeploysAndContinuesADeployThatWasKilled() throws IOException {
        Program.Result result = checkout.tap("up", "payments", "--json");

        assertThat(result.exitCode()).as(result.text()).isZero();
        up = MAPPER.readTree(result.out());
        assertThat(Stages.SKIP_DEPLOY || up.path("changes").asInt() > 0)
                .as("resources made by this run")
                .isTrue();
        account = checkout.account(up);
        api = new PaymentsApi(
                account.root().root().credentials(), up.at("/endpoints/api").asText());
    }

    @Test
    @Order(2)
    void tapUpShowedTheSystemWorking() {
        assertThat(up.path("demonstration")).hasSize(5);
        assertThat(up.path("demonstration").toString())
                .contains("the same payment, not a second one")
                .contains("DEBIT")
                .contains("s3://");
    }

    @Test
    @Order(3)
    void tapUpOnceMoreIsQuickAndChangesNothing() throws IOException {
        Program.Result again = checkout.tap("up", "payments", "--json");

        assertThat(again.exitCode()).as(again.text()).isZero();
        JsonNode result = MAPPER.readTree(again.out());
        assertThat(result.path("changes").asInt()).isZero();
        assertThat(again.err()).contains("nothing changed since the last tap up");
    }

    @Test
    @Order(4)
    @Tag("C1")
    void aSecondPlanOfBothStacksIsEmpty() {
        for (String stack : List.of("foundation-local", "payments-local")) {
            Program.Result plan = checkout.tap("plan", stack, "--json");
            assertThat(plan.exitCode()).as(plan.text()).isZero();
        }
    }

    @Test
    @Order(5)
    @Tag("P8")
    @Tag("P14")
    void theSameKeyTakesOnePaymentAndAnotherBodyIsRefused() throws IOException {
        String key = UUID.randomUUID().toString();
        JsonNode first = MAPPER.readTree(api.post(key, PAYMENT).body());
        HttpResponse<String> replay = api.post(key, PAYMENT);
        HttpResponse<String> other = api.post(key, PAYMENT.replace("1999", "2000"));

        assertThat(replay.statusCode()).isEqualTo(201);
        assertThat(MAPPER.readTree(replay.body())).isEqualTo(first);
        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(other.headers().firstValue("Content-Type")).contains("application/problem+json");
    }

    @Test
    @Order(6)
    @Tag("P8")
    void paymentsAreListedByUserAndByStatusInPages() throws IOException {
        String user = "u-" + UUID.randomUUID();
        for (int i = 0; i < 3; i++) {
            api.post(UUID.randomUUID().toString(), PAYMENT.replace("u-42", user));
        }
        JsonNode first =
                MAPPER.readTree(api.get("/payment?userId=" + user + "&limit=2").body());
        JsonNode rest = MAPPER.readTree(api.get("/payment?userId=" + user + "&limit=2&nextToken="
                        + first.path("nextToken").asText())
                .body());
        assertThat(first.path("payments")).hasSize(2);
        assertThat(rest.path("payments")).hasSize(1);
        assertThat(rest.has("nextToken")).isFalse();
        assertThat(api.get("/payment?status=ACCEPTED&limit=1").statusCode()).isEqualTo(200);
    }

    @Test
    @Order(7)
    @Tag("P8")
    @Tag("P14")
    void badRequestsAreProblemsThatLeakNothing() {
        Map<String, Integer> answers = Map.of(
                "{\"userId\":\"u\",\"amount\":1.5,\"currency\":\"EUR\"}", 400,
                "{\"userId\":\"u\",\"amount\":1,\"currency\":\"EUR\",\"card\":\"x\"}", 400,
                "{\"userId\":\"u\",\"amount\":1,\"currency\":\"XXQ\"}", 400,
                "{\"userId\":\"u\"", 400,
                "{\"userId\":\"u\",\"amount\":1,\"currency\":\"EUR\",\"description\":\"4111 1111 1111 1111\"}", 422);
        answers.forEach((body, status) -> {
            HttpResponse<String> answer = api.post(UUID.randomUUID().toString(), body);
            assertThat(answer.statusCode()).as("%s: %s", body, answer.body()).isEqualTo(status);
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
            assertThat(answer.body()).doesNotContain("io.tapstack").doesNotContainPattern("4111\\D?1111");
        });
        assertThat(api.get("/payment/pay_" + "0".repeat(32)).statusCode()).isEqualTo(404);
        assertThat(api.unsigned("/payment?status=ACCEPTED").statusCode()).isEqualTo(403);
    }

    @Test
    @Order(8)
    @Tag("P8")
    void aPreflightIsAnsweredForTheMethodsAndHeadersOfTheApi() {
        HttpResponse<String> answer = api.options("/payment");
        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Methods")).contains("GET,POST,OPTIONS");
        assertThat(answer.headers().firstValue("Access-Control-Allow-Headers").orElse(""))
                .contains("Content-Type", "Authorization");
    }

    @Test
    @Order(9)
    @Tag("P4")
    @Tag("P15")
    void everyPaymentIsBookedOnceBalancedAndLeavesAnAuditRecord() throws IOException {
        String id = MAPPER.readTree(
                        api.post(UUID.randomUUID().toString(), PAYMENT).body())
                .path("transactionId")
                .asText();
        DeployedLedger ledger = new DeployedLedger(account, up.path("outputs"));
        Eventually.holds("payment " + id + " is booked", () -> ledger.rows(id) == 2);
        assertThat(ledger.balance(id)).isZero();
        Eventually.holds(
                "payment " + id + " is audited", () -> ledger.auditRecords(id).size() == 1);
    }

    @Test
    @Order(10)
    @Tag("P2")
    @Tag("P3")
    @Tag("P5")
    @Tag("P6")
    @Tag("C10")
    @Tag("C11")
    @Tag("C13")
    void theApiOfAwsSaysWhatTheSettingsSay() {
        DeployedPayments payments = deployed();
        payments.tableIsComplete();
        payments.database();
        payments.keysHaveAliases(4);
        payments.auditBucketIsComplete(30, 120);
        payments.functionsAreComplete(5);
        payments.failuresQueueIsWatched();
    }

    @Test
    @Order(10)
    @Tag("C7")
    @Tag("C8")
    @Tag("C9")
    @Tag("C14")
    @Tag("P1")
    @Tag("P7")
    @Tag("P11")
    @Tag("P12")
    void theApiOfAwsShowsRolesKeptLogsAlarmsAndAClosedNetwork() {
        DeployedPayments payments = deployed();
        payments.rolesHaveOnePolicy();
        payments.auditLogsAreKept(7);
        payments.alarmsAreDescribed();
        payments.networkIsClosed();
        new DeployedEdge(payments.system()).hasNoWebFirewall();
        assertThat(payments.tableIsProtected()).isFalse();
    }

    @Test
    @Order(10)
    @Tag("P8")
    void theLinesThatTapUpPrintsWorkInAShell() throws IOException {
        new PrintedLines(checkout, up).work();
    }

    @Test
    @Order(10)
    @Tag(Stages.LONG)
    void theConsolePageShowsAndTriesTheSystem() throws IOException, InterruptedException {
        new ConsolePage(checkout).works();
    }

    /** Another page of the browser's, on every port that the running system listens on. */
    @Test
    @Order(11)
    @Tag(Stages.BOTH)
    void aHostilePageGainsNothing() throws IOException, InterruptedException {
        new HostilePage(checkout, account).gainsNothing();
    }

    @Test
    @Order(11)
    @Tag("P4")
    @Tag("P14")
    @Tag("P15")
    @Tag(Stages.BOTH)
    void concurrentPostsMakeOnePaymentAKeyWhileFunctionsAreKilled() throws Exception {
        faults().concurrentPostsMakeOnePaymentAKeyWhileFunctionsAreKilled();
    }

    @Test
    @Order(12)
    @Tag("P4")
    @Tag("P15")
    void aPoisonRecordEndsInTheQueueAndBlocksNothing() throws IOException {
        faults().aPoisonRecordEndsInTheQueueAndBlocksNothing();
    }

    @Test
    @Order(13)
    @Tag("P8")
    void aRequestSignedByAClockThatIsWrongIsRefusedWithBothTimes() {
        faults().aRequestSignedByAClockThatIsWrongIsRefusedWithBothTimes();
    }

    @Test
    @Order(13)
    @Tag("P8")
    void aBodyOverTheLimitIsRefused() {
        faults().aBodyOverTheLimitIsRefused();
    }

    @Test
    @Order(13)
    @Tag("P6")
    @Tag("P8")
    @Tag(Stages.BOTH)
    void manyConnectionsAtOnceAreEachAnswered() throws Exception {
        faults().manyConnectionsAtOnceAreEachAnswered();
    }

    @Test
    @Order(14)
    @Tag("C16")
    void noSecretIsPrintedOrKept() throws IOException {
        HeldSecrets secrets = HeldSecrets.of(account);
        assertThat(secrets.values()).as("secrets to search for").isNotEmpty();
        secrets.areNowhere(
                new TerraformByHand(checkout, account), checkout.root().resolve(".tap/local/stacks/payments-local"));
    }

    @Test
    @Order(14)
    @Tag("C5")
    @Tag(Stages.LONG)
    void oneOfTwoAppliesAtOnceIsRefusedByTheLock() {
        String[] apply = {"apply", "-auto-approve"}; // nothing to change, but the look takes seconds under the lock
        List<CompletableFuture<Program.Result>> both = List.of(terraformLater(apply), terraformLater(apply));
        List<Program.Result> results =
                both.stream().map(CompletableFuture::join).toList();

        assertThat(results).filteredOn(Program.Result::succeeded).hasSize(1);
        assertThat(results)
                .filteredOn(result -> !result.succeeded())
                .singleElement()
                .satisfies(result -> assertThat(result.text()).contains("Error acquiring the state lock"));
    }

    @Test
    @Order(15)
    @Tag("C8")
    @Tag("C9")
    @Tag("C10")
    @Tag("C11")
    @Tag("P2")
    @Tag("P3")
    void everyPromiseIsKept() {
        promises().areKept();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alarm-actions",
                "bucket-encryption",
                "bucket-public-access",
                "bucket-tls",
                "bucket-versioning",
                "database-backups",
                "database-private",
                "database-protection",
                "database-redundancy",
                "key-enabled",
                "key-rotation",
                "log-retention",
                "mapping-enabled",
                "queue-encryption",
                "role-boundary",
                "table-protection",
                "table-recovery",
                "topic-encryption"
            })
    @Order(16)
    @Tag(Stages.LONG)
    void aBrokenPromiseIsFound(String check) {
        promises().areMissedBy(check);
    }

    @Test
    @Order(16)
    @Tag("C7")
    void aReaderNeedsNoMoreThanTheActionsOfTheChecksAndGetsNoGreenWithLess() {
        promises().areSeenByAReader();
    }

    @Test
    @Order(17)
    @Tag("C4")
    @Stages.Destroys
    void destroyLeavesNothingBehind() {
        Program.Result destroy = terraform("destroy", "-auto-approve", "-parallelism=30");
        assertThat(destroy.exitCode()).as(destroy.text()).isZero();
        deployed().isGone();
    }

    @Test
    @Order(18)
    @Tag("C4")
    void theFoundationRefusesToBeDestroyed() {
        Program.Result destroy = terraformOf("foundation-local", "destroy", "-auto-approve");
        assertThat(destroy.succeeded()).isFalse();
        assertThat(destroy.text()).contains("Instance cannot be destroyed");
    }

    @Test
    @Order(19)
    @Stages.Destroys
    void tapDownLeavesNoProcessAndNoFile() {
        List<ProcessHandle> before = ours();
        assertThat(before).as("processes of the emulated AWS").isNotEmpty();

        Program.Result down = checkout.tap("down");

        assertThat(down.exitCode()).as(down.text()).isZero();
        assertThat(checkout.root().resolve(".tap")).doesNotExist();
        Eventually.holds("no process is left", () -> ours().isEmpty());
    }

    private PaymentsFaults faults() {
        return new PaymentsFaults(account, api, checkout.emulator(), up.path("outputs"));
    }

    private Promises promises() {
        return Promises.local(checkout, account, "payments");
    }

    private DeployedPayments deployed() {
        return new DeployedPayments(account, up.path("outputs"), "local");
    }

    /** Processes whose command line names this test's folder. */
    private List<ProcessHandle> ours() {
        String folder = checkout.root().toString();
        return ProcessHandle.allProcesses()
                .filter(process -> process.pid() != ProcessHandle.current().pid())
                .filter(process -> process.info().commandLine().orElse("").contains(folder))
                .toList();
    }

    private CompletableFuture<Program.Result> terraformLater(String... arguments) {
        return CompletableFuture.supplyAsync(() -> terraform(arguments));
    }

    private Program.Result terraform(String... arguments) {
        return terraformOf("payments-local", arguments);
    }

    private Program.Result terraformOf(String stack, String... arguments) {
        Path folder = checkout.root().resolve(".tap/local/stacks").resolve(stack);
        return new TerraformByHand(checkout, account).run(folder, arguments);
    }
}
