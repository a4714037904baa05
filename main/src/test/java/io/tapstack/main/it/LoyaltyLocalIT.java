package io.tapstack.main.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tapstack.browser.Patience;
import io.tapstack.main.localaws.AwsEvent;
import io.tapstack.main.localaws.EmulatorApi;
import io.tapstack.main.localaws.EventRule;
import io.tapstack.main.localaws.FunctionStatus;
import io.tapstack.main.process.Program;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
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
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The loyalty system's life on a developer's machine, under the roles it was deployed with: shown by {@code tap up}, used
 * by members and partners, disturbed, and taken away. In stages, each on what the former left.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Tag(Stages.LONG)
final class LoyaltyLocalIT {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String JSON = "application/json";
    private static final String DEPLOYER = "local-tapstack-deployer";
    private static final String SHOWN_MEMBER = "member@example.com";
    private static final int REDEMPTIONS = 200;
    private static final int CLIENTS = 50;

    private final Checkout checkout = Checkout.of(LoyaltyLocalIT.class);
    private JsonNode up;
    private EmulatedAccount account;
    private LoyaltyApi anybody;
    private LoyaltyApi partner;

    /** Somebody with an account of his own. */
    private record Member(String id, LoyaltyApi api) {
        HttpResponse<String> redeem(String key, long points) {
            return api.book(id, key, "{\"type\":\"redeem\",\"points\":" + points + "}");
        }

        JsonNode read() throws IOException {
            return MAPPER.readTree(api.get("/members/" + id).body());
        }

        /** All pages of the history, the newest first. */
        List<JsonNode> history() throws IOException {
            List<JsonNode> entries = new ArrayList<>();
            String next = "";
            do {
                JsonNode page = MAPPER.readTree(api.get("/members/" + id + "/transactions?limit=30" + next)
                        .body());
                page.path("transactions").forEach(entries::add);
                next = page.has("nextToken")
                        ? "&nextToken=" + page.path("nextToken").asText()
                        : "";
            } while (!next.isEmpty());
            return entries;
        }
    }

    @AfterAll
    void leaveNothingRunning() {
        checkout.leaveNothingRunning();
    }

    @BeforeEach
    void needsTheFormerStage(TestInfo test) {
        Stages.need(up != null, test);
    }

    @Test
    @Order(1)
    @Tag("L2")
    @Tag("L4")
    @Tag("L5")
    void tapUpShowsTheSystemWorking() throws IOException {
        Program.Result result = checkout.tap("up", "loyalty", "--json");

        assertThat(result.exitCode()).as(result.text()).isZero();
        JsonNode shown = MAPPER.readTree(result.out());
        assertThat(shown.path("demonstration")).hasSize(8);
        assertThat(shown.path("demonstration").toString())
                .contains("SILVER, 1000 points left of 1200 ever earned")
                .contains("redeem 200, earn 1200")
                .contains("for a SILVER member, on loyalty-local-offers")
                .contains("An offer for our SILVER members");
        assertThat(result.text()).as("what tap printed").doesNotContain("eyJ");
        up = shown;
        account = checkout.account(up);
        anybody = new LoyaltyApi(up.at("/endpoints/api").asText());
        partner = anybody.withToken(login().idToken("shop@example.com", "partners"));
    }

    @Test
    @Order(2)
    void tapUpOnceMoreChangesNothingAndShowsTheSame() throws IOException {
        Program.Result again = checkout.tap("up", "loyalty", "--json");

        assertThat(again.exitCode()).as(again.text()).isZero();
        JsonNode result = MAPPER.readTree(again.out());
        assertThat(result.path("changes").asInt()).isZero();
        assertThat(result.path("demonstration")).isEqualTo(up.path("demonstration"));
    }

    @Test
    @Order(3)
    @Tag("C1")
    void aSecondPlanIsEmpty() {
        Program.Result plan = checkout.tap("plan", "loyalty-local", "--json");
        assertThat(plan.exitCode()).as(plan.text()).isZero();
    }

    @Test
    @Order(4)
    @Tag("C16")
    void noSecretIsPrintedOrKept() throws IOException {
        HeldSecrets secrets = HeldSecrets.of(account);
        assertThat(secrets.values()).as("the app's client has no secret").isEmpty();
        secrets.areNowhere(new TerraformByHand(checkout, account), stack().folder());
    }

