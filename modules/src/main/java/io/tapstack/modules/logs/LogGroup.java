package io.tapstack.modules.logs;

import com.hashicorp.cdktf.ITerraformDependable;
import com.hashicorp.cdktf.TerraformProvider;
import com.hashicorp.cdktf.providers.aws.cloudwatch_log_group.CloudwatchLogGroup;
import io.tapstack.modules.core.Problems;
import io.tapstack.modules.core.Retention;
import io.tapstack.modules.kms.EncryptionKey;
import java.util.Optional;
import software.constructs.Construct;

/**
 * A CloudWatch log group that is encrypted and does not keep its events for ever (C8).
 *
 * <p>Whoever writes to the group must take its name from {@link #ref()}: the reference is what makes Terraform create
 * the group first. A group that AWS makes by itself is neither encrypted nor ever emptied.
 */
public final class LogGroup extends Construct {
    private final CloudwatchLogGroup group;
    private final Ref ref;

    /**
     * @param name the full name; AWS services prescribe some: {@code /aws/lambda/<function>}
     * @param key its policy must let CloudWatch Logs in: {@link io.tapstack.modules.kms.ServiceAccess#logs}
     * @param region the provider of the region that the group is in, with its key, where that is not the stack's own
     */
    public record Props(String name, Retention retention, EncryptionKey.Ref key, Optional<TerraformProvider> region) {
        public Props {
            Problems.refuse("retention", retention);
        }

        /** In the stack's own region. */
        public Props(String name, Retention retention, EncryptionKey.Ref key) {
            this(name, retention, key, Optional.empty());
        }
    }

    /**
     * What others may use of a log group.
     *
     * @param arn without the {@code :*} that IAM wants behind it to mean the group's streams
     */
    public record Ref(String name, String arn) {}

    public LogGroup(Construct scope, String id, Props props) {
        super(scope, id);
        this.group = CloudwatchLogGroup.Builder.create(this, "group")
                .provider(props.region.orElse(null))
                .name(props.name)
                .retentionInDays(props.retention.days())
                .kmsKeyId(props.key.arn())
                .build();
        this.ref = new Ref(group.getName(), group.getArn());
    }

    public Ref ref() {
        return ref;
    }

    /** For a writer that cannot name the group, and so must say {@code dependsOn}. */
    public ITerraformDependable resource() {
        return group;
    }
}
