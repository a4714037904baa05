package io.tapstack.main.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tapstack.main.process.Program;
import io.tapstack.main.terraform.StackFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdvancedSecurityModeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeletionProtectionType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolMfaType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolTierType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolType;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectLockRetentionMode;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/**
 * Production as it is deployed to an account: one bootstrap, the systems side by side by plain Terraform, a look at what AWS
 * says, no way to destroy.
 */
@Tag(Stages.LONG)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class ProductionIT {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final List<String> SYSTEMS = List.of("security", "payments", "loyalty", "portal");

    /** Production refuses to be destroyed: what takes away is asked for in {@link SecurityLocalIT}. */
    private static final Predicate<String> MAKES =
            Pattern.compile(":(Create|Put|Enable|BatchEnable|Start|Rotate)").asPredicate();

    private final Checkout checkout = Checkout.of(ProductionIT.class);
    private final Map<String, JsonNode> outputs = new ConcurrentHashMap<>();
    private LocalAccount local;
    private EmulatedAccount account;
    private TerraformByHand terraform;
    private TerraformByHand asDeployer;

    @BeforeAll
    void startAnAccountWithAHostedZone() {
        local = LocalAccount.start(checkout);
        account = local.account("eu-central-1");
        terraform = new TerraformByHand(checkout, account);
        String zone = account.hostedZone("pay.example.com");
        checkout.intoTheEmulatedAccount("prod");
        checkout.changeContext("prod", prod -> ((ObjectNode) prod.path("domain")).put("hostedZoneId", zone));
    }

    @AfterAll
    void end() {
        local.close();
    }

    @Test
    @Order(1)
    @Tag("C5")
    @Tag("S5")
    void bootstrapMakesTheFoundationAndMovesItsStateIntoItsBucket() {
        Program.Result bootstrap = checkout.tap(terraform.environment(), "bootstrap", "prod", "--yes");

        assertThat(bootstrap.exitCode()).as(bootstrap.text()).isZero();
        try (S3Client s3 = account.client(S3Client.builder().forcePathStyle(true))) {
            assertThat(s3.headObject(request -> request.bucket("example-tapstack-prod-state")
                                    .key("foundation-prod/prod/terraform.tfstate"))
                            .serverSideEncryption())
                    .isEqualTo(ServerSideEncryption.AWS_KMS);
        }
    }

    /** At the same time, as two teams might. */
    @Test
    @Order(2)
    @Tag("C1")
    @Tag("C7")
    void terraformAloneDeploysEachSynthesizedStackAsTheDeployer() {
        Program.Result synth = checkout.tap("synth", "--environment", "prod");
        assertThat(synth.exitCode()).as(synth.text()).isZero();
        asDeployer = new TerraformByHand(checkout, Operator.in(account).assume("prod-tapstack-deployer"));
        SYSTEMS.forEach(system -> succeeds(system, "init", "-input=false"));
        SYSTEMS.parallelStream().forEach(this::deploy);
    }

    private void deploy(String system) {
        succeeds(system, "apply", "-auto-approve", "-parallelism=30", "-no-color");
        try {
            outputs.put(
                    system, MAPPER.readTree(succeeds(system, "output", "-json").out()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @BeforeEach
    void needsTheDeploy(TestInfo test) {
        boolean deploys =
                test.getTestMethod().orElseThrow().getAnnotation(Order.class).value() <= 2;
        assumeTrue(deploys || outputs.size() == SYSTEMS.size(), "not everything is deployed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"foundation", "security", "payments", "loyalty", "portal"})
    @Order(3)
    @Tag("C1")
    void aSecondPlanIsEmpty(String system) {
        TerraformByHand who = SYSTEMS.contains(system) ? asDeployer : terraform;
        Program.Result plan = checkout.tap(who.environment(), "plan", system + "-prod", "--json");
        assertThat(plan.exitCode()).as(plan.text()).isZero();
    }

    /** As in an account of the caller's: only the endpoint leads to the emulated one. */
    @ParameterizedTest
    @ValueSource(strings = {"foundation", "security", "payments", "loyalty", "portal"})
    @Order(4)
    @Tag("C8")
    @Tag("C9")
    @Tag("C10")
    @Tag("C11")
    void everyPromiseIsKept(String system) {
        promises(system).areKept();
    }

    /** What only production has. */
    @ParameterizedTest
    @CsvSource({"payments, web-acl", "portal, listener-tls", "portal, load-balancer-protection"})
    @Order(4)
    void aBrokenPromiseIsFound(String system, String check) {
        promises(system).areMissedBy(check);
    }

    /** What local environments cannot show of the deployer's policies. */
    @Test
    @Order(4)
    @Tag("C7")
    void theDeployerAskedForWhatOnlyProductionNeeds() {
        assertThat(new Decisions(account).actionsAllowedTo("prod-tapstack-deployer"))
                .containsAll(NotAskedHere.because(NotAskedHere.Reason.PRODUCTION_HAS_MORE))
                .containsAll(NotAskedHere.because(NotAskedHere.Reason.LOYALTY_HAS_MORE))
                .containsAll(NotAskedHere.because(NotAskedHere.Reason.PORTAL_HAS_MORE))
                .containsAll(NotAskedHere.because(NotAskedHere.Reason.SECURITY_HAS_MORE).stream()
                        .filter(MAKES)
                        .toList());
    }

    @Test
    @Order(4)
    @Tag("P2")
    void theDatabaseIsRedundantWatchedAndProtected() {
        DBInstance database = payments().database();
        assertThat(database.multiAZ()).isTrue();
        assertThat(database.deletionProtection()).isTrue();
        assertThat(database.backupRetentionPeriod()).isGreaterThanOrEqualTo(7);
        assertThat(database.monitoringInterval()).isPositive();
        assertThat(database.performanceInsightsEnabled()).isTrue();
        assertThat(database.dbInstanceClass()).isEqualTo("db.r7g.large");
    }

    @Test
    @Order(4)
    @Tag("P3")
    @Tag("P5")
    @Tag("P6")
    @Tag("C4")
    @Tag("C10")
    @Tag("C11")
    @Tag("C13")
    void paymentsDataIsEncryptedKeptAndProtected() {
        payments().tableIsComplete();
        assertThat(payments().tableIsProtected()).isTrue();
        payments().keysHaveAliases(4);
        payments().auditBucketIsComplete(90, 180);
        payments().functionsAreComplete(100);
        try (S3Client s3 = account.client(S3Client.builder().forcePathStyle(true))) {
            var retention = s3.getObjectLockConfiguration(request -> request.bucket(
                            outputs.get("payments").at("/auditBucketName/value").asText()))
                    .objectLockConfiguration()
                    .rule()
                    .defaultRetention();
            assertThat(retention.mode()).isEqualTo(ObjectLockRetentionMode.COMPLIANCE);
            assertThat(retention.days()).isEqualTo(365);
        }
    }

    @Test
    @Order(4)
    @Tag("L1")
    @Tag("L4")
    @Tag("L6")
    @Tag("C4")
    @Tag("C10")
    @Tag("C11")
    @Tag("C13")
    void loyaltyDataIsEncryptedKeptAndProtected() {
        loyalty().tablesAreComplete();
        assertThat(loyalty().tablesAreProtected()).isTrue();
        loyalty().cursorKeySigns();
        loyalty().assetsBucketIsComplete(90);
        loyalty().functionsAreComplete(100);
        loyalty().offersFindTheirWay("cron(0/15 6-9 * * ? *)");
        assertThat(loyalty().archiveDays()).isEqualTo(365);
    }

    @Test
    @Order(4)
    @Tag("L2")
    @Tag("C4")
    void membersAreGuardedAgainstStolenPasswords() {
        UserPoolType pool = loyalty().strictUserPool();
        assertThat(pool.userPoolTier()).isEqualTo(UserPoolTierType.PLUS);
        assertThat(pool.userPoolAddOns().advancedSecurityMode()).isEqualTo(AdvancedSecurityModeType.ENFORCED);
        assertThat(pool.deletionProtection()).isEqualTo(DeletionProtectionType.ACTIVE);
        assertThat(pool.mfaConfiguration()).isEqualTo(UserPoolMfaType.OPTIONAL);
        assertThat(loyalty().signIn()).containsExactlyInAnyOrder("ALLOW_USER_SRP_AUTH", "ALLOW_REFRESH_TOKEN_AUTH");
    }

    @Test
    @Order(4)
    @Tag("L5")
    void eMailsAreSignedForTheDomain() {
        try (Route53Client dns = account.client(Route53Client.builder())) {
            String zone = dns.listHostedZones().hostedZones().get(0).id();
            assertThat(dns.listResourceRecordSets(request -> request.hostedZoneId(zone))
                            .resourceRecordSets())
                    .filteredOn(record -> record.name().contains("._domainkey."))
                    .hasSize(3)
                    .allMatch(record -> record.resourceRecords().get(0).value().endsWith(".dkim.amazonses.com"));
        }
    }

    @Test
    @Order(4)
    @Tag("C7")
    @Tag("C8")
    @Tag("C9")
    @Tag("C14")
    @Tag("P1")
    @Tag("P11")
    @Tag("P12")
    void accessToPaymentsIsBoundedAndEverythingIsLoggedAndWatched() {
        payments().rolesHaveOnePolicy();
        payments().auditLogsAreKept(365);
        payments().alarmsAreDescribed();
        payments().networkIsClosed();
        payments().failuresQueueIsWatched();
    }

    @Test
    @Order(4)
    @Tag("C7")
    @Tag("C8")
    @Tag("C9")
    @Tag("L8")
    void accessToLoyaltyIsBoundedAndEverythingIsLoggedAndWatched() {
        loyalty().rolesHaveOnePolicy();
        loyalty().auditLogsAreKept(365);
        loyalty().alarmsAreDescribed();
        loyalty().queuesAreWatched();
    }

    @Test
    @Order(4)
    @Tag("C7")
    @Tag("C8")
    @Tag("C9")
    @Tag("S3")
    @Tag("S6")
    @Tag("S7")
    @Tag("S8")
    void theAccountIsWatched() {
        security().system().rolesHaveOnePolicy();
        security().system().auditLogsAreKept(365, 4);
        security().alarmsAreDescribed();
        security().trailAndRecorderAreComplete();
        security().secretRotatesByTheFunction();
        security().functionsAreComplete();
    }

    @Test
    @Order(4)
    @Tag("B2")
    @Tag("B4")
    @Tag("B5")
    @Tag("B6")
    @Tag("B7")
    @Tag("C4")
    void thePortalIsRedundantAndAnswersCloudFrontOnly() {
        portal().distributionIsComplete();
        portal().distributionHasTheDomain("portal-prod.pay.example.com");
        portal().loadBalancerAnswersCloudFrontOnly();
        portal().loadBalancerIsHardened();
        portal().loadBalancerSpeaksTls();
        portal().fleetIsComplete(3);
        portal().instancesAreHardened();
        portal().onlyCloudFrontGetsIn(3);
        assertThat(portal().natGateways()).isEqualTo(3);
        assertThat(portal().fleet().instances()).hasSize(3);
        DBInstance database = portal().database();
        assertThat(database.multiAZ()).isTrue();
        assertThat(database.deletionProtection()).isTrue();
        assertThat(database.backupRetentionPeriod()).isGreaterThanOrEqualTo(7);
    }

    @Test
    @Order(4)
    @Tag("B6")
    void allInstancesOfThePortalServe() {
        Eventually.holds("all are healthy", () -> portal().healthyTargets() == 3);
        assertThat(portal().edge().throughCloudFront("/api/accounts").statusCode())
                .isEqualTo(200);
    }

    @Test
    @Order(4)
    @Tag("B8")
    @Tag("C7")
    @Tag("C8")
    void accessToThePortalIsBoundedAndEverythingIsLoggedAndWatched() {
        portal().system().rolesHaveOnePolicy();
        portal().system().auditLogsAreKept(365, 4);
        portal().system().dashboardShows("AWS/ApplicationELB", "AWS/AutoScaling", "AWS/RDS", "AWS/CloudFront");
    }

    @ParameterizedTest
    @ValueSource(strings = {"payments", "loyalty"})
    @Order(4)
    @Tag("P10")
    @Tag("L2")
    void aWebFirewallGuardsTheStage(String system) {
        new DeployedEdge(new DeployedSystem(account, system, "prod")).hasAWebFirewall();
    }

    @Test
    @Order(4)
    @Tag("P9")
    @Tag("L2")
    void eachApiHasItsOwnDomainWithModernTls() {
        assertThat(outputs.get("payments").at("/apiEndpoint/value").asText())
                .isEqualTo("https://api-prod.pay.example.com");
        assertThat(outputs.get("loyalty").at("/apiBaseUrl/value").asText())
                .isEqualTo("https://loyalty-prod.pay.example.com");
        new DeployedEdge(payments().system()).hasTheDomain("api-prod.pay.example.com");
        new DeployedEdge(loyalty().system()).hasTheDomain("loyalty-prod.pay.example.com");
    }

    @ParameterizedTest
    @ValueSource(strings = {"security", "payments", "loyalty", "portal"})
    @Order(5)
    @Tag("C4")
    void destroyIsRefused(String system) {
        Program.Result destroy = asDeployer.run(stack(system), "destroy", "-auto-approve", "-no-color");

        assertThat(destroy.succeeded()).isFalse();
        assertThat(destroy.text()).contains("Instance cannot be destroyed");
        assertThat(payments().tableIsProtected() && loyalty().tablesAreProtected())
                .as("the tables are still there")
                .isTrue();
        assertThat(portal().edge().throughCloudFront("/api/accounts").statusCode())
                .as("the portal still answers")
                .isEqualTo(200);
    }

    private Promises promises(String system) {
        StackFolder folder = StackFolder.in(checkout.root().resolve("cdktf.out"), system + "-prod");
        return new Promises(checkout, account, terraform.environment(), folder);
    }

    private DeployedSecurity security() {
        return new DeployedSecurity(account, outputs.get("security"), "prod");
    }

    private DeployedPayments payments() {
        return new DeployedPayments(account, outputs.get("payments"), "prod");
    }

    private DeployedLoyalty loyalty() {
        return new DeployedLoyalty(account, outputs.get("loyalty"), "prod");
    }

    private DeployedPortal portal() {
        return new DeployedPortal(account, outputs.get("portal"), "prod");
    }

    private Path stack(String system) {
        return checkout.root().resolve("cdktf.out/stacks/" + system + "-prod");
    }

    private Program.Result succeeds(String system, String... arguments) {
        Program.Result result = asDeployer.run(stack(system), arguments);
        assertThat(result.exitCode()).as(result.text()).isZero();
        return result;
    }
}