    @Test
    @Order(4)
    @Tag("C11")
    @Tag("C13")
    @Tag("L1")
    @Tag("L2")
    @Tag("L4")
    @Tag("L6")
    void theApiOfAwsSaysWhatTheSettingsSay() {
        DeployedLoyalty loyalty = deployed();
        loyalty.tablesAreComplete();
        loyalty.cursorKeySigns();
        loyalty.strictUserPool();
        loyalty.offersFindTheirWay("rate(1 hour)");
        loyalty.queuesAreWatched();
        loyalty.functionsAreComplete(5);
        loyalty.assetsBucketIsComplete(7);
        new DeployedEdge(loyalty.system()).hasNoWebFirewall();
    }

    @Test
    @Order(4)
    @Tag("C7")
    @Tag("C8")
    @Tag("C9")
    @Tag("L8")
    void theApiOfAwsShowsRolesKeptLogsAndAlarms() {
        DeployedLoyalty loyalty = deployed();
        loyalty.rolesHaveOnePolicy();
        loyalty.auditLogsAreKept(7);
        loyalty.alarmsAreDescribed();
    }

    @Test
    @Order(4)
    @Tag("C8")
    @Tag("C9")
    @Tag("C10")
    @Tag("C11")
    @Tag("L1")
    void everyPromiseIsKept() {
        Promises.local(checkout, account, "loyalty").areKept();
    }

    @Test
    @Order(4)
    @Tag("L5")
    void aBrokenPromiseIsFound() {
        Promises.local(checkout, account, "loyalty").areMissedBy("email-tls");
    }

    static Stream<Arguments> badTransactions() {
        String redeem = "{\"type\":\"redeem\",\"points\":1}";
        return Stream.of(
                Arguments.of("with space", JSON, redeem, 400, "invalid-request"),
                Arguments.of("4111-1111-1111-1111", JSON, redeem, 400, "card-number"),
                Arguments.of("k", "text/plain", redeem, 415, "unsupported-media-type"),
                Arguments.of("k", JSON, "{\"type\":\"redeem\"", 400, "gateway"),
                Arguments.of("k", JSON, "{\"type\":\"redeem\",\"points\":1,\"points\":2}", 400, "malformed-json"),
                Arguments.of("k", JSON, "{\"type\":\"redeem\",\"points\":0}", 400, "gateway"),
                Arguments.of("k", JSON, "{\"type\":\"redeem\",\"points\":1.5}", 400, "gateway"),
                Arguments.of("k", JSON, "{\"type\":\"redeem\",\"points\":1000001}", 400, "gateway"),
                Arguments.of("k", JSON, "{\"type\":\"expire\",\"points\":1}", 400, "gateway"),
                Arguments.of("k", JSON, "{\"type\":\"redeem\",\"points\":1,\"secretField\":1}", 400, "gateway"),
                Arguments.of(
                        "k",
                        JSON,
                        "{\"type\":\"redeem\",\"points\":1,\"reference\":\"4111111111111111\"}",
                        400,
                        "card-number"),
                Arguments.of("k", JSON, "{\"type\":\"redeem\",\"points\":11}", 422, "insufficient-points"),
                Arguments.of("k", JSON, "{\"type\":\"earn\",\"points\":1}", 403, "forbidden"));
    }

    @ParameterizedTest(name = "{0} {1} {2} is {3} {4}")
    @MethodSource("badTransactions")
    @Order(5)
    @Tag("L2")
    @Tag("L3")
    void aBadTransactionIsAProblemThatLeaksNothing(String key, String type, String body, int status, String problem)
            throws IOException {
        Member member = enrolled();
        earn(member, 10);
        HttpResponse<String> answer = member.api.send(
                "POST",
                "/members/" + member.id + "/transactions",
                Map.of("Content-Type", type, "Idempotency-Key", key),
                body);

        isProblem(answer, status, problem);
        assertThat(answer.body())
                .doesNotContain("io.tapstack", "secretField\\\":1")
                .doesNotContainPattern("4111\\D?1111");
        assertThat(member.read().path("points").asInt()).isEqualTo(10);
        assertThat(member.history()).hasSize(1);
    }

    static Stream<Arguments> badRequests() {
        return Stream.of(
                Arguments.of("POST", "/members", "{}", 400, "gateway"),
                Arguments.of("POST", "/members", "{\"wantsOffers\":\"true\"}", 400, "gateway"),
                Arguments.of("PUT", "/members/{id}/preferences", "{\"wantsOffers\":null}", 400, "gateway"),
                Arguments.of(
                        "POST", "/members/{id}/transactions", "{\"type\":\"redeem\",\"points\":1}", 400, "gateway"),
                Arguments.of("GET", "/members/{id}/transactions?limit=0", "", 400, "invalid-request"),
                Arguments.of("GET", "/members/{id}/transactions?limit=101", "", 400, "invalid-request"),
                Arguments.of("GET", "/members/{id}/transactions?nextToken=abc", "", 400, "invalid-request"),
                Arguments.of("GET", "/members/no-uuid", "", 404, "member-not-found"),
                Arguments.of("DELETE", "/members/{id}", "", 403, "gateway"));
    }

