package io.tapstack.main.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tapstack.main.process.Program;
import java.io.IOException;
import java.nio.file.Path;
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
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.apigateway.model.SecurityPolicy;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.RRType;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectLockRetentionMode;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/** Production as it is deployed to an account: bootstrap, plain Terraform, a look at what AWS says, no way to destroy. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class PaymentsProdIT {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Checkout checkout = Checkout.of(PaymentsProdIT.class);
    private final Path stack = checkout.root().resolve("cdktf.out/stacks/payments-prod");
    private LocalAccount local;
    private EmulatedAccount account;
    private TerraformByHand terraform;
    private TerraformByHand asDeployer;
    private DeployedPayments payments;

    @BeforeAll
    void startAnAccountWithAHostedZone() {
        local = LocalAccount.start(checkout);
        account = local.account("eu-central-1");
        terraform = new TerraformByHand(checkout, account);
        try (Route53Client dns = account.client(Route53Client.builder())) {
            String zone = dns.createHostedZone(
                            request -> request.name("pay.example.com").callerReference("it"))
                    .hostedZone()
                    .id()
                    .replace("/hostedzone/", "");
            checkout.changeContext("prod", prod -> ((ObjectNode) prod.path("domain")).put("hostedZoneId", zone));
        }
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

    @Test
    @Order(2)
    @Tag("C7")
    void terraformAloneDeploysTheSynthesizedStackAsTheDeployer() throws IOException {
        Program.Result synth = checkout.tap("synth", "--environment", "prod");
        assertThat(synth.exitCode()).as(synth.text()).isZero();
        asDeployer = new TerraformByHand(checkout, new Decisions(account).assume("prod-tapstack-deployer"));
        succeeds("init", "-input=false");
        succeeds("apply", "-auto-approve", "-parallelism=30");
        JsonNode outputs = MAPPER.readTree(succeeds("output", "-json").out());
        payments = new DeployedPayments(account, outputs, "prod");
        assertThat(outputs.at("/apiEndpoint/value").asText()).isEqualTo("https://api-prod.pay.example.com");
    }

    @BeforeEach
    void needsTheDeploy(TestInfo test) {
        boolean deploys =
                test.getTestMethod().orElseThrow().getAnnotation(Order.class).value() <= 2;
        assumeTrue(deploys || payments != null, "nothing is deployed");
    }

    @Test
    @Order(3)
    void aSecondPlanOfBothStacksIsEmpty() {
        for (String name : new String[] {"foundation-prod", "payments-prod"}) {
            Program.Result plan = checkout.tap(terraform.environment(), "plan", name, "--json");
            assertThat(plan.exitCode()).as(plan.text()).isZero();
        }
    }

    /** What a deploy of payments-local cannot show of the deployer's policies. */
    @Test
    @Order(4)
    @Tag("C7")
    void theDeployerAskedForWhatOnlyProductionNeeds() {
        assertThat(new Decisions(account).actionsAllowedTo("prod-tapstack-deployer"))
                .containsAll(NotAskedHere.because(NotAskedHere.Reason.PRODUCTION_HAS_MORE));
    }

    @Test
    @Order(4)
    @Tag("P2")
    void theDatabaseIsRedundantWatchedAndProtected() {
        DBInstance database = payments.database();
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
    void dataIsEncryptedKeptAndProtected() {
        payments.tableIsComplete();
        assertThat(payments.tableIsProtected()).isTrue();
        payments.keysRotate(4);
        payments.auditBucketIsComplete(90, 180);
        payments.functionsAreComplete(100);
        try (S3Client s3 = account.client(S3Client.builder().forcePathStyle(true))) {
            var retention = s3.getObjectLockConfiguration(request -> request.bucket(
                            payments.outputs().at("/auditBucketName/value").asText()))
                    .objectLockConfiguration()
                    .rule()
                    .defaultRetention();
            assertThat(retention.mode()).isEqualTo(ObjectLockRetentionMode.COMPLIANCE);
            assertThat(retention.days()).isEqualTo(365);
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
    void accessIsBoundedAndEverythingIsLoggedAndWatched() {
        payments.rolesAreBounded();
        payments.logGroupsAreKept(365);
        payments.alarmsTellTheTopic();
        payments.networkIsClosed();
        payments.failuresQueueIsEncrypted();
    }

    @Test
    @Order(4)
    @Tag("P10")
    void aWebFirewallGuardsTheStage() {
        payments.hasAWebFirewall();
    }

    @Test
    @Order(4)
    @Tag("P9")
    void theApiHasItsOwnDomainWithModernTls() {
        try (ApiGatewayClient api = account.client(ApiGatewayClient.builder());
                Route53Client dns = account.client(Route53Client.builder())) {
            var domain = api.getDomainName(request -> request.domainName("api-prod.pay.example.com"));
            assertThat(domain.securityPolicy()).isEqualTo(SecurityPolicy.TLS_1_2);
            assertThat(domain.regionalCertificateArn()).startsWith("arn:aws:acm:eu-central-1:");
            String zone = dns.listHostedZones().hostedZones().get(0).id();
            assertThat(dns.listResourceRecordSets(request -> request.hostedZoneId(zone))
                            .resourceRecordSets())
                    .anyMatch(set -> set.type() == RRType.A && set.name().startsWith("api-prod.pay.example.com"));
        }
    }

    @Test
    @Order(5)
    @Tag("C4")
    void destroyIsRefused() {
        Program.Result destroy = asDeployer.run(stack, "destroy", "-auto-approve", "-no-color");

        assertThat(destroy.succeeded()).isFalse();
        assertThat(destroy.text()).contains("Instance cannot be destroyed");
        assertThat(payments.tableIsProtected()).as("the table is still there").isTrue();
    }

    private Program.Result succeeds(String... arguments) {
        Program.Result result = asDeployer.run(stack, arguments);
        assertThat(result.exitCode()).as(result.text()).isZero();
        return result;
    }
}
