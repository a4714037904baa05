package io.tapstack.main.it;

import java.util.Map;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sesv2.model.TlsPolicy;

/** Of settings that an account has once, and of its senders. */
final class AccountBreakages {
    static final Map<String, Breakage> ALL = Map.of(
            "account-volume-encryption",
            (account, encryption, kept) -> {
                try (Ec2Client ec2 = account.client(Ec2Client.builder())) {
                    if (kept) {
                        ec2.enableEbsEncryptionByDefault(request -> {});
                    } else {
                        ec2.disableEbsEncryptionByDefault(request -> {});
                    }
                }
            },
            "account-passwords",
            (account, policy, kept) -> {
                try (IamClient iam = account.client(IamClient.builder())) {
                    iam.updateAccountPasswordPolicy(request -> request.minimumPasswordLength(policy.attributes()
                                    .path("minimum_password_length")
                                    .asInt())
                            .maxPasswordAge(
                                    policy.attributes().path("max_password_age").asInt())
                            .passwordReusePrevention(policy.attributes()
                                    .path("password_reuse_prevention")
                                    .asInt())
                            .requireLowercaseCharacters(true)
                            .requireUppercaseCharacters(true)
                            .requireNumbers(true)
                            .requireSymbols(kept)
                            .allowUsersToChangePassword(true));
                }
            },
            "email-tls",
            (account, set, kept) -> {
                try (SesV2Client ses = account.client(SesV2Client.builder())) {
                    ses.putConfigurationSetDeliveryOptions(
                            request -> request.configurationSetName(set.text("configuration_set_name"))
                                    .tlsPolicy(kept ? TlsPolicy.REQUIRE : TlsPolicy.OPTIONAL));
                }
            });

    private AccountBreakages() {}
}