    @ParameterizedTest(name = "{0} {1} {2} is {3} {4}")
    @MethodSource("badRequests")
    @Order(5)
    @Tag("L2")
    void aBadRequestIsAProblem(String method, String path, String body, int status, String problem) throws IOException {
        Member member = enrolled();
        Map<String, String> headers = body.isEmpty() ? Map.of() : Map.of("Content-Type", JSON);
        isProblem(member.api.send(method, path.replace("{id}", member.id), headers, body), status, problem);
    }

    @Test
    @Order(6)
    @Tag("L2")
    void membersSeeTheirOwnDataOnly() throws IOException {
        Member alice = enrolled();
        Member bob = enrolled();
        earn(alice, 50);

        for (String id : List.of(alice.id, UUID.randomUUID().toString())) {
            isProblem(bob.api.get("/members/" + id), 404, "member-not-found");
            isProblem(bob.api.get("/members/" + id + "/transactions"), 404, "member-not-found");
            isProblem(new Member(id, bob.api).redeem("k", 1), 404, "member-not-found");
            isProblem(bob.api.book(id, "k", "{\"type\":\"earn\",\"points\":1}"), 404, "member-not-found");
        }
        isProblem(anybody.get("/members/" + alice.id), 401, "gateway");
        isProblem(anybody.withToken("eyJhbGciOiJub25lIn0.e30.").get("/members/" + alice.id), 401, "gateway");
        assertThat(alice.read().path("points").asInt()).isEqualTo(50);
    }

    @Test
    @Order(7)
    @Tag("L2")
    void aCursorIsOfItsMemberAndCannotBeForged() throws IOException {
        Member alice = enrolled();
        Member bob = enrolled();
        for (int i = 0; i < 3; i++) {
            earn(alice, 10);
            earn(bob, 10);
        }
        String path = "/members/%s/transactions?limit=2&nextToken=%s";
        String cursor = MAPPER.readTree(alice.api
                        .get("/members/" + alice.id + "/transactions?limit=2")
                        .body())
                .path("nextToken")
                .asText();
        char last = cursor.charAt(cursor.length() / 2);
        String forged = cursor.replace(last, last == 'A' ? 'B' : 'A');

        assertThat(MAPPER.readTree(
                                alice.api.get(path.formatted(alice.id, cursor)).body())
                        .path("transactions"))
                .hasSize(1);
        isProblem(alice.api.get(path.formatted(alice.id, forged)), 400, "invalid-request");
        isProblem(bob.api.get(path.formatted(bob.id, cursor)), 400, "invalid-request");
    }

    @Test
    @Order(8)
    @Tag("L2")
    void theLinesThatTapUpPrintsWorkInAShell() throws IOException {
        List<String> lines = new ArrayList<>(List.of("set -e"));
        up.path("commands").forEach(line -> lines.add(line.asText() + "; echo"));
        Program.Result result = new Program(
                        List.of("sh", "-c", String.join("\n", lines)), checkout.shellFolder(), Checkout.environment())
                .run(Patience.LIMIT);

        assertThat(result.exitCode()).as(result.text()).isZero();
        assertThat(result.out())
                .contains("\"tier\":\"SILVER\"", "\"type\":\"redeem\",\"points\":10", "offers-schedule fired")
                .contains("published");
    }

    @Test
    @Order(9)
    @Tag("L4")
    @Tag("L5")
    void firingTheScheduleAgainSendsNobodyASecondOffer() {
        EmulatorApi emulator = new EmulatorApi(account.root());
        String function = deployed().system().name("offers");
        EventRule schedule = emulator.rules().stream()
                .filter(rule -> rule.name().equals(deployed().system().name("offers-schedule")))
                .findFirst()
                .orElseThrow();
        long before = status(emulator, function).invocations();
        for (int i = 0; i < 3; i++) {
            assertThat(emulator.fire(schedule, Optional.empty())).allMatch(EventRule.Delivery::delivered);
        }
        Eventually.holds("the function was called and is done", () -> {
            FunctionStatus now = status(emulator, function);
            return now.invocations() >= before + 3
                    && now.processes().stream()
                            .noneMatch(process -> process.state().equals("busy"));
        });

        assertThat(emulator.emails(SHOWN_MEMBER)).hasSize(1);
        assertThat(published(emulator)).isEqualTo(1);
    }

