package io.tapstack.main.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tapstack.main.process.Program;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
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
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/**
 * Terraform deploys, changes and destroys the payments system as the deployer role, under enforced IAM; and the role may
 * do that and nothing else. In stages, each on what the former left.
 */
@Tag(Stages.LONG)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Tag("C5")
@Tag("C7")
final class DeployerIT {
    private static final String REGION = "eu-central-1";
    private static final String DEPLOYER = "local-tapstack-deployer";
    private static final String PAYMENT = "{\"userId\":\"u-42\",\"amount\":1999,\"currency\":\"EUR\"}";
    private static final String TRUST = """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole",
              "Principal": {"Service": "lambda.amazonaws.com"}}]}""";

    private final Checkout checkout = Checkout.of(DeployerIT.class);
    private final StackFile foundation = new StackFile(checkout.root().resolve("cdktf.out/stacks/foundation-local"));
    private final StackFile payments = new StackFile(checkout.root().resolve("cdktf.out/stacks/payments-local"));
    private LocalAccount local;
    private EmulatedAccount root;
    private EmulatedAccount deployer;
    private Decisions decisions;
    private JsonNode outputs;

    @BeforeAll
    void bootstrapAsRoot() {
        local = LocalAccount.start(checkout);
        root = local.account(REGION);
        decisions = new Decisions(root);
        Program.Result synth = checkout.tap("synth", "--environment", "local");
        assertThat(synth.exitCode()).as(synth.text()).isZero();
        foundation.keepStateHere();
        succeeds(root, foundation, "init", "-input=false");
        succeeds(root, foundation, "apply", "-auto-approve", "-parallelism=30");
        deployer = decisions.assume(DEPLOYER);
    }

    @AfterAll
    void end() {
        if (local != null) {
            local.close();
        }
    }

    @BeforeEach
    void needsTheDeploy(TestInfo test) {
        Stages.need(outputs != null, test);
    }

    @Test
    @Order(1)
    void deploysTheSystem() throws IOException {
        succeeds(deployer, payments, "init", "-input=false");
        succeeds(deployer, payments, "apply", "-auto-approve", "-parallelism=30", "-no-color");
        outputs = new ObjectMapper()
                .readTree(succeeds(deployer, payments, "output", "-json").out());
        assertThat(outputs.at("/lambdaName/value").asText()).isEqualTo("payments-local-api");
    }

    @Test
    @Order(2)
    void seesThatNothingIsLeftToDo() {
        succeeds(deployer, payments, "plan", "-detailed-exitcode", "-no-color");
    }

    @Test
    @Order(3)
    @Tag("S5")
    void makesNoRoleThatIsFreeOfTheBoundaryNorAnotherSystems() {
        try (IamClient iam = deployer.client(IamClient.builder())) {
            refused(() -> iam.createRole(
                    role -> role.roleName("local-payments-free-local").assumeRolePolicyDocument(TRUST)));
            refused(() -> iam.createRole(role -> role.roleName("local-payments-free-local")
                    .assumeRolePolicyDocument(TRUST)
                    .permissionsBoundary(policy("local-payments-api-local"))));
            refused(() -> iam.createRole(role -> role.roleName("local-elsewhere-api-local")
                    .assumeRolePolicyDocument(TRUST)
                    .permissionsBoundary(policy("local-tapstack-boundary"))));
            refused(() -> iam.deleteRolePermissionsBoundary(role -> role.roleName("local-payments-api-local")));
        }
    }

