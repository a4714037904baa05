package io.tapstack.modules.secrets;

import static io.tapstack.modules.testing.Samples.ACCOUNT;
import static io.tapstack.modules.testing.Samples.DEPLOYMENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapstack.modules.core.CidrPlan;
import io.tapstack.modules.core.InvalidSettings;
import io.tapstack.modules.core.Protection;
import io.tapstack.modules.core.Retention;
import io.tapstack.modules.core.Statement;
import io.tapstack.modules.kms.EncryptionKey;
import io.tapstack.modules.lambda.FunctionArtifact;
import io.tapstack.modules.lambda.FunctionKeys;
import io.tapstack.modules.lambda.FunctionNetwork;
import io.tapstack.modules.lambda.FunctionSettings;
import io.tapstack.modules.messaging.Queue;
import io.tapstack.modules.network.Network;
import io.tapstack.modules.network.NetworkSettings;
import io.tapstack.modules.rds.Availability;
import io.tapstack.modules.rds.BackupSettings;
import io.tapstack.modules.rds.DatabaseMonitoring;
import io.tapstack.modules.rds.DatabaseSettings;
import io.tapstack.modules.rds.PostgresDatabase;
import io.tapstack.modules.rds.StorageSettings;
import io.tapstack.modules.testing.ResourceAssert;
import io.tapstack.modules.testing.Synthesized;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("S3")
final class RotatedDatabaseUserSynthTest {
    private static final Synthesized STACK = synth("app", new RotationSettings(30, 0, Protection.DISPOSABLE));

    @Test
    @Tag("SecretsManager.1")
    void isASecretWithoutAValueUnderAKeyOfItsOwn() {
        STACK.only("aws_secretsmanager_secret")
                .has("name_prefix", "payments-pr123-app-user-")
                .has("kms_key_id", "secrets-key")
                .has("recovery_window_in_days", 0);
        STACK.none("aws_secretsmanager_secret_version");
        STACK.none("random_password");
    }

    @Test
    @Tag("SecretsManager.4")
    void isRotatedAtOnceAndEveryThirtyDaysOnceLambdaLetsSecretsManager() {
        String permission = STACK.only("aws_lambda_permission")
                .has("principal", "secretsmanager.amazonaws.com")
                .has("source_arn", secret(".arn"))
                .has("source_account", "123456789012")
                .has("qualifier", "${" + STACK.only("aws_lambda_alias").address() + ".name}")
                .address();
        STACK.only("aws_secretsmanager_secret_rotation")
                .has("secret_id", secret(".arn"))
                .has(
                        "rotation_lambda_arn",
                        "${" + STACK.only("aws_lambda_alias").address() + ".arn}")
                .has("rotate_immediately", true)
                .has("rotation_rules/automatically_after_days", 30)
                .has(
                        "depends_on",
                        List.of(
                                permission,
                                STACK.only("aws_secretsmanager_secret_policy").address()));
    }

    @Test
    void refusesOtherAccountsAndValuesThatAreNotTheRotations() {
        ResourceAssert policy = STACK.only("aws_secretsmanager_secret_policy").has("block_public_policy", true);
        policy.statement("policy", "RefuseOtherAccounts")
                .has("Effect", "Deny")
                .has("Action", "secretsmanager:*")
                .has("Condition", Map.of("StringNotEquals", Map.of("aws:PrincipalAccount", "123456789012")));
        policy.statement("policy", "OnlyRotationWritesValues")
                .has("Effect", "Deny")
                .has("Action", List.of("secretsmanager:PutSecretValue", "secretsmanager:UpdateSecretVersionStage"))
                .has(
                        "Condition",
                        Map.of(
                                "ArnNotEquals",
                                Map.of(
                                        "aws:PrincipalArn",
                                        "arn:aws:iam::123456789012:role/dev-payments-secret-rotation-pr123")));
        STACK.only("aws_iam_role", "name", "dev-payments-secret-rotation-pr123");
    }

    /** {@code UpdateSecret} writes a value too, and a policy could open what this one closes. */
    @Test
    void refusesChangesThatAreNotTheDeployers() {
        STACK.only("aws_secretsmanager_secret_policy")
                .statement("policy", "OnlyTheDeployerChangesIt")
                .has("Effect", "Deny")
                .has(
                        "Action",
                        List.of(
                                "secretsmanager:DeleteResourcePolicy",
                                "secretsmanager:PutResourcePolicy",
                                "secretsmanager:UpdateSecret"))
                .has(
                        "Condition",
                        Map.of(
                                "ArnNotEquals",
                                Map.of(
                                        "aws:PrincipalArn",
                                        List.of(
                                                "arn:aws:iam::123456789012:role/dev-tapstack-deployer",
                                                "arn:aws:iam::123456789012:root"))));
    }

    /** A new database has no such user. */
    @Test
    void isRotatedAgainForAnotherDatabase() {
        ResourceAssert database = STACK.only("terraform_data");
        database.has("triggers_replace", "${" + STACK.only("aws_db_instance").address() + ".resource_id}");
        STACK.only("aws_secretsmanager_secret_rotation")
                .has("lifecycle/replace_triggered_by", List.of(database.address()));
    }