    /**
     * Clients try again until they have an answer, as the API's contract asks of them: the key makes that safe. The busier
     * the machine, the more often; after this the emulated AWS may no longer remember the events of the former stages.
     */
    @Test
    @Order(10)
    @Tag("L3")
    void concurrentRedemptionsOfOneBalanceLoseAndInventNothingWhileFunctionsAreKilled() throws Exception {
        Member member = enrolled();
        int paid = REDEMPTIONS / 2; // for more there are no points
        earn(member, paid * 10L);
        FunctionKiller killer = new FunctionKiller(checkout.emulator(), "LoyaltyApiHandler");
        AtomicInteger answered = new AtomicInteger();
        Map<Integer, AtomicInteger> answers =
                new ConcurrentHashMap<>(Map.of(201, new AtomicInteger(), 422, new AtomicInteger()));
        ConcurrentLinkedQueue<String> transactions = new ConcurrentLinkedQueue<>();

        inParallel(REDEMPTIONS, number -> {
            HttpResponse<String> answer = redeemUntilAnswered(member, "redeem-" + number, 10);
            answers.computeIfAbsent(answer.statusCode(), any -> new AtomicInteger())
                    .incrementAndGet();
            if (answer.statusCode() == 201) {
                transactions.add(
                        MAPPER.readTree(answer.body()).path("transactionId").asText());
            }
            if (answered.incrementAndGet() % 20 == 0) {
                killer.kill();
            }
        });

        assertThat(killer.killed()).as("killed functions").isGreaterThanOrEqualTo(REDEMPTIONS / 40);
        assertThat(new TreeMap<>(answers).toString()).isEqualTo("{201=" + paid + ", 422=" + paid + "}");
        assertThat(Set.copyOf(transactions)).hasSize(paid);
        assertThat(member.read().path("points").asInt()).isZero();
        List<JsonNode> history = member.history();
        assertThat(history).hasSize(paid + 1);
        assertThat(balance(history)).isZero();
        assertThat(history)
                .filteredOn(entry -> entry.path("type").asText().equals("redeem"))
                .extracting(entry -> entry.path("transactionId").asText())
                .containsExactlyInAnyOrderElementsOf(transactions);
    }

    /** DynamoDB takes its time to delete what has expired; the emulated one does it when asked. */
    @Test
    @Order(11)
    @Tag("L1")
    @Tag("L3")
    void anExpiredEarningFallsOffTheBalanceOnce() throws IOException {
        Member member = enrolled();
        earn(member, 100);
        assertThat(member.redeem("before", 30).statusCode()).isEqualTo(201);
        Expiry expiry = new Expiry(account, deployed().output("transactionsTableName"));
        String deletion = expiry.deletionOf(member.id);

        assertThat(expiry.expireAll()).as("expired earnings").isPositive();

        Eventually.holds(
                "the points are gone", () -> member.read().path("points").asInt() == 0);
        List<JsonNode> history = member.history();
        assertThat(history.get(0).path("type").asText()).isEqualTo("expire");
        assertThat(history.get(0).path("points").asInt()).isEqualTo(70);
        assertThat(balance(history)).isZero();

        earn(member, 40);
        assertThat(expiry.deliver(deletion, deployed().output("expiryLambdaArn")))
                .isEqualTo("{\"batchItemFailures\":[]}");
        assertThat(member.read().path("points").asInt()).isEqualTo(40);
        assertThat(member.history()).hasSize(history.size() + 1);
    }

    @Test
    @Order(12)
    @Tag("L8")
    void nothingEndedInAQueueOfFailures() {
        assertThat(deployed().failures()).isZero();
    }

    @Test
    @Order(13)
    @Tag("C13")
    @Tag("L4")
    @Tag("L8")
    void whatFailsOnAnyAsynchronousPathEndsInItsQueue() {
        LoyaltyFailures failures = new LoyaltyFailures(deployed());
        LoyaltyFailures.paths().forEach(path -> path.failure().accept(failures));

        Map<String, List<String>> messages = new TreeMap<>();
        for (LoyaltyFailures.Path path : LoyaltyFailures.paths()) {
            List<String> seen = messages.computeIfAbsent(path.queue(), any -> new ArrayList<>());
            Eventually.holds(path + " ends in " + path.queue(), () -> {
                seen.addAll(failures.received(path.queue()));
                return seen.stream().anyMatch(message -> message.contains(path.message()));
            });
        }
    }