    @Test
    @Order(3)
    @Tag("S5")
    void cannotRaiseItselfOrTouchTheBoundary() {
        try (IamClient iam = deployer.client(IamClient.builder())) {
            refused(() -> iam.deletePolicy(request -> request.policyArn(policy("local-tapstack-boundary"))));
            refused(() -> iam.createPolicyVersion(request -> request.policyArn(policy("local-tapstack-boundary"))
                    .policyDocument("{}")
                    .setAsDefault(true)));
            refused(() -> iam.createPolicyVersion(request -> request.policyArn(policy(DEPLOYER + "-state"))
                    .policyDocument("{}")
                    .setAsDefault(true)));
            refused(() -> iam.attachRolePolicy(
                    request -> request.roleName(DEPLOYER).policyArn(policy("local-payments-api-local"))));
            refused(() -> iam.attachRolePolicy(request -> request.roleName("local-payments-api-local")
                    .policyArn("arn:aws:iam::aws:policy/AdministratorAccess")));
            refused(() -> iam.putRolePolicy(request -> request.roleName("local-payments-api-local")
                    .policyName("more")
                    .policyDocument("{}")));
            refused(() -> iam.createUser(request -> request.userName("local-payments-user")));
            refused(() -> iam.createAccessKey(request -> request.userName("admin")));
        }
    }

    @Test
    @Order(3)
    void handsRolesToItsServicesOnly() {
        try (LambdaClient functions = deployer.client(LambdaClient.builder());
                RdsClient databases = deployer.client(RdsClient.builder())) {
            refused(() -> databases.modifyDBInstance(
                    request -> request.dbInstanceIdentifier("payments-local-db").monitoringRoleArn(role(DEPLOYER))));
            refused(() -> functions.updateFunctionConfiguration(
                    request -> request.functionName("payments-local-api").role(role(DEPLOYER))));
            refused(() -> functions.getFunction(request -> request.functionName("elsewhere-local-api")));
        }
    }

    @Test
    @Order(3)
    void readsNeitherDataNorSecretsNorTheFoundationsState() {
        try (S3Client s3 = deployer.client(S3Client.builder().forcePathStyle(true));
                SecretsManagerClient secrets = deployer.client(SecretsManagerClient.builder());
                DynamoDbClient tables = deployer.client(DynamoDbClient.builder())) {
            refused(() -> secrets.getSecretValue(request ->
                    request.secretId(outputs.at("/dbMasterSecretArn/value").asText())));
            refused(() -> tables.scan(request ->
                    request.tableName(outputs.at("/dynamoTableName/value").asText())));
            refused(() -> s3.deleteBucket(request -> request.bucket("tapstack-local-state")));
            refused(() -> s3.getObjectAsBytes(
                    request -> request.bucket("tapstack-local-state").key("foundation-local/local/terraform.tfstate")));
            refused(() -> s3.deleteObject(
                    request -> request.bucket("tapstack-local-state").key("payments-local/local/terraform.tfstate")));
            refused(() -> s3.getObjectAsBytes(request -> request.bucket(
                            outputs.at("/auditBucketName/value").asText())
                    .key("audit/x")));
        }
    }

    /** Of every write of S3 in AWS's reference. */
    @Test
    @Order(3)
    @Tag("C5")
    @Tag("S5")
    void writesStatesOfItsStacksAndDeletesTheirLocksOnly() {
        EscapeSearch search = new EscapeSearch(root);
        String bucket = "arn:aws:s3:::tapstack-local-state";
        String state = bucket + "/payments-local/local/terraform.tfstate";

        assertThat(search.writesOf("s3", role(DEPLOYER), state)).containsExactly("s3:PutObject");
        assertThat(search.writesOf("s3", role(DEPLOYER), state + ".tflock"))
                .containsExactly("s3:DeleteObject", "s3:PutObject");
        assertThat(List.of(
                        bucket,
                        bucket + "/x",
                        bucket + "/foundation-local/local/terraform.tfstate",
                        bucket + "/foundation-local/local/terraform.tfstate.tflock",
                        bucket + "/payments-prod/prod/terraform.tfstate",
                        bucket + "/payments-prod/prod/terraform.tfstate.tflock"))
                .allSatisfy(other -> assertThat(search.writesOf("s3", role(DEPLOYER), other))
                        .as(other)
                        .isEmpty());
    }

