package io.tapstack.modules.ses;

import static io.tapstack.modules.testing.Samples.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hashicorp.cdktf.TerraformStack;
import io.tapstack.modules.core.Account;
import io.tapstack.modules.core.Deployment;
import io.tapstack.modules.core.Environment;
import io.tapstack.modules.core.Statement;
import io.tapstack.modules.messaging.Topic;
import io.tapstack.modules.testing.ResourceAssert;
import io.tapstack.modules.testing.Synthesized;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("L5")
final class EmailSenderSynthTest {
    private static final Deployment DEPLOYMENT =
            new Deployment("loyalty", Environment.DEV, "pr123", ACCOUNT, "confidential");
    private static final Synthesized DOMAIN = synth(DEPLOYMENT);
    private static final Synthesized ADDRESS = synth(withoutDomain(Optional.of("offers@example.com")));

    @Test
    void sendsOverTlsOnly() {
        DOMAIN.only("aws_sesv2_configuration_set")
                .has("configuration_set_name", "loyalty-pr123-offers")
                .has("delivery_options/tls_policy", "REQUIRE");
    }

    @Test
    void measuresItsReputation() {
        DOMAIN.only("aws_sesv2_configuration_set").has("reputation_options/reputation_metrics_enabled", true);
    }

    @Test
    void leavesAddressesAloneThatBouncedOrComplained() {
        DOMAIN.only("aws_sesv2_configuration_set")
                .has("suppression_options/suppressed_reasons", List.of("BOUNCE", "COMPLAINT"));
    }

    @Test
    void tellsTheTopicOfBouncesAndComplaints() {
        String set = DOMAIN.only("aws_sesv2_configuration_set").address();
        DOMAIN.only("aws_sesv2_configuration_set_event_destination")
                .has("event_destination_name", "loyalty-pr123-offers")
                .has("configuration_set_name", "${" + set + ".configuration_set_name}")
                .has("event_destination/enabled", true)
                .has(
                        "event_destination/matching_event_types",
                        List.of("BOUNCE", "COMPLAINT", "REJECT", "RENDERING_FAILURE"))
                .has("event_destination/sns_destination/topic_arn", "policy-arn");
    }

    @Test
    @Tag("C2")
    void sendsFromItsOwnPartOfTheDomain() {
        DOMAIN.only("aws_sesv2_email_identity")
                .has("email_identity", "loyalty-pr123.pay.example.com")
                .has("dkim_signing_attributes/next_signing_key_length", "RSA_2048_BIT")
                .hasText("configuration_set_name", "aws_sesv2_configuration_set.");
        assertThat(ref(DEPLOYMENT).address()).isEqualTo("offers@loyalty-pr123.pay.example.com");
    }

    @Test
    void provesThatTheDomainIsOurs() {
        List<ResourceAssert> records = DOMAIN.all("aws_route53_record");
        assertThat(records).hasSize(3);
        for (int i = 0; i < 3; i++) {
            String token =
                    "${element(" + DOMAIN.only("aws_sesv2_email_identity").address()
                            + ".dkim_signing_attributes[0].tokens, " + i + ")}";
            records.get(i)
                    .has("zone_id", "Z0123456789ABC")
                    .has("type", "CNAME")
                    .has("name", token + "._domainkey.loyalty-pr123.pay.example.com")
                    .has("records", List.of(token + ".dkim.amazonses.com"));
        }
    }

    @Test
    @Tag("C2")
    void sendsFromTheAccountsAddressWhenThereIsNoDomain() {
        ADDRESS.only("aws_sesv2_email_identity")
                .has("email_identity", "offers+pr123@example.com")
                .lacks("dkim_signing_attributes");
        ADDRESS.none("aws_route53_record");
        assertThat(ref(withoutDomain(Optional.of("offers@example.com"))).address())
                .isEqualTo("offers+pr123@example.com");
    }

    @Test
    void hasToSendFromSomewhere() {
        assertThatThrownBy(() -> synth(withoutDomain(Optional.empty())))
                .hasMessage("neither a domain nor a sender's address to send from");
    }

    @Test
    void writesWhatTheTemplateSays() {
        Synthesized.of(stack -> new EmailTemplate(
                        stack,
                        "t",
                        new EmailTemplate.Props(DEPLOYMENT, "offer", "An offer", "<p>{{offer}}</p>", "{{offer}}")))
                .only("aws_ses_template")
                .has("name", "loyalty-pr123-offer")
                .has("subject", "An offer")
                .has("html", "<p>{{offer}}</p>")
                .has("text", "{{offer}}");
    }

    @Test
    @Tag("C7")
    void letsARoleSendFromThisIdentityWithThisTemplate() {
        List<Statement> send = new EmailSender.Ref("a@b.example", "identity-arn", "set", "set-arn")
                .grants()
                .send(new EmailTemplate.Ref("template", "template-arn"));
        assertThat(send)
                .extracting(Statement::actions)
                .containsExactly(List.of("ses:SendEmail", "ses:SendTemplatedEmail"));
        assertThat(send)
                .extracting(Statement::resources)
                .containsExactly(List.of("identity-arn", "set-arn", "template-arn"));
    }

    private static Deployment withoutDomain(Optional<String> senderEmail) {
        Account account = new Account(
                ACCOUNT.id(),
                ACCOUNT.region(),
                ACCOUNT.stateBucket(),
                ACCOUNT.owner(),
                ACCOUNT.costCenter(),
                Optional.empty(),
                senderEmail,
                Optional.empty());
        return new Deployment("loyalty", DEPLOYMENT.environment(), "pr123", account, "confidential");
    }

    private static EmailSender.Ref ref(Deployment deployment) {
        EmailSender.Ref[] ref = new EmailSender.Ref[1];
        Synthesized.of(stack -> ref[0] = sender(stack, deployment).ref());
        return ref[0];
    }

    private static Synthesized synth(Deployment deployment) {
        return Synthesized.of(stack -> sender(stack, deployment));
    }

    private static EmailSender sender(TerraformStack stack, Deployment deployment) {
        return new EmailSender(
                stack,
                "sender",
                new EmailSender.Props(
                        deployment, "offers", new Topic.Ref("topic-arn", "topic", "key-arn", "policy-arn")));
    }
}
