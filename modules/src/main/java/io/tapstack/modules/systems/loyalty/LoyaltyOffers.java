package io.tapstack.modules.systems.loyalty;

import io.tapstack.modules.core.Deployment;
import io.tapstack.modules.events.EventBus;
import io.tapstack.modules.events.EventBusSettings;
import io.tapstack.modules.events.TopicForwarding;
import io.tapstack.modules.kms.EncryptionKey;
import io.tapstack.modules.messaging.Queue;
import io.tapstack.modules.messaging.Source;
import io.tapstack.modules.messaging.Topic;
import io.tapstack.modules.ses.EmailSender;
import io.tapstack.modules.ses.EmailTemplate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.constructs.Construct;

/**
 * The ways on which an offer leaves the system (L4, L5): as an event, from the bus to the topic, and as an e-mail.
 *
 * @param forwarding of the bus's offers to the topic
 * @param topic published offers, for other systems to subscribe to
 * @param emailEvents bounces and complaints, likewise
 */
record LoyaltyOffers(
        EventBus.Ref bus,
        TopicForwarding.Ref forwarding,
        Topic.Ref topic,
        Topic.Ref emailEvents,
        EmailSender.Ref sender,
        EmailTemplate.Ref template) {
    /** What the offers function puts on the bus. */
    private static final Map<String, Object> PUBLISHED =
            Map.of("source", List.of("tapstack.loyalty"), "detail-type", List.of("OfferPublished"));

    static LoyaltyOffers in(
            Construct scope,
            Deployment deployment,
            EventBusSettings events,
            LoyaltyOfferSettings settings,
            EncryptionKey.Ref key,
            Queue.Ref deadLetters) {
        EventBus.Ref bus =
                new EventBus(scope, "bus", new EventBus.Props(deployment, "offers", events, key, deadLetters)).ref();
        Topic.Ref topic = topic(scope, "offers-topic", deployment, "offers", key, Source.rules(deployment));
        TopicForwarding.Ref forwarding = new TopicForwarding(
                        scope,
                        "offers-to-topic",
                        new TopicForwarding.Props(
                                deployment,
                                "offers-to-topic",
                                "Published offers to the topic that other systems subscribe to",
                                bus,
                                PUBLISHED,
                                topic,
                                settings.delivery(),
                                deadLetters))
                .ref();
        Topic.Ref emailEvents =
                topic(scope, "email-events", deployment, "email-events", key, Source.configurationSets(deployment));
        EmailSender.Ref sender =
                new EmailSender(scope, "sender", new EmailSender.Props(deployment, "offers", emailEvents)).ref();
        return new LoyaltyOffers(bus, forwarding, topic, emailEvents, sender, template(scope, deployment));
    }

    private static Topic.Ref topic(
            Construct scope, String id, Deployment deployment, String purpose, EncryptionKey.Ref key, Source source) {
        return new Topic(scope, id, new Topic.Props(deployment, purpose, key, List.of(source), Optional.empty())).ref();
    }

    private static EmailTemplate.Ref template(Construct scope, Deployment deployment) {
        return new EmailTemplate(
                        scope,
                        "template",
                        new EmailTemplate.Props(deployment, "offer", "An offer for our {{tier}} members", """
                                <!doctype html>
                                <html lang="en">
                                <body>
                                <p>As one of our {{tier}} members you have a new offer: <strong>{{offer}}</strong>.</p>
                                <p>You get this e-mail because you asked for offers. You can change that in your
                                preferences at any time.</p>
                                </body>
                                </html>
                                """, """
                                As one of our {{tier}} members you have a new offer: {{offer}}.

                                You get this e-mail because you asked for offers. You can change that in your
                                preferences at any time.
                                """))
                .ref();
    }
}
