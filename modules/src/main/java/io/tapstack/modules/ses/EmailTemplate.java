package io.tapstack.modules.ses;

import com.hashicorp.cdktf.providers.aws.ses_template.SesTemplate;
import io.tapstack.modules.core.Deployment;
import software.constructs.Construct;

/**
 * The text of an e-mail, with variables in double braces (L5).
 *
 * @see <a href="https://docs.aws.amazon.com/ses/latest/dg/send-personalized-email-api.html">Using templates to send
 *     personalized email with the Amazon SES API</a>
 */
public final class EmailTemplate extends Construct {
    private final Ref ref;

    /**
     * @param purpose goes into the template's name: {@code offer}
     * @param html for readers who see it
     * @param text for those who do not
     */
    public record Props(Deployment deployment, String purpose, String subject, String html, String text) {}

    /** What others may use of a template. */
    public record Ref(String name, String arn) {}

    public EmailTemplate(Construct scope, String id, Props props) {
        super(scope, id);
        SesTemplate template = SesTemplate.Builder.create(this, "template")
                .name(props.deployment.name(props.purpose))
                .subject(props.subject)
                .html(props.html)
                .text(props.text)
                .build();
        this.ref = new Ref(template.getName(), template.getArn());
    }

    public Ref ref() {
        return ref;
    }
}
