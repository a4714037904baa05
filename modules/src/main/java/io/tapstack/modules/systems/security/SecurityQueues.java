package io.tapstack.modules.systems.security;

import io.tapstack.modules.core.Deployment;
import io.tapstack.modules.kms.EncryptionKey;
import io.tapstack.modules.messaging.Queue;
import io.tapstack.modules.messaging.Source;
import java.util.List;
import software.constructs.Construct;

/**
 * Where each path ends that nobody waits for.
 *
 * @param rotation asynchronous calls of the rotation, which nobody should make but Secrets Manager
 * @param remediation events that the remediation failed on, three times
 * @param events events that EventBridge could not deliver
 */
record SecurityQueues(Queue.Ref rotation, Queue.Ref remediation, Queue.Ref events) {

    static SecurityQueues in(Construct scope, Deployment deployment, EncryptionKey.Ref key) {
        return new SecurityQueues(
                queue(scope, deployment, "rotation-failures", key, List.of()),
                queue(scope, deployment, "remediation-failures", key, List.of()),
                queue(scope, deployment, "event-failures", key, List.of(Source.rules(deployment))));
    }

    List<Queue.Ref> all() {
        return List.of(rotation, remediation, events);
    }

    private static Queue.Ref queue(
            Construct scope, Deployment deployment, String purpose, EncryptionKey.Ref key, List<Source> sources) {
        return new Queue(scope, purpose, new Queue.Props(deployment, purpose, key, sources)).ref();
    }
}
