package io.tapstack.modules.kms;

import com.hashicorp.cdktf.TerraformResourceLifecycle;
import com.hashicorp.cdktf.providers.aws.kms_alias.KmsAlias;
import com.hashicorp.cdktf.providers.aws.kms_key.KmsKey;
import io.tapstack.modules.core.Condition;
import io.tapstack.modules.core.Deployment;
import io.tapstack.modules.core.Problems;
import io.tapstack.modules.core.Statement;
import java.util.List;
import software.constructs.Construct;

/**
 * A customer-managed KMS key that makes message authentication codes (HMAC, SHA-256), with an alias. KMS cannot rotate
 * such a key: to end its use, replace it.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/hmac.html">HMAC keys in AWS KMS</a>
 */
public final class MacKey extends Construct {
    private final Ref ref;

    /**
     * @param alias without the {@code alias/} in front; contains the suffix
     * @param purpose what the key signs, for the reader of the console
     */
    public record Props(Deployment deployment, KeySettings settings, String alias, String purpose) {
        public Props {
            Problems.refuse("key", settings);
        }
    }

    /** What others may use of a key. */
    public record Ref(String arn) {
        /** Making codes, not checking them. {@code what} tells two grants in one policy apart. */
        public Statement generate(String what) {
            return Statement.allow("MakeCodesFor" + what)
                    .to("kms:GenerateMac")
                    .on(arn)
                    .when(Condition.equals("kms:MacAlgorithm", "HMAC_SHA_256"));
        }
    }

    public MacKey(Construct scope, String id, Props props) {
        super(scope, id);
        KmsKey key = KmsKey.Builder.create(this, "key")
                .description(props.purpose)
                .keyUsage("GENERATE_VERIFY_MAC")
                .customerMasterKeySpec("HMAC_256")
                .deletionWindowInDays(props.settings.deletionWindowDays())
                .policy(KeyPolicy.json(props.deployment, List.of()))
                .lifecycle(TerraformResourceLifecycle.builder()
                        .preventDestroy(props.settings.protection().isProtected())
                        .build())
                .build();
        KmsAlias.Builder.create(this, "alias")
                .name("alias/" + props.alias)
                .targetKeyId(key.getKeyId())
                .build();
        this.ref = new Ref(key.getArn());
    }

    public Ref ref() {
        return ref;
    }
}