    @Test
    void tellsTheFunctionWhatItsContractSays() {
        ResourceAssert function =
                STACK.only("aws_lambda_function").has("function_name", "payments-pr123-secret-rotation");
        for (String variable : List.of("DB_HOST", "DB_PORT", "DB_MASTER_SECRET_ARN")) {
            function.hasText("environment/variables/" + variable, "aws_db_instance.");
        }
        function.has("environment/variables/DB_NAME", "ledger")
                .has("environment/variables/DB_USER", "app")
                .has("environment/variables/SECRET_ARN", secret(".arn"));
    }

    @Test
    @Tag("C7")
    void letsTheFunctionDoWhatRotationTakes() {
        ResourceAssert policy = STACK.only("aws_iam_policy", "name", "dev-payments-secret-rotation-pr123");
        policy.statement("policy", "RotateAppUser")
                .has(
                        "Action",
                        List.of(
                                "secretsmanager:DescribeSecret",
                                "secretsmanager:GetSecretValue",
                                "secretsmanager:PutSecretValue",
                                "secretsmanager:UpdateSecretVersionStage"))
                .has("Resource", secret(".arn"));
        policy.statement("policy", "GeneratePasswords")
                .has("Action", "secretsmanager:GetRandomPassword")
                .has("Resource", "*");
        policy.statement("policy", "ReadMasterSecret").has("Action", "secretsmanager:GetSecretValue");
        policy.statement("policy", "UseKeyOfAppUser")
                .has("Action", List.of("kms:Decrypt", "kms:GenerateDataKey"))
                .has("Resource", "secrets-key")
                .has(
                        "Condition",
                        Map.of("StringEquals", Map.of("kms:ViaService", "secretsmanager.eu-central-1.amazonaws.com")));
    }

    @Test
    void letsReadersReadAndNoMore() {
        List<Statement> read = new SecretGrants("app-user", "secret-arn", "key-arn", ACCOUNT.region()).read();
        assertThat(read)
                .flatExtracting(Statement::actions)
                .containsExactly("secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue", "kms:Decrypt");
    }

    @Test
    @Tag("C4")
    void refusesToBeDestroyedWhenProtected() {
        STACK.only("aws_secretsmanager_secret").has("lifecycle/prevent_destroy", false);
        synth("app", new RotationSettings(30, 30, Protection.PROTECTED))
                .only("aws_secretsmanager_secret")
                .has("lifecycle/prevent_destroy", true)
                .has("recovery_window_in_days", 30);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "App", "1app", "app-user", "drop table"})
    void refusesNamesThatPostgresqlWouldHaveToQuote(String user) {
        assertThatThrownBy(() -> synth(user, new RotationSettings(30, 0, Protection.DISPOSABLE)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("got \"" + user + '"');
    }

    @Test
    @Tag("C4")
    void refusesBadSettings() {
        assertThatThrownBy(() -> synth("app", new RotationSettings(0, 6, Protection.DISPOSABLE)))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining("app-user.rotationDays must be 1..365, got 0")
                .hasMessageContaining("app-user.recoveryWindowDays must be 0 or 7..30, got 6");
    }

    private static String secret(String attribute) {
        return "${" + STACK.only("aws_secretsmanager_secret").address() + attribute + "}";
    }

    private static Synthesized synth(String user, RotationSettings settings) {
        EncryptionKey.Ref key = new EncryptionKey.Ref("other-key");
        return Synthesized.of(stack -> {
            Network vpc = new Network(
                    stack,
                    "network",
                    new Network.Props(
                            DEPLOYMENT,
                            new NetworkSettings(new CidrPlan("10.1.0.0/16"), List.of("a", "b"), new Retention(7)),
                            key,
                            List.of()));
            Network.Ref network = vpc.ref();
            PostgresDatabase.Ref database = new PostgresDatabase(
                            stack,
                            "database",
                            new PostgresDatabase.Props(
                                    DEPLOYMENT,
                                    database(),
                                    "ledger",
                                    network.vpcId(),
                                    network.privateSubnetIds(),
                                    new PostgresDatabase.Keys(key, key, key)))
                    .ref();
            new RotatedDatabaseUser(
                    stack,
                    "app-user",
                    new RotatedDatabaseUser.Props(
                            DEPLOYMENT,
                            "app-user",
                            user,
                            settings,
                            database,
                            new EncryptionKey.Ref("secrets-key"),
                            new RotatedDatabaseUser.Rotation(
                                    "secret-rotation",
                                    new FunctionSettings(512, Duration.ofSeconds(30), 2, new Retention(7)),
                                    new FunctionArtifact("rotation.jar", "Handler"),
                                    new FunctionNetwork(network.privateSubnetIds(), "group", vpc.ways()),
                                    new FunctionKeys(key, key),
                                    new Queue.Ref("dead", "queue-arn", "url", "key-arn"))));
        });
    }

    private static DatabaseSettings database() {
        return new DatabaseSettings(
                "17",
                "db.t4g.micro",
                new StorageSettings(20, 20),
                new BackupSettings(1, "03:00-04:00", "sun:04:00-sun:05:00"),
                Availability.SINGLE_AZ,
                DatabaseMonitoring.STANDARD,
                Protection.DISPOSABLE,
                new Retention(7));
    }
}
