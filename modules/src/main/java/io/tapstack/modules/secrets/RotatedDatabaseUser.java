package io.tapstack.modules.secrets;

import com.hashicorp.cdktf.TerraformResourceLifecycle;
import com.hashicorp.cdktf.providers.aws.lambda_permission.LambdaPermission;
import com.hashicorp.cdktf.providers.aws.secretsmanager_secret.SecretsmanagerSecret;
import com.hashicorp.cdktf.providers.aws.secretsmanager_secret_policy.SecretsmanagerSecretPolicy;
import com.hashicorp.cdktf.providers.aws.secretsmanager_secret_rotation.SecretsmanagerSecretRotation;
import com.hashicorp.cdktf.providers.aws.secretsmanager_secret_rotation.SecretsmanagerSecretRotationRotationRules;
import io.tapstack.modules.core.Account;
import io.tapstack.modules.core.Condition;
import io.tapstack.modules.core.Deployment;
import io.tapstack.modules.core.PolicyDocument;
import io.tapstack.modules.core.Problems;
import io.tapstack.modules.core.Statement;
import io.tapstack.modules.kms.EncryptionKey;
import io.tapstack.modules.lambda.FunctionArtifact;
import io.tapstack.modules.lambda.FunctionKeys;
import io.tapstack.modules.lambda.FunctionNetwork;
import io.tapstack.modules.lambda.FunctionRuntime;
import io.tapstack.modules.lambda.FunctionSettings;
import io.tapstack.modules.lambda.JavaFunction;
import io.tapstack.modules.lambda.SnapStart;
import io.tapstack.modules.messaging.Queue;
import io.tapstack.modules.rds.PostgresDatabase;
import io.tapstack.modules.terraform.Trigger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.constructs.Construct;

/**
 * A user of a PostgreSQL database whose password is nobody's: a secret without a value, and a function that gives it its first
 * and every further one (S3; FSBP SecretsManager.1, .4).
 *
 * <p>Neither the code nor Terraform's state ever holds a password: the first rotation, at once, makes the user. Two users take
 * turns, so that the credentials of the moment are never the ones that are being changed.
 *
 * @see <a href="https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotation-strategy.html">Lambda function rotation
 *     strategies: alternating users</a>
 */
public final class RotatedDatabaseUser extends Construct {
    private static final Pattern USER = Pattern.compile("[a-z_][a-z0-9_]{0,56}");

    private final Ref ref;

    /**
     * @param purpose goes into the names of secret and function: {@code app-user}
     * @param user the database user; the other one is {@code <user>_clone}
     * @param database whose master secret the function may read
     * @param key encrypts the secret
     */
    public record Props(
            Deployment deployment,
            String purpose,
            String user,
            RotationSettings settings,
            PostgresDatabase.Ref database,
            EncryptionKey.Ref key,
            Rotation rotation) {
        public Props {
            Problems.refuse(purpose, settings);
            if (!USER.matcher(user).matches()) {
                throw new IllegalArgumentException(
                        "a rotated user's name has 1 to 57 of a-z, 0-9 and _, not a digit first, got \"" + user + '"');
            }
        }

        String name() {
            return deployment.name(purpose);
        }
    }

    /**
     * The function that rotates: one for each secret.
     *
     * @param purpose goes into its name: {@code secret-rotation}
     * @param network from where it reaches the database and Secrets Manager
     */
    public record Rotation(
            String purpose,
            FunctionSettings settings,
            FunctionArtifact artifact,
            FunctionNetwork network,
            FunctionKeys keys,
            Queue.Ref deadLetters) {}

    /**
     * What others may use of the user.
     *
     * @param secretArn JSON with {@code username} and {@code password}; whoever mentions it waits for the first rotation to be
     *     ordered
     */
    public record Ref(String secretArn, JavaFunction.Ref function, SecretGrants grants) {}

