package io.tapstack.modules.systems.loyalty;

import io.tapstack.modules.core.Deployment;
import io.tapstack.modules.kms.EncryptionKey;
import io.tapstack.modules.messaging.Queue;
import io.tapstack.modules.messaging.Source;
import java.util.List;
import software.constructs.Construct;

/**
 * Where each path ends that nobody waits for (L8).
 *
 * @param api asynchronous calls of the API's function, which nobody should make
 * @param expiry stream records that could not be handled
 * @param offers offers that could not be delivered, and runs that failed
 * @param events events that EventBridge could not deliver or decrypt
 */
record LoyaltyQueues(Queue.Ref api, Queue.Ref expiry, Queue.Ref offers, Queue.Ref events) {

    static LoyaltyQueues in(Construct scope, Deployment deployment, EncryptionKey.Ref key) {
        return new LoyaltyQueues(
                queue(scope, deployment, "api-failures", key, List.of()),
                queue(scope, deployment, "expiry-failures", key, List.of()),
                queue(scope, deployment, "offers-failures", key, List.of()),
                queue(
                        scope,
                        deployment,
                        "event-failures",
                        key,
                        List.of(Source.rules(deployment), Source.eventBuses(deployment))));
    }

    List<Queue.Ref> all() {
        return List.of(api, expiry, offers, events);
    }

    private static Queue.Ref queue(
            Construct scope, Deployment deployment, String purpose, EncryptionKey.Ref key, List<Source> sources) {
        return new Queue(scope, purpose, new Queue.Props(deployment, purpose, key, sources)).ref();
    }
}
