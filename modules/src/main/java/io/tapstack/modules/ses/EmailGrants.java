package io.tapstack.modules.ses;

import io.tapstack.modules.core.Statement;
import java.util.List;

/** What a role may be allowed to do with a sender. */
public record EmailGrants(EmailSender.Ref sender) {

    /** Sending e-mails made from {@code template}. */
    public List<Statement> send(EmailTemplate.Ref template) {
        return List.of(Statement.allow("SendEmail")
                .to("ses:SendEmail", "ses:SendTemplatedEmail")
                .on(sender.identityArn(), sender.configurationSetArn(), template.arn()));
    }
}