    public RotatedDatabaseUser(Construct scope, String id, Props props) {
        super(scope, id);
        SecretsmanagerSecret secret = SecretsmanagerSecret.Builder.create(this, "secret")
                // A deleted secret keeps its name for the recovery window.
                .namePrefix(props.name() + "-")
                .description("Database user " + props.user + ", rotated")
                .kmsKeyId(props.key.arn())
                .recoveryWindowInDays(props.settings.recoveryWindowDays())
                .lifecycle(TerraformResourceLifecycle.builder()
                        .preventDestroy(props.settings.protection().isProtected())
                        .build())
                .build();
        String arn = secret.getArn();
        Account account = props.deployment.account();
        SecretGrants grants = new SecretGrants(props.purpose, arn, props.key.arn(), account.region());
        JavaFunction.Ref function = function(props, arn, grants);
        SecretsmanagerSecretPolicy policy = SecretsmanagerSecretPolicy.Builder.create(this, "policy")
                .secretArn(arn)
                .policy(policy(props, arn).json())
                .blockPublicPolicy(true)
                .build();
        LambdaPermission permission = LambdaPermission.Builder.create(this, "permission")
                .statementId("SecretRotates")
                .action("lambda:InvokeFunction")
                .functionName(function.name())
                .qualifier(function.aliasName())
                .principal("secretsmanager.amazonaws.com")
                .sourceAccount(account.id())
                .sourceArn(arn)
                .build();
        SecretsmanagerSecretRotation rotation = SecretsmanagerSecretRotation.Builder.create(this, "rotation")
                .secretId(arn)
                .rotationLambdaArn(function.aliasArn())
                .rotationRules(SecretsmanagerSecretRotationRotationRules.builder()
                        .automaticallyAfterDays(props.settings.rotationDays())
                        .build())
                .dependsOn(List.of(permission, policy))
                .build();
        // Another database has no such user: the first rotation there is as immediate as the very first one.
        Trigger.replaces(rotation, this, "database", props.database.resourceId());
        rotation.addOverride("rotate_immediately", true); // younger than the bindings; there is no user before
        this.ref = new Ref(rotation.getSecretId(), function, grants);
    }

    public Ref ref() {
        return ref;
    }

    private JavaFunction.Ref function(Props props, String secretArn, SecretGrants grants) {
        Rotation rotation = props.rotation;
        PostgresDatabase.Ref database = props.database;
        FunctionRuntime runtime = new FunctionRuntime(
                Map.of(
                        "DB_HOST", database.address(),
                        "DB_PORT", database.port(),
                        "DB_NAME", database.databaseName(),
                        "DB_MASTER_SECRET_ARN", database.masterSecretArn(),
                        "DB_USER", props.user,
                        "SECRET_ARN", secretArn),
                Stream.of(grants.rotate(), database.grants().readMasterSecret())
                        .flatMap(List::stream)
                        .toList(),
                Optional.of(rotation.network),
                rotation.keys,
                rotation.deadLetters,
                SnapStart.NONE);
        return new JavaFunction(
                        this,
                        "function",
                        new JavaFunction.Props(
                                props.deployment,
                                rotation.purpose,
                                "Gives database user " + props.user + " a new password",
                                rotation.settings,
                                rotation.artifact,
                                runtime))
                .ref();
    }

    /**
     * Denies, regardless of IAM policies, every other account, and every value but the rotation's. {@code UpdateSecret} writes
     * values too, and Terraform needs it to change key and description. The account's root may replace the policy: otherwise
     * it could never be changed again once its own subjects are deleted.
     */
    private static PolicyDocument policy(Props props, String arn) {
        Account account = props.deployment.account();
        return PolicyDocument.of(
                OwnAccount.only(account, arn),
                denyUnless(
                                "OnlyRotationWritesValues",
                                arn,
                                account.iamArn("role/" + props.deployment.roleName(props.rotation.purpose)))
                        .to("secretsmanager:PutSecretValue", "secretsmanager:UpdateSecretVersionStage"),
                denyUnless(
                                "OnlyTheDeployerChangesIt",
                                arn,
                                account.iamArn("role/" + props.deployment.deployerRoleName()),
                                account.iamArn("root"))
                        .to(
                                "secretsmanager:DeleteResourcePolicy",
                                "secretsmanager:PutResourcePolicy",
                                "secretsmanager:UpdateSecret"));
    }

    private static Statement denyUnless(String sid, String arn, String... principals) {
        return Statement.deny(sid)
                .byAnyone()
                .on(arn)
                .when(new Condition("ArnNotEquals", "aws:PrincipalArn", List.of(principals)));
    }
}
