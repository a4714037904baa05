package io.tapstack.main.verify;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Senders of SES (L5). */
final class EmailChecks {
    private static final String PATH = "/v2/email/";

    static final List<Check> ALL = List.of(
            Check.of("sender-verified", "aws_sesv2_email_identity")
                    .promises(
                            "SES verified the sender, whose e-mails use the deployed configuration set",
                            List.of("ses:GetEmailIdentity"),
                            EmailChecks::verified),
            Check.of("email-tls", "aws_sesv2_configuration_set")
                    .promises(
                            "e-mails are sent, over TLS as deployed",
                            List.of("ses:GetConfigurationSet"),
                            EmailChecks::sends));

    private EmailChecks() {}

    private static Outcome verified(Subject sender) {
        JsonNode found = read(sender, "identities/", "email_identity");
        if (!found.path("VerifiedForSendingStatus").asBoolean()) {
            return Outcome.failed(
                    "SES has not verified the sender",
                    "open the link in the e-mail of AWS, or look at the domain's DKIM records");
        }
        return Outcome.equal(
                "the configuration set",
                sender.text("configuration_set_name"),
                found.path("ConfigurationSetName").asText());
    }

    private static Outcome sends(Subject set) {
        JsonNode found = read(set, "configuration-sets/", "configuration_set_name");
        return Outcome.equal(
                        "TLS",
                        set.at("/delivery_options/0/tls_policy").asText(),
                        found.at("/DeliveryOptions/TlsPolicy").asText())
                .and(Outcome.when(found.at("/SendingOptions/SendingEnabled").asBoolean(), "sending is disabled"));
    }

    private static JsonNode read(Subject subject, String kind, String name) {
        String part = URLEncoder.encode(subject.text(name), StandardCharsets.UTF_8);
        return subject.json("ses").get(PATH + kind + part);
    }
}