    /** By the tag that says whose it is: a key has no name. */
    @Test
    @Order(3)
    @Tag("S5")
    void cannotEndTheFoundationsKeyNorTagItAsItsOwn() {
        var ours = software.amazon.awssdk.services.kms.model.Tag.builder()
                .tagKey("System")
                .tagValue("payments")
                .build();
        try (KmsClient kms = deployer.client(KmsClient.builder())) {
            String key = kms.describeKey(request -> request.keyId("alias/local-tapstack-state"))
                    .keyMetadata()
                    .keyId();
            refused(() -> kms.scheduleKeyDeletion(request -> request.keyId(key)));
            refused(() -> kms.putKeyPolicy(request -> request.keyId(key).policy("{}")));
            refused(() -> kms.tagResource(request -> request.keyId(key).tags(List.of(ours))));
            refused(() -> kms.untagResource(request -> request.keyId(key).tagKeys("System")));
        }
    }

    @Test
    @Order(4)
    void everyRoleMayMakeItsCallsAndNoOthers() {
        List<RoleCall> calls = new PaymentsRoleCalls(root, outputs).all();
        new DeployedRoles(root, calls).mayMakeTheirCallsAndNoOthers();
        new RoleTable("payments", calls).isIn(checkout.project().resolve("docs/iam.md"));
    }

    /** What the handlers really ask for, through the API and the stream, is in the table. */
    @Test
    @Order(4)
    void theHandlersMakeCallsOfTheTableOnly() throws IOException {
        PaymentsApi api = new PaymentsApi(
                root.credentials(),
                root.endpoint() + "/_execute-api/" + outputs.at("/apiId/value").asText() + "/local");
        String id = new ObjectMapper()
                .readTree(api.post(UUID.randomUUID().toString(), PAYMENT).body())
                .path("transactionId")
                .asText();
        assertThat(api.get("/payment/" + id).statusCode()).isEqualTo(200);
        assertThat(api.get("/payment?userId=u-42").statusCode()).isEqualTo(200);
        assertThat(api.get("/payment?status=ACCEPTED").statusCode()).isEqualTo(200);
        Eventually.holds(
                "payment " + id + " is audited",
                () -> !new DeployedLedger(root, outputs).auditRecords(id).isEmpty());

        DeployedRoles roles = new DeployedRoles(root, new PaymentsRoleCalls(root, outputs).all());
        for (String purpose : List.of("api", "ledger", "migrations")) {
            roles.functionAskedForItsCallsOnly(new LocalRole("payments", purpose));
        }
    }

    @Test
    @Order(5)
    void changesTheSystemInPlace() {
        payments.changeInPlace();
        String out = succeeds(deployer, payments, "apply", "-auto-approve", "-parallelism=30", "-no-color")
                .out();
        assertThat(out).containsPattern("0 added, [1-9]\\d* changed, 0 destroyed|[1-9]\\d* changed");
    }

    @Test
    @Order(6)
    @Tag("C4")
    void destroysTheSystem() {
        succeeds(deployer, payments, "destroy", "-auto-approve", "-parallelism=30", "-no-color");
    }

    /** The least: each action that was granted was asked for, or a reason is on record why it could not be here. */
    @Test
    @Order(7)
    void wasGrantedWhatItAskedForAndNoMore() {
        Set<String> granted = foundation.actionsOf("deployer_");
        Set<String> asked = decisions.actionsAllowedTo(DEPLOYER);
        asked.remove("sts:GetCallerIdentity"); // everybody may

        assertThat(granted).containsAll(asked);
        assertThat(granted.stream().filter(action -> !asked.contains(action)))
                .as("granted, not asked for")
                .containsExactlyInAnyOrderElementsOf(NotAskedHere.reasons().keySet());
    }

    private Program.Result succeeds(EmulatedAccount account, StackFile stack, String... arguments) {
        Program.Result result = new TerraformByHand(checkout, account).run(stack.folder(), arguments);
        assertThat(result.exitCode()).as(result.text()).isZero();
        return result;
    }

    private static void refused(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(AwsServiceException.class, refusal -> assertThat(
                        refusal.awsErrorDetails().errorCode())
                .as(refusal.getMessage())
                .startsWith("AccessDenied"));
    }

    private static String role(String name) {
        return "arn:aws:iam::123456789012:role/" + name;
    }

    private static String policy(String name) {
        return "arn:aws:iam::123456789012:policy/" + name;
    }
}
