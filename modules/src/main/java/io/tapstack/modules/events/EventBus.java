package io.tapstack.modules.events;

import com.hashicorp.cdktf.providers.aws.cloudwatch_event_archive.CloudwatchEventArchive;
import com.hashicorp.cdktf.providers.aws.cloudwatch_event_bus.CloudwatchEventBus;
import com.hashicorp.cdktf.providers.aws.cloudwatch_event_bus_policy.CloudwatchEventBusPolicy;
import io.tapstack.modules.core.Deployment;
import io.tapstack.modules.core.PolicyDocument;
import io.tapstack.modules.core.Problems;
import io.tapstack.modules.core.Statement;
import io.tapstack.modules.kms.EncryptionKey;
import io.tapstack.modules.messaging.Queue;
import java.util.List;
import java.util.Map;
import software.constructs.Construct;

/**
 * An EventBridge bus of a system's own (L4): encrypted, open to its own account only, its events archived so that they
 * can be replayed. Events that it cannot encrypt or decrypt go to the dead letters.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-encryption-event-bus-cmkey.html">Encrypting
 *     EventBridge event buses with AWS KMS keys</a>
 */
public final class EventBus extends Construct {
    private static final int LONGEST_ARCHIVE_NAME = 48;

    private final Ref ref;

    /**
     * @param purpose goes into the bus's name: {@code offers}
     * @param key its policy must let EventBridge in: {@link io.tapstack.modules.kms.ServiceAccess#eventBuses}
     * @param deadLetters its policy must let the bus in: {@link io.tapstack.modules.messaging.Source#eventBuses}
     */
    public record Props(
            Deployment deployment,
            String purpose,
            EventBusSettings settings,
            EncryptionKey.Ref key,
            Queue.Ref deadLetters) {
        public Props {
            Problems.refuse(purpose, settings);
        }

        String name() {
            return deployment.name(purpose);
        }
    }

    /** What others may use of a bus. */
    public record Ref(String name, String arn) {
        /** Putting events, in the caller's own name. */
        public List<Statement> put() {
            return List.of(Statement.allow("PutEvents").to("events:PutEvents").on(arn));
        }
    }

    public EventBus(Construct scope, String id, Props props) {
        super(scope, id);
        CloudwatchEventBus bus = CloudwatchEventBus.Builder.create(this, "bus")
                .name(props.name())
                .build();
        // Younger than the bindings.
        bus.addOverride("kms_key_identifier", props.key.arn());
        bus.addOverride("dead_letter_config", Map.of("arn", props.deadLetters.arn()));
        String name = bus.getName();
        String arn = bus.getArn();
        CloudwatchEventBusPolicy.Builder.create(this, "policy")
                .eventBusName(name)
                .policy(policy(props.deployment, arn).json())
                .build();
        archive(props, arn);
        this.ref = new Ref(name, arn);
    }

    public Ref ref() {
        return ref;
    }

    private static PolicyDocument policy(Deployment deployment, String arn) {
        return PolicyDocument.of(Statement.allow("AccountPutsEvents")
                .byAws(deployment.account().iamArn("root"))
                .to("events:PutEvents")
                .on(arn));
    }

    /** Encrypted with a key of AWS's: the provider cannot give it ours before its version 6. */
    private void archive(Props props, String busArn) {
        if (props.name().length() > LONGEST_ARCHIVE_NAME) {
            throw new IllegalArgumentException(
                    "archive name longer than " + LONGEST_ARCHIVE_NAME + ": " + props.name());
        }
        CloudwatchEventArchive.Builder.create(this, "archive")
                .name(props.name())
                .description("Events of " + props.name() + ", to be replayed")
                .eventSourceArn(busArn)
                .retentionDays(props.settings.archiveDays())
                .build();
    }
}
