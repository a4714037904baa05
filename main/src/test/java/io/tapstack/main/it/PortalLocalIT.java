package io.tapstack.main.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tapstack.main.demo.PortalEdge;
import io.tapstack.main.demo.RotatedLogin;
import io.tapstack.main.process.Program;
import io.tapstack.main.testing.GeneratedSection;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
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
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.Filter;
import software.amazon.awssdk.services.secretsmanager.model.FilterNameStringType;

/**
 * The banking portal's life on a developer's machine: shown by {@code tap up}, opened in a browser, attacked from the side,
 * disturbed, and taken away by the deployer. In stages, each on what the former left.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Tag(Stages.LONG)
final class PortalLocalIT {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String DEPLOYER = "local-tapstack-deployer";
    private static final String ACCOUNTS = "/api/accounts";
    private static final String VERIFY = "X-Origin-Verify";

    private final Checkout checkout = Checkout.of(PortalLocalIT.class);
    private JsonNode up;
    private EmulatedAccount account;

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
    @Tag("B3")
    @Tag("B4")
    @Tag("B5")
    @Tag("B6")
    @Tag("B7")
    void tapUpShowsTheSystemWorking() throws IOException {
        Program.Result result = checkout.tap("up", "portal", "--json");

        assertThat(result.exitCode()).as(result.text()).isZero();
        JsonNode shown = MAPPER.readTree(result.out());
        assertThat(shown.path("demonstration")).hasSize(4);
        assertThat(shown.path("demonstration").toString())
                .contains("4 accounts out of PostgreSQL, by an instance")
                .contains("refused: 403");
        up = shown;
        account = checkout.account(up);
        assertThat(HeldSecrets.of(account).in(result.text()))
                .as("what tap printed")
                .isEmpty();
    }

    @Test
    @Order(2)
    void tapUpOnceMoreChangesNothingAndShowsItAgain() throws IOException {
        Program.Result again = checkout.tap("up", "portal", "--json");

        assertThat(again.exitCode()).as(again.text()).isZero();
        JsonNode result = MAPPER.readTree(again.out());
        assertThat(result.path("changes").asInt()).isZero();
        assertThat(result.path("demonstration")).hasSize(4);
    }

    @Test
    @Order(3)
    @Tag("C1")
    void aSecondPlanIsEmpty() {
        Program.Result plan = asDeployer("plan", "-detailed-exitcode", "-no-color");
        assertThat(plan.exitCode()).as(plan.text()).isZero();
    }

    @Test
    @Order(4)
    @Tag("B2")
    @Tag("B4")
    @Tag("B5")
    @Tag("B6")
    @Tag("B7")
    void theApiOfAwsSaysWhatTheSettingsSay() {
        DeployedPortal portal = deployed();
        portal.distributionIsComplete();
        portal.loadBalancerAnswersCloudFrontOnly();
        portal.loadBalancerIsHardened();
        portal.fleetIsComplete(3);
        portal.instancesAreHardened();
        portal.onlyCloudFrontGetsIn(3);
        assertThat(portal.natGateways()).isZero();
        assertThat(portal.database().multiAZ()).isFalse();
        assertThat(portal.healthyTargets()).isPositive();
    }

    @Test
    @Order(4)
    @Tag("B8")
    @Tag("C7")
    @Tag("C8")
    @Tag("C9")
    void rolesHaveOnePolicyAndLogsAreKept() {
        DeployedPortal portal = deployed();
        portal.system().rolesHaveOnePolicy();
        portal.system().auditLogsAreKept(7, 4);
        portal.system().dashboardShows("AWS/ApplicationELB", "AWS/AutoScaling", "AWS/RDS");
    }

    @Test
    @Order(4)
    @Tag("B4")
    @Tag("B6")
    @Tag("B7")
    @Tag("C9")
    void everyPromiseIsKept() {
        Promises.local(checkout, account, "portal").areKept();
    }

    @ParameterizedTest
    @ValueSource(strings = {"distribution-tls", "load-balancer-protection"})
    @Order(4)
    @Tag("B4")
    void aBrokenPromiseIsFound(String check) {
        Promises.local(checkout, account, "portal").areMissedBy(check);
    }

    /** Every answer carries them: the page, a file, the API and its refusals, a path that is no file. */
    @ParameterizedTest
    @ValueSource(strings = {"/", "/robots.txt", ACCOUNTS, "/api/accounts/nobody/transactions", "/accounts/anything"})
    @Order(5)
    @Tag("B4")
    void everyAnswerHasTheHeadersThatOwaspRecommends(String path) throws IOException {
        HttpResponse<String> answer = edge().throughCloudFront(path);

        SecureHeaders headers = new SecureHeaders(answer.headers());
        assertThat(headers.grades()).allMatch(SecureHeaders.Grade::isGood);
        assertThat(headers.talkative()).isEmpty();
        for (Map.Entry<String, JsonNode> header : manifest().path("headers").properties()) {
            assertThat(answer.headers().firstValue(header.getKey()))
                    .as(header.getKey())
                    .contains(header.getValue().asText());
        }
        new GeneratedSection(checkout.project().resolve("lambda/portal/README.md"), "OWASP's grades")
                .is(SecureHeaders.table(headers.grades()));
    }

    @Test
    @Order(5)
    @Tag("B3")
    void everyFileOfThePageIsServedAsItWasBuilt() throws IOException {
        for (JsonNode file : manifest().path("files")) {
            HttpResponse<String> answer =
                    edge().throughCloudFront("/" + file.path("key").asText());
            assertThat(answer.statusCode()).as(answer.uri().toString()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type"))
                    .contains(file.path("contentType").asText());
            assertThat(answer.headers().firstValue("Cache-Control"))
                    .contains(file.path("cacheControl").asText());
            assertThat(answer.body())
                    .isEqualTo(Files.readString(site().resolve(file.path("path").asText())));
        }
    }

    @Test
    @Order(5)
    @Tag("B3")
    @Tag("B4")
    void aBrowserSignsInAndShowsTheBalances() {
        new PortalPage(up.at("/endpoints/portal").asText(), checkout.root().resolve("browser")).works();
    }

    @Test
    @Order(6)
    @Tag("B4")
    void methodsThatTheEdgeDoesNotKnowAreRefused() {
        assertThat(Stream.of("POST", "PUT", "DELETE", "PATCH").map(method -> edge().throughCloudFront(method, ACCOUNTS)
                        .statusCode()))
                .containsOnly(403);
    }

    /** The bucket answers the distribution only, and the load balancer what shows the distribution's header. */
    @Test
    @Order(6)
    @Tag("B3")
    @Tag("B5")
    void nobodyGetsAroundCloudFront() {
        assertThat(edge().aroundCloudFront(ACCOUNTS, Map.of()).statusCode()).isEqualTo(403);
        assertThat(edge().aroundCloudFront(ACCOUNTS, Map.of(VERIFY, "guessed")).statusCode())
                .isEqualTo(403);
        assertThat(edge().aroundCloudFront(ACCOUNTS, Map.of(VERIFY, "*")).statusCode())
                .isEqualTo(403);
        assertThat(edge().aroundCloudFront("/healthz", Map.of()).statusCode()).isEqualTo(403);
        assertThat(edge().aroundCloudFront(ACCOUNTS, Map.of(VERIFY, originValue()))
                        .statusCode())
                .as("the rule lets CloudFront in")
                .isEqualTo(200);
        assertThat(edge().atBucket(deployed().output("siteBucketName"), "index.html")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    @Order(7)
    @Tag("B7")
    void noRequestFailsWhileThePasswordIsRotated() {
        RotatedLogin login = new RotatedLogin(account.root(), deployed().output("dbUserCredentialsArn"));
        AtomicBoolean ended = new AtomicBoolean();
        AtomicInteger answered = new AtomicInteger();
        CompletableFuture<Void> clients = answeredUntil(ended, answered);
        for (int rotation = 0; rotation < 2; rotation++) {
            String before = login.currentVersion().orElseThrow();
            login.rotate();
            Eventually.holds("rotated", () -> login.currentVersion()
                    .filter(now -> !now.equals(before))
                    .isPresent());
            int then = answered.get();
            Eventually.holds("answered after it", () -> answered.get() > then + 2 || clients.isDone());
        }
        ended.set(true);
        clients.join();
    }

    /** What systemd does on the instance: the process is started again. */
    /** Another page of the browser's, on every port that the running system listens on. */
    @Test
    @Order(8)
    void aHostilePageGainsNothing() throws IOException, InterruptedException {
        new HostilePage(checkout, account).gainsNothing();
    }

    @Test
    @Order(8)
    @Tag("B6")
    void anInstanceWhoseApplicationDiesComesBack() {
        FunctionKiller killer = new FunctionKiller(checkout.emulator(), "portal-application.jar");
        killer.kill();
        assertThat(killer.killed()).isPositive();

        PortalEdge edge = edge();
        Eventually.holds(
                "the portal answers again",
                () -> edge.throughCloudFront(ACCOUNTS).statusCode() == 200);
    }

    /** Under its own role, which may do no more than it did. */
    @Test
    @Order(9)
    @Tag("C7")
    void instancesAskedForNothingThatTheirRoleMayNot() {
        List<Decisions.Decision> asked = new Decisions(account).ofRole("local-portal-app-local");

        assertThat(asked)
                .extracting(Decisions.Decision::action)
                .contains("s3:GetObject", "secretsmanager:GetSecretValue");
        assertThat(asked).allMatch(Decisions.Decision::allowed);
    }

    /** Its instances are replaced one after the other: somebody answers all the time. */
    @Test
    @Order(10)
    @Tag("B6")
    @Tag("C7")
    void theDeployerChangesTheSystemInPlaceAndItGoesOnServing() {
        List<String> before = instances();
        AtomicBoolean ended = new AtomicBoolean();
        CompletableFuture<Void> clients = answeredUntil(ended, new AtomicInteger());
        stack().changeInPlace();
        Program.Result apply = asDeployer("apply", "-auto-approve", "-parallelism=30", "-no-color");
        assertThat(apply.exitCode()).as(apply.text()).isZero();
        assertThat(apply.out()).containsPattern("[1-9]\\d* changed");
        Eventually.holds(
                "instances are new, and serve",
                () -> instances().stream().noneMatch(before::contains)
                        && deployed().healthyTargets() == before.size());
        ended.set(true);
        clients.join();
    }

    /** CloudFront's header and the listener's rule need the token's text: README names this exception. */
    @Test
    @Order(10)
    @Tag("B5")
    @Tag("C16")
    void theStateHoldsTheOriginTokenAndNoOtherSecretAndNothingPrintsIt() throws IOException {
        HeldSecrets secrets = HeldSecrets.of(account);
        assertThat(secrets.values()).as("secrets to search for").hasSizeGreaterThan(2);
        secrets.areInStateOnly(new TerraformByHand(checkout, account), stack().folder(), Set.of(originValue()));
    }

    @Test
    @Order(11)
    @Tag("C4")
    @Tag("C7")
    @Stages.Destroys
    void theDeployerDestroysItAndLeavesNothingBehind() {
        Program.Result destroy = asDeployer("destroy", "-auto-approve", "-parallelism=30", "-no-color");
        assertThat(destroy.exitCode()).as(destroy.text()).isZero();
        deployed().isGone();
        assertThat(checkout.emulator().descendants().filter(PortalLocalIT::isInstance))
                .as("processes of instances")
                .isEmpty();
        assertThat(new Decisions(account).actionsAllowedTo(DEPLOYER))
                .containsAll(NotAskedHere.because(NotAskedHere.Reason.PORTAL_CHANGES));
    }

    private List<String> instances() {
        return deployed().fleet().instances().stream()
                .map(instance -> instance.instanceId())
                .toList();
    }

    /** A client that asks over and over, and fails with the first answer that is none. */
    private CompletableFuture<Void> answeredUntil(AtomicBoolean ended, AtomicInteger answered) {
        PortalEdge edge = edge();
        return CompletableFuture.runAsync(() -> {
            while (!ended.get()) {
                assertThat(edge.throughCloudFront(ACCOUNTS).statusCode()).isEqualTo(200);
                answered.incrementAndGet();
            }
        });
    }

    private StackFile stack() {
        return new StackFile(checkout.root().resolve(".tap/local/stacks/portal-local"));
    }

    private static boolean isInstance(ProcessHandle process) {
        return process.info().commandLine().orElse("").contains("portal-application.jar");
    }

    private DeployedPortal deployed() {
        return new DeployedPortal(account, up.path("outputs"), "local");
    }

    private PortalEdge edge() {
        return deployed().edge();
    }

    private String originValue() {
        try (SecretsManagerClient secrets = account.client(SecretsManagerClient.builder())) {
            String name = deployed().system().name("origin-verify");
            String arn = secrets.listSecrets(request -> request.filters(Filter.builder()
                            .key(FilterNameStringType.NAME)
                            .values(name)
                            .build()))
                    .secretList()
                    .get(0)
                    .arn();
            return secrets.getSecretValue(request -> request.secretId(arn)).secretString();
        }
    }

    private Path site() {
        return checkout.project().resolve("lambda/portal/site/target");
    }

    private JsonNode manifest() throws IOException {
        return MAPPER.readTree(Files.readString(site().resolve("site-manifest.json")));
    }

    private Program.Result asDeployer(String... arguments) {
        return new TerraformByHand(checkout, new Decisions(account).assume(DEPLOYER)).run(stack().folder(), arguments);
    }
}
