package io.tapstack.modules.messaging;

import com.hashicorp.cdktf.providers.aws.sqs_queue.SqsQueue;
import com.hashicorp.cdktf.providers.aws.sqs_queue_policy.SqsQueuePolicy;
import io.tapstack.modules.core.Condition;
import io.tapstack.modules.core.Deployment;
import io.tapstack.modules.core.PolicyDocument;
import io.tapstack.modules.core.Statement;
import io.tapstack.modules.kms.EncryptionKey;
import java.time.Duration;
import java.util.List;
import software.constructs.Construct;

/**
 * A queue for what could not be handled: encrypted, reached over TLS only, and keeping its messages for as long as SQS
 * can, so that a person finds them after a long weekend (C13; FSBP SQS.1, SQS.3).
 *
 * @see <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-security-best-practices.html">
 *     Amazon SQS security best practices</a>
 */
public final class Queue extends Construct {
    private static final Duration LONGEST_RETENTION = Duration.ofDays(14);

    private final Ref ref;

    /**
     * @param purpose goes into the queue's name: {@code ledger-failures}
     * @param key encrypts the messages; who sends needs the key too, see {@link QueueGrants}
     * @param sources services that send, other than with a role; the key's policy must let them in
     */
    public record Props(Deployment deployment, String purpose, EncryptionKey.Ref key, List<Source> sources) {
        public Props {
            sources = List.copyOf(sources);
        }

        /** For senders with a role. */
        public Props(Deployment deployment, String purpose, EncryptionKey.Ref key) {
            this(deployment, purpose, key, List.of());
        }
    }

    /**
     * What others may use of a queue.
     *
     * @param name the name itself, not a reference to it
     */
    public record Ref(String name, String arn, String url, String keyArn) {
        public QueueGrants grants() {
            return new QueueGrants(this);
        }
    }

    public Queue(Construct scope, String id, Props props) {
        super(scope, id);
        String name = props.deployment.name(props.purpose);
        SqsQueue queue = SqsQueue.Builder.create(this, "queue")
                .name(name)
                .kmsMasterKeyId(props.key.arn())
                .messageRetentionSeconds(LONGEST_RETENTION.toSeconds())
                .build();
        String arn = queue.getArn();
        String url = queue.getUrl();
        SqsQueuePolicy.Builder.create(this, "policy")
                .queueUrl(url)
                .policy(policy(props, arn).json())
                .build();
        this.ref = new Ref(name, arn, url, props.key.arn());
    }

    public Ref ref() {
        return ref;
    }

    private static PolicyDocument policy(Props props, String arn) {
        return PolicyDocument.of(Statement.deny("RefusePlainText")
                        .byAnyone()
                        .toAllOf("sqs")
                        .on(arn)
                        .when(Condition.isFalse("aws:SecureTransport")))
                .and(props.sources.stream().map(source -> source.maySendTo(arn)).toList());
    }
}
