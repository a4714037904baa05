package io.tapstack.modules.secrets;

import com.hashicorp.cdktf.ITerraformDependable;
import com.hashicorp.cdktf.TerraformResourceLifecycle;
import com.hashicorp.cdktf.providers.aws.secretsmanager_secret.SecretsmanagerSecret;
import com.hashicorp.cdktf.providers.aws.secretsmanager_secret_policy.SecretsmanagerSecretPolicy;
import com.hashicorp.cdktf.providers.aws.secretsmanager_secret_version.SecretsmanagerSecretVersion;
import io.tapstack.modules.core.Account;
import io.tapstack.modules.core.Deployment;
import io.tapstack.modules.core.PolicyDocument;
import io.tapstack.modules.core.Problems;
import io.tapstack.modules.kms.EncryptionKey;
import io.tapstack.modules.terraform.KeptValue;
import java.util.ArrayList;
import java.util.List;
import software.constructs.Construct;

/**
 * A random value that resources must be told, which take no reference to a secret: 64 hexadecimal digits, in Terraform's state,
 * and as a secret for who reads it at run time. Never for what opens data. It is the one secret in a state: plans,
 * {@code terraform show} and outputs do not print it, {@code terraform show -json} does, as it does with every sensitive value.
 *
 * <p>Terraform makes the value at the first apply; from then on it is held still. The settings' next generation makes the
 * next value, and both are let in until the generation after that.
 *
 * @see <a href="https://developer.hashicorp.com/terraform/language/resources/terraform-data">The terraform_data managed resource
 *     type</a>
 */
public final class GeneratedToken extends Construct {
    /** Not from a data source: Terraform prints what it reads by its id, and a random password's id is the password. */
    private static final String MADE = "replace(\"${uuid()}${uuid()}\", \"-\", \"\")";

    private final Ref ref;
    private final SecretsmanagerSecretVersion version;

    /**
     * @param purpose goes into the secret's name: {@code origin-verify}
     * @param description what the value is for
     * @param key encrypts the secret
     */
    public record Props(
            Deployment deployment, String purpose, String description, TokenSettings settings, EncryptionKey.Ref key) {
        public Props {
            Problems.refuse(purpose, settings);
        }
    }

    /**
     * What others may use of it. The values are sensitive.
     *
     * @param value to show
     * @param accepted values to let in: this one, and the generation before
     * @param secretArn of the secret whose text is the value
     */
    public record Ref(String value, List<String> accepted, String secretArn, SecretGrants grants) {
        public Ref {
            accepted = List.copyOf(accepted);
        }
    }

    public GeneratedToken(Construct scope, String id, Props props) {
        super(scope, id);
        int generation = props.settings.generation();
        List<String> accepted = new ArrayList<>(List.of(value(generation)));
        if (generation > 1) {
            accepted.add(value(generation - 1));
        }
        String arn = SecretsmanagerSecret.Builder.create(this, "secret")
                // A deleted secret keeps its name for the recovery window.
                .namePrefix(props.deployment.name(props.purpose) + "-")
                .description(props.description)
                .kmsKeyId(props.key.arn())
                .recoveryWindowInDays(props.settings.recoveryWindowDays())
                .lifecycle(TerraformResourceLifecycle.builder()
                        .preventDestroy(props.settings.protection().isProtected())
                        .build())
                .build()
                .getArn();
        this.version = SecretsmanagerSecretVersion.Builder.create(this, "version")
                .secretId(arn)
                .secretString(accepted.get(0))
                .build();
        Account account = props.deployment.account();
        SecretsmanagerSecretPolicy.Builder.create(this, "policy")
                .secretArn(arn)
                .policy(PolicyDocument.of(OwnAccount.only(account, arn)).json())
                .blockPublicPolicy(true)
                .build();
        this.ref = new Ref(
                accepted.get(0),
                accepted,
                arn,
                new SecretGrants(props.purpose, arn, props.key.arn(), account.region()));
    }

    public Ref ref() {
        return ref;
    }

    /** For who reads the secret, and so must say {@code dependsOn}: it has a value from then on. */
    public ITerraformDependable version() {
        return version;
    }

    private String value(int generation) {
        return KeptValue.secret(this, "token-" + generation, MADE);
    }
}
