package io.tapstack.modules.ses;

import com.hashicorp.cdktf.Fn;
import com.hashicorp.cdktf.providers.aws.route53_record.Route53Record;
import com.hashicorp.cdktf.providers.aws.sesv2_configuration_set.Sesv2ConfigurationSet;
import com.hashicorp.cdktf.providers.aws.sesv2_configuration_set.Sesv2ConfigurationSetDeliveryOptions;
import com.hashicorp.cdktf.providers.aws.sesv2_configuration_set.Sesv2ConfigurationSetReputationOptions;
import com.hashicorp.cdktf.providers.aws.sesv2_configuration_set.Sesv2ConfigurationSetSendingOptions;
import com.hashicorp.cdktf.providers.aws.sesv2_configuration_set.Sesv2ConfigurationSetSuppressionOptions;
import com.hashicorp.cdktf.providers.aws.sesv2_configuration_set_event_destination.Sesv2ConfigurationSetEventDestination;
import com.hashicorp.cdktf.providers.aws.sesv2_configuration_set_event_destination.Sesv2ConfigurationSetEventDestinationEventDestination;
import com.hashicorp.cdktf.providers.aws.sesv2_configuration_set_event_destination.Sesv2ConfigurationSetEventDestinationEventDestinationSnsDestination;
import com.hashicorp.cdktf.providers.aws.sesv2_email_identity.Sesv2EmailIdentity;
import com.hashicorp.cdktf.providers.aws.sesv2_email_identity.Sesv2EmailIdentityDkimSigningAttributes;
import io.tapstack.modules.core.Deployment;
import io.tapstack.modules.messaging.Topic;
import java.util.List;
import software.constructs.Construct;

/**
 * Where a system's e-mails come from (L5): an identity, and a configuration set that insists on TLS, measures the
 * reputation, leaves addresses alone that bounced or complained, and tells a topic of both.
 *
 * @see <a href="https://docs.aws.amazon.com/ses/latest/dg/using-configuration-sets.html">Using configuration sets in Amazon
 *     SES</a>
 */
public final class EmailSender extends Construct {
    private static final int DKIM_TOKENS = 3;
    private static final int TTL_SECONDS = 300;

    private final Ref ref;

    /**
     * @param purpose the part of the sender's address before the {@code @}, and of the configuration set's name
     * @param events told of bounces and complaints; its policy must let SES in:
     *     {@link io.tapstack.modules.messaging.Source#configurationSets}
     */
    public record Props(Deployment deployment, String purpose, Topic.Ref events) {}

    /**
     * What others may use of a sender.
     *
     * @param address in the {@code From} of e-mails
     * @param configurationSetName the name itself, not a reference to it: a dimension of SES's metrics
     */
    public record Ref(String address, String identityArn, String configurationSetName, String configurationSetArn) {
        public EmailGrants grants() {
            return new EmailGrants(this);
        }
    }

    public EmailSender(Construct scope, String id, Props props) {
        super(scope, id);
        String name = props.deployment.name(props.purpose);
        Sesv2ConfigurationSet set = configurationSet(name);
        notify(name, set, props.events);
        SendingAddress sending = SendingAddress.of(props.deployment, props.purpose);
        Sesv2EmailIdentity identity = identity(sending, set.getConfigurationSetName());
        this.ref = new Ref(sending.address(), identity.getArn(), name, set.getArn());
    }

    public Ref ref() {
        return ref;
    }

    private Sesv2ConfigurationSet configurationSet(String name) {
        return Sesv2ConfigurationSet.Builder.create(this, "configuration-set")
                .configurationSetName(name)
                .deliveryOptions(Sesv2ConfigurationSetDeliveryOptions.builder()
                        .tlsPolicy("REQUIRE")
                        .build())
                .reputationOptions(Sesv2ConfigurationSetReputationOptions.builder()
                        .reputationMetricsEnabled(true)
                        .build())
                .sendingOptions(Sesv2ConfigurationSetSendingOptions.builder()
                        .sendingEnabled(true)
                        .build())
                .suppressionOptions(Sesv2ConfigurationSetSuppressionOptions.builder()
                        .suppressedReasons(List.of("BOUNCE", "COMPLAINT"))
                        .build())
                .build();
    }

    /** Of version 2 of the API, as all the rest: version 1 knows no configuration set that a policy could name. */
    private void notify(String name, Sesv2ConfigurationSet set, Topic.Ref events) {
        Sesv2ConfigurationSetEventDestination.Builder.create(this, "events")
                .configurationSetName(set.getConfigurationSetName())
                .eventDestinationName(name)
                .eventDestination(Sesv2ConfigurationSetEventDestinationEventDestination.builder()
                        .enabled(true)
                        .matchingEventTypes(List.of("BOUNCE", "COMPLAINT", "REJECT", "RENDERING_FAILURE"))
                        .snsDestination(Sesv2ConfigurationSetEventDestinationEventDestinationSnsDestination.builder()
                                // SES publishes to the topic to try it: hashicorp/terraform-provider-aws#8023
                                .topicArn(events.publishableArn())
                                .build())
                        .build())
                .build();
    }

    private Sesv2EmailIdentity identity(SendingAddress sending, String configurationSetName) {
        Sesv2EmailIdentity.Builder builder = Sesv2EmailIdentity.Builder.create(this, "identity")
                .emailIdentity(sending.identity())
                .configurationSetName(configurationSetName);
        if (sending.hostedZoneId().isPresent()) {
            builder.dkimSigningAttributes(Sesv2EmailIdentityDkimSigningAttributes.builder()
                    .nextSigningKeyLength("RSA_2048_BIT")
                    .build());
        }
        Sesv2EmailIdentity identity = builder.build();
        sending.hostedZoneId().ifPresent(zone -> dkim(sending.identity(), zone, identity));
        return identity;
    }

    /** Prove that the domain is ours, and stay there, so that receivers can check signatures. */
    private void dkim(String domain, String hostedZoneId, Sesv2EmailIdentity identity) {
        List<String> tokens = identity.getDkimSigningAttributes().getTokens();
        for (int i = 0; i < DKIM_TOKENS; i++) {
            String token = String.valueOf(Fn.element(tokens, i));
            Route53Record.Builder.create(this, "dkim-" + (i + 1))
                    .zoneId(hostedZoneId)
                    .name(token + "._domainkey." + domain)
                    .type("CNAME")
                    .records(List.of(token + ".dkim.amazonses.com"))
                    .ttl(TTL_SECONDS)
                    .build();
        }
    }
}
