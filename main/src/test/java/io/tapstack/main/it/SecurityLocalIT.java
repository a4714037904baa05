package io.tapstack.main.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tapstack.main.demo.ReconnectingClient;
import io.tapstack.main.demo.RotatedLogin;
import io.tapstack.main.process.Program;
import io.tapstack.modules.core.Deployment;
import io.tapstack.modules.core.Environment;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
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
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.secretsmanager.model.InvalidRequestException;

/**
 * The security baseline's life on a developer's machine: shown by {@code tap up}, disturbed, attacked from inside, and taken
 * away by the deployer. In stages, each on what the former left.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Tag(Stages.LONG)
final class SecurityLocalIT {
    private static final String DEPLOYER = "local-tapstack-deployer";
    private static final int ROTATIONS = 6;
    /** Findings; few, because the emulated Lambda takes seconds to repeat what the reserved concurrency throttles. */
    private static final int FLOOD = 100;
    /** About as long as a rotation takes whose function is warm. */
    private static final int ROTATION_MILLISECONDS = 1500;

    private final Checkout checkout = Checkout.of(SecurityLocalIT.class);
    private final Map<String, Long> roundTrips = new TreeMap<>();
    private JsonNode up;
    private EmulatedAccount account;

    @AfterAll
    void leaveNothingRunning() {
        System.out.println("remediation, round trips in ms: " + roundTrips);
        checkout.leaveNothingRunning();
    }

    @BeforeEach
    void needsTheFormerStage(TestInfo test) {
        Stages.need(up != null, test);
    }

    @Test
    @Order(1)
    @Tag("S3")
    @Tag("S5")
    @Tag("S9")
    void tapUpShowsTheSystemWorking() throws IOException {
        Program.Result result = checkout.tap("up", "security", "--json");

        assertThat(result.exitCode()).as(result.text()).isZero();
        JsonNode shown = new ObjectMapper().readTree(result.out());
        assertThat(shown.path("demonstration")).hasSize(3);
        assertThat(shown.path("demonstration").toString())
                .contains("none failed, as app and app_clone")
                .contains("AWS Config found security-local-rotation-function, closed after")
                .contains("reported to security-local-remediations")
                .contains("refused: iam:DeletePolicy, ", "sts:AssumeRole of the deployer, ", "by the deployer");
        up = shown;
        account = checkout.account(up);
        assertThat(HeldSecrets.of(account).in(result.text()))
                .as("what tap printed")
                .isEmpty();
    }

    @Test
    @Order(2)
    void tapUpOnceMoreChangesNothingAndShowsItAgain() throws IOException {
        Program.Result again = checkout.tap("up", "security", "--json");

        assertThat(again.exitCode()).as(again.text()).isZero();
        JsonNode result = new ObjectMapper().readTree(again.out());
        assertThat(result.path("changes").asInt()).isZero();
        assertThat(result.path("demonstration")).hasSize(3);
    }

    /** After rotations and fixes as well, and for the deployer, who may look at everything. */
    @Test
    @Order(3)
    @Tag("C1")
    void aSecondPlanIsEmpty() {
        Program.Result plan = asDeployer("plan", "-detailed-exitcode", "-no-color");
        assertThat(plan.exitCode()).as(plan.text()).isZero();
    }

    @Test
    @Order(4)
    @Tag("S3")
    @Tag("S6")
    @Tag("S8")
    void theApiOfAwsSaysWhatTheSettingsSay() {
        DeployedSecurity security = deployed();
        security.trailAndRecorderAreComplete();
        security.secretRotatesByTheFunction();
        security.functionsAreComplete();
    }

    @Test
    @Order(4)
    @Tag("C7")
    @Tag("C8")
    @Tag("C9")
    @Tag("S7")
    void theApiOfAwsShowsRolesKeptLogsAndAlarms() {
        DeployedSecurity security = deployed();
        security.alarmsAreDescribed();
        security.system().rolesHaveOnePolicy();
        security.system().auditLogsAreKept(7, 4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"foundation", "security"})
    @Order(4)
    @Tag("C8")
    @Tag("C9")
    @Tag("S3")
    @Tag("S6")
    @Tag("S8")
    @Tag("S11")
    void everyPromiseIsKept(String system) {
        Promises.local(checkout, account, system).areKept();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "account-passwords",
                "account-volume-encryption",
                "detector-on",
                "recorder-on",
                "rule-enabled",
                "secret-encryption",
                "trail-logging"
            })
    @Order(4)
    @Tag("S6")
    @Tag("S8")
    @Tag("S11")
    void aBrokenPromiseIsFound(String check) {
        Promises.local(checkout, account, "security").areMissedBy(check);
    }

    /** Processes are killed at random moments; whoever asks for the rotation asks again until it is done. */
    @Test
    @Order(5)
    @Tag("S3")
    void aKilledRotationEndsRightAndAClientThatReconnectsAllTheTimeSeesNoFailure() throws SQLException {
        RotatedLogin login = login();
        FunctionKiller killer = new FunctionKiller(checkout.emulator(), "RotationHandler");
        Random moments = new Random(11);
        Set<String> users = new TreeSet<>();
        try (ReconnectingClient client = new ReconnectingClient(login)) {
            for (int i = 0; i < ROTATIONS; i++) {
                String before = login.currentVersion().orElseThrow();
                rotateAgain(login);
                Eventually.pause(Duration.ofMillis(moments.nextInt(ROTATION_MILLISECONDS)));
                killer.kill();
                finish(login, before);
                try (Connection connection = login.connect()) {
                    users.add(connection.getMetaData().getUserName());
                }
            }
            assertThat(client.connections())
                    .as("connections, none of which failed")
                    .isGreaterThan(ROTATIONS);
        }
        assertThat(killer.killed()).as("killed functions").isGreaterThanOrEqualTo(ROTATIONS / 2);
        assertThat(users).containsExactly("app", "app_clone");
    }

    static Stream<UnsafeResource> unsafe() {
        return UnsafeResource.all();
    }

    @ParameterizedTest
    @MethodSource("unsafe")
    @Order(6)
    @Tag("S9")
    void whatAwsConfigObjectsToIsPutInOrderAndReported(UnsafeResource unsafe) {
        String id = unsafe.make().apply(account);
        assertThat(unsafe.isSafe().test(account, id)).as("before").isFalse();
        long begin = System.nanoTime();
        deployed().evaluate(unsafe.rule());

        Eventually.holds(id + " is in order", () -> unsafe.isSafe().test(account, id));
        roundTrips.put(unsafe.fix(), (System.nanoTime() - begin) / 1_000_000);
        Eventually.holds(id + " is reported", () -> deployed().outcomes(id).contains("FIXED"));
        deployed().evaluate(unsafe.rule());
        assertThat(deployed().outcomes(id)).doesNotContain("NEEDS_PERSON");
    }

    @Test
    @Order(7)
    @Tag("S9")
    void aDryRunReportsAndChangesNothing() {
        UnsafeResource ssh = openSsh();
        remediationWith(Map.of("DRY_RUN", "true")).during(() -> {
            String id = ssh.make().apply(account);
            deployed().evaluate(ssh.rule());
            Eventually.holds(id + " is reported", () -> deployed().outcomes(id).contains("WOULD_FIX"));
            assertThat(ssh.isSafe().test(account, id)).isFalse();
        });
    }

    @Test
    @Order(7)
    @Tag("S9")
    void aResourceThatIsOpenedAgainAndAgainLeavesTheFixesOfOthersAlone() {
        UnsafeResource ssh = openSsh();
        UnsafeResource rdp = UnsafeResource.openPort("SECURITY_GROUP_RDP", "restricted-incoming-traffic", 3389);
        remediationWith(Map.of("FIXES_PER_RESOURCE_AND_HOUR", "1")).during(() -> {
            Set<String> ids =
                    Stream.generate(() -> ssh.make().apply(account)).limit(3).collect(Collectors.toSet());
            deployed().evaluate(ssh.rule());
            Eventually.holds("all are closed", () -> ids.stream()
                    .allMatch(id -> ssh.isSafe().test(account, id)));

            String id = ids.iterator().next();
            UnsafeResource.open(account, id, 3389);
            deployed().evaluate(rdp.rule());
            Eventually.holds(
                    "the limit is reported", () -> deployed().outcomes(id).contains("LIMIT_REACHED"));
            assertThat(rdp.isSafe().test(account, id)).isFalse();
        });
    }

    /** As EventBridge invokes it in an account whose rules are new; of different resources, so that none repeats another. */
    @Test
    @Order(9)
    @Tag("S9")
    @Tag("S10")
    void aFloodOfFindingsIsTenMailsAtMostAndEachIsReported() {
        String flood = "flood-" + System.nanoTime();
        remediationWith(Map.of("MAILS_PER_HOUR", "10")).during(() -> {
            deployed().findNoncompliance(flood, FLOOD);
            Eventually.holds(
                    "all are reported", () -> deployed().reported(flood).size() == FLOOD);
        });
        assertThat(deployed().published("alertsTopicArn", flood)).hasSizeLessThanOrEqualTo(10);
    }

    @Test
    @Order(8)
    @Tag("S10")
    void findingsReachTheAlertsTopicFromTheirSeverityOn() {
        for (String severity : new String[] {"INFORMATIONAL", "HIGH"}) {
            JsonNode imported = RawCall.rest("securityhub", "POST", "/findings/import", finding(severity))
                    .answer(account);
            assertThat(imported.path("SuccessCount").asInt()).isEqualTo(1);
        }
        String detector = RawCall.rest("guardduty", "GET", "/detector", "")
                .answer(account)
                .at("/detectorIds/0")
                .asText();
        RawCall.rest(
                        "guardduty",
                        "POST",
                        "/detector/" + detector + "/findings/create",
                        "{\"findingTypes\":[\"Policy:S3/BucketAnonymousAccessGranted\"]}")
                .answer(account);

        Eventually.holds("GuardDuty's finding is told", () -> !deployed()
                .published("alertsTopicArn", "GuardDuty, severity 8")
                .isEmpty());
        Eventually.holds("Security Hub's finding is told", () -> !deployed()
                .published("alertsTopicArn", "Security Hub, HIGH: a test finding")
                .isEmpty());
        assertThat(deployed().published("alertsTopicArn", "INFORMATIONAL")).isEmpty();
    }

    /** A role whose own policy allows everything; what the boundary does not allow is refused call by call. */
    @Test
    @Order(9)
    @Tag("S5")
    void aRoleUnderTheBoundaryCannotLeaveItNorTakeTheAccountOverNorBlindTheAuditors() {
        Decisions decisions = new Decisions(account);
        try (Everything role = new Everything(account, deployed().output("permissionBoundaryArn"))) {
            EmulatedAccount bounded = decisions.assume(Everything.BOUNDED);
            Map<String, BoundaryCalls.Attempt> calls =
                    new BoundaryCalls(deployed(), Everything.BOUNDED, Everything.UNBOUNDED).all();

            assertThat(calls)
                    .hasSizeGreaterThan(90)
                    .allSatisfy((action, attempt) ->
                            assertThat(attempt.isRefused(bounded)).as(action).isTrue());

            assertThat(decisions.ofRole(Everything.BOUNDED).stream()
                            .filter(decision -> !decision.allowed())
                            .map(Decisions.Decision::action))
                    .as("refused by IAM, and by nothing else")
                    .containsAll(calls.keySet().stream()
                            .map(call -> call.split(" ", 2)[0])
                            .toList());
            assertThat(role.boundary()).isEqualTo(deployed().output("permissionBoundaryArn"));
            assertThat(deployed().isLogging() && deployed().isRecording()).isTrue();
        }
    }

    /** A search over every action that AWS's reference calls a write, not over a list of ours. */
    @Test
    @Order(9)
    @Tag("S5")
    @Tag("C7")
    void noPathLeadsFromARoleUnderTheBoundaryToOneWithoutIt() {
        try (Everything role = new Everything(account, deployed().output("permissionBoundaryArn"))) {
            EscapeSearch search = new EscapeSearch(account);
            String deployer = LocalArns.role(Deployment.deployerRoleName(Environment.LOCAL));
            List<String> running = search.principals().stream()
                    .filter(arn -> !search.isFree(arn) && !arn.equals(deployer))
                    .toList();

            assertThat(search.reachableFrom(role.unbounded()))
                    .as("the search finds paths")
                    .contains(deployer)
                    .containsAll(running);
            assertThat(running).hasSizeGreaterThan(5).allSatisfy(arn -> assertThat(search.reachableFrom(arn))
                    .as(arn)
                    .isEmpty());
            assertThat(search.reachableFrom(deployer)).isNotEmpty().noneMatch(search::isFree);
            assertThat(search.writesOn("other", role.bounded())).containsExactlyElementsOf(EscapeSearch.HARMLESS);
            assertThat(search.writesOn("other", deployer))
                    .filteredOn(action -> action.matches("(iam|sts|lambda):.*"))
                    .as("the account's settings, which the security baseline writes")
                    .containsExactly("iam:DeleteAccountPasswordPolicy", "iam:UpdateAccountPasswordPolicy");
        }
    }

    @Test
    @Order(10)
    @Tag("C16")
    void noSecretIsPrintedOrKept() throws IOException {
        HeldSecrets secrets = HeldSecrets.of(account);
        assertThat(secrets.values()).as("secrets to search for").hasSizeGreaterThan(2);
        secrets.areNowhere(new TerraformByHand(checkout, account), stack());
    }

    @Test
    @Order(10)
    @Tag("S9")
    void nothingEndedInAQueueOfFailures() {
        assertThat(deployed().failures()).isZero();
    }

    @Test
    @Order(11)
    @Tag("C4")
    @Stages.Destroys
    void theDeployerDestroysItAndLeavesNothingBehind() {
        Program.Result destroy = asDeployer("destroy", "-auto-approve", "-parallelism=30", "-no-color");
        assertThat(destroy.exitCode()).as(destroy.text()).isZero();
        deployed().isGone();
    }

    private DeployedSecurity deployed() {
        return new DeployedSecurity(account, up.path("outputs"), "local");
    }

    private RotatedLogin login() {
        return new RotatedLogin(account.root(), deployed().output("dbUserCredentialsArn"));
    }

    private Program.Result asDeployer(String... arguments) {
        return new TerraformByHand(checkout, new Decisions(account).assume(DEPLOYER)).run(stack(), arguments);
    }

    private Path stack() {
        return checkout.root().resolve(".tap/local/stacks/security-local");
    }

    private ReconfiguredFunction remediationWith(Map<String, String> variables) {
        return new ReconfiguredFunction(account, deployed().system().name("remediation"), variables);
    }

    private static UnsafeResource openSsh() {
        return UnsafeResource.openPort("SECURITY_GROUP_SSH", "incoming-ssh-disabled", 22);
    }

    /** Until another version is current: one that gave up is asked for again, as AWS does by itself for hours. */
    private static void finish(RotatedLogin login, String before) {
        Eventually.holds("rotated", () -> {
            for (int look = 0; look < 50; look++) {
                if (login.currentVersion().filter(now -> !now.equals(before)).isPresent()) {
                    return true;
                }
                Eventually.pause(Duration.ofMillis(200));
            }
            rotateAgain(login);
            return false;
        });
    }

    /** Says nothing if the one before is still on its way; it goes on then. */
    private static void rotateAgain(RotatedLogin login) {
        try {
            login.rotate();
        } catch (InvalidRequestException unfinished) {
            assertThat(unfinished).hasMessageContaining("A previous rotation isn't complete");
        }
    }

    private static String finding(String severity) {
        return """
                {"Findings": [{"SchemaVersion": "2018-10-08", "Id": "%1$s", "GeneratorId": "test", "Title": "a test finding",
                  "ProductArn": "arn:aws:securityhub:eu-central-1::product/aws/securityhub", "ProductName": "Security Hub CSPM",
                  "AwsAccountId": "123456789012", "CreatedAt": "2026-11-22T06:00:00Z", "UpdatedAt": "2026-11-22T06:00:00Z",
                  "Description": "d", "Severity": {"Label": "%1$s"}, "Types": ["Effects"],
                  "Resources": [{"Type": "Other", "Id": "r-%1$s"}]}]}""".formatted(severity);
    }
}
