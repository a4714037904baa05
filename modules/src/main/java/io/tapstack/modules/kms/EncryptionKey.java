package io.tapstack.modules.kms;

import com.hashicorp.cdktf.TerraformProvider;
import com.hashicorp.cdktf.TerraformResourceLifecycle;
import com.hashicorp.cdktf.providers.aws.kms_alias.KmsAlias;
import com.hashicorp.cdktf.providers.aws.kms_key.KmsKey;
import io.tapstack.modules.core.Deployment;
import io.tapstack.modules.core.Problems;
import io.tapstack.modules.core.Statement;
import java.util.List;
import java.util.Optional;
import software.constructs.Construct;

/**
 * A customer-managed KMS key for one purpose, rotated every year, with an alias (C11; FSBP KMS.4, CIS 3.6).
 *
 * <p>Its policy hands the decision to the account's IAM policies and lets the named services in, each under a
 * condition (see {@link ServiceAccess}).
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html">Key policies in AWS KMS</a>
 */
public final class EncryptionKey extends Construct {
    private final Ref ref;

    /**
     * @param alias without the {@code alias/} in front; contains the suffix
     * @param purpose what the key encrypts, for the reader of the console
     * @param serviceAccess what AWS services may do with the key; see {@link ServiceAccess}
     * @param region the provider of the region that the key is in, where that is not the stack's own
     */
    public record Props(
            Deployment deployment,
            KeySettings settings,
            String alias,
            String purpose,
            List<Statement> serviceAccess,
            Optional<TerraformProvider> region) {
        public Props {
            Problems.refuse("key", settings);
            serviceAccess = List.copyOf(serviceAccess);
        }

        /** In the stack's own region. */
        public Props(
                Deployment deployment,
                KeySettings settings,
                String alias,
                String purpose,
                List<Statement> serviceAccess) {
            this(deployment, settings, alias, purpose, serviceAccess, Optional.empty());
        }
    }

    /** What others may use of a key. */
    public record Ref(String arn) {
        public KeyGrants grants() {
            return new KeyGrants(arn);
        }
    }

    public EncryptionKey(Construct scope, String id, Props props) {
        super(scope, id);
        KmsKey key = KmsKey.Builder.create(this, "key")
                .provider(props.region.orElse(null))
                .description(props.purpose)
                .enableKeyRotation(true)
                .deletionWindowInDays(props.settings.deletionWindowDays())
                .policy(KeyPolicy.json(props.deployment, props.serviceAccess))
                .lifecycle(TerraformResourceLifecycle.builder()
                        .preventDestroy(props.settings.protection().isProtected())
                        .build())
                .build();
        KmsAlias.Builder.create(this, "alias")
                .provider(props.region.orElse(null))
                .name("alias/" + props.alias)
                .targetKeyId(key.getKeyId())
                .build();
        this.ref = new Ref(key.getArn());
    }

    public Ref ref() {
        return ref;
    }
}