    /** With what the handlers asked for in all former stages. */
    @Test
    @Order(14)
    @Tag("C7")
    void everyRoleMayMakeItsCallsAndNoOthers() {
        List<RoleCall> calls = new LoyaltyRoleCalls(account, up.path("outputs")).all();
        DeployedRoles roles = new DeployedRoles(account, calls);
        for (LocalRole role : List.of(LoyaltyRoleCalls.API, LoyaltyRoleCalls.EXPIRY, LoyaltyRoleCalls.OFFERS)) {
            roles.functionAskedForItsCallsOnly(role);
        }
        roles.mayMakeTheirCallsAndNoOthers();
        new RoleTable("loyalty", calls).isIn(checkout.project().resolve("docs/iam.md"));
    }

    @Test
    @Order(15)
    @Tag("C7")
    void theDeployerChangesTheSystemInPlace() {
        stack().changeInPlace();
        String out = asDeployer("apply", "-auto-approve", "-parallelism=30", "-no-color")
                .out();
        assertThat(out).containsPattern("[1-9]\\d* changed");
    }

    @Test
    @Order(16)
    @Tag("C4")
    @Tag("C7")
    @Stages.Destroys
    void theDeployerDestroysTheSystemAndLeavesNothingBehind() {
        asDeployer("destroy", "-auto-approve", "-parallelism=30", "-no-color");
        deployed().isGone();
        assertThat(new Decisions(account).actionsAllowedTo(DEPLOYER))
                .containsAll(NotAskedHere.because(NotAskedHere.Reason.LOYALTY_CHANGES));
    }

    private Program.Result asDeployer(String... arguments) {
        EmulatedAccount deployer = new Decisions(account).assume(DEPLOYER);
        Program.Result result = new TerraformByHand(checkout, deployer).run(stack().folder(), arguments);
        assertThat(result.exitCode()).as(result.text()).isZero();
        return result;
    }

    private StackFile stack() {
        return new StackFile(checkout.root().resolve(".tap/local/stacks/loyalty-local"));
    }

    private DeployedLoyalty deployed() {
        return new DeployedLoyalty(account, up.path("outputs"), "local");
    }

    private PoolLogin login() {
        return new PoolLogin(
                account, deployed().output("userPoolId"), deployed().output("userPoolClientId"));
    }

    /** A new member without points, who wants no offers. */
    private Member enrolled() throws IOException {
        LoyaltyApi api = anybody.withToken(login().idToken(UUID.randomUUID() + "@example.com"));
        HttpResponse<String> answer = api.enrol(false);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return new Member(MAPPER.readTree(answer.body()).path("memberId").asText(), api);
    }

    private void earn(Member member, long points) {
        HttpResponse<String> answer =
                partner.book(member.id, UUID.randomUUID().toString(), "{\"type\":\"earn\",\"points\":" + points + "}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    }

    private static void isProblem(HttpResponse<String> answer, int status, String problem) throws IOException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(MAPPER.readTree(answer.body()).path("type").asText())
                .as(answer.body())
                .isEqualTo("urn:tapstack:problem:" + problem);
    }

    private static long balance(List<JsonNode> history) {
        return history.stream()
                .mapToLong(entry -> entry.path("type").asText().equals("earn")
                        ? entry.path("points").asLong()
                        : -entry.path("points").asLong())
                .sum();
    }

    private static HttpResponse<String> redeemUntilAnswered(Member member, String key, long points) {
        long end = System.nanoTime() + Patience.LIMIT.toNanos();
        while (true) {
            HttpResponse<String> answer = member.redeem(key, points);
            boolean again = answer.statusCode() == 429 || answer.statusCode() >= 500;
            if (!again || System.nanoTime() > end) {
                return answer;
            }
            Eventually.pause(Duration.ofMillis(50 + (long) (Math.random() * 200)));
        }
    }

    private static FunctionStatus status(EmulatorApi emulator, String function) {
        return emulator.functions().stream()
                .filter(candidate -> candidate.name().equals(function))
                .findFirst()
                .orElseThrow();
    }

    /** How many offers for the shown member are on the topic. */
    private long published(EmulatorApi emulator) {
        String member = up.at("/demonstration/0/outcome").asText().replace("enrolled as ", "");
        AwsEvent.Query query = new AwsEvent.Query(
                0, 1000, Optional.of("topic"), Optional.of(deployed().system().name("offers")), 0);
        return emulator.events(query).events().stream()
                .filter(event -> event.detail().path("message").asText().contains(member))
                .count();
    }

    private interface Work {
        void on(int number) throws Exception;
    }

    private static void inParallel(int count, Work work) throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                int number = i;
                all.add(clients.submit(() -> {
                    work.on(number);
                    return null;
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        } finally {
            clients.shutdownNow();
        }
    }
}
