package io.tapstack.modules.ses;

import io.tapstack.modules.core.Account;
import io.tapstack.modules.core.Deployment;
import io.tapstack.modules.core.Domain;
import java.util.Optional;

/**
 * Where e-mails come from, and which identity SES has to verify for it (L5).
 *
 * @param identity a domain or an address
 * @param address in the {@code From} of e-mails
 * @param hostedZoneId of a domain's identity, for the records that prove it
 */
record SendingAddress(String identity, String address, Optional<String> hostedZoneId) {

    /**
     * With a domain, {@code <purpose>@<system>-<suffix>.<domain>}; else the account's sender address, with the
     * suffix after a {@code +}: the mail reaches the same box, and each copy has an identity of its own.
     */
    static SendingAddress of(Deployment deployment, String purpose) {
        Account account = deployment.account();
        return account.domain()
                .map(domain -> ofDomain(deployment, domain, purpose))
                .or(() -> account.senderEmail().map(email -> ofEmail(deployment, email)))
                .orElseThrow(
                        () -> new IllegalArgumentException("neither a domain nor a sender's address to send from"));
    }

    private static SendingAddress ofDomain(Deployment deployment, Domain domain, String purpose) {
        String name = domain.nameOf(deployment.system(), deployment.suffix());
        return new SendingAddress(name, purpose + "@" + name, Optional.of(domain.hostedZoneId()));
    }

    private static SendingAddress ofEmail(Deployment deployment, String email) {
        String address = email.replaceFirst("@", "+" + deployment.suffix() + "@");
        return new SendingAddress(address, address, Optional.empty());
    }
}
