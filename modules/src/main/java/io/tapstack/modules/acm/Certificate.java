package io.tapstack.modules.acm;

import com.hashicorp.cdktf.TerraformProvider;
import com.hashicorp.cdktf.TerraformResourceLifecycle;
import com.hashicorp.cdktf.providers.aws.acm_certificate.AcmCertificate;
import com.hashicorp.cdktf.providers.aws.acm_certificate.AcmCertificateDomainValidationOptionsOutputReference;
import com.hashicorp.cdktf.providers.aws.acm_certificate_validation.AcmCertificateValidation;
import com.hashicorp.cdktf.providers.aws.route53_record.Route53Record;
import java.util.List;
import java.util.Optional;
import software.constructs.Construct;

/**
 * An issued certificate for one name (FSBP ACM.2): ACM asks for a record in the name's zone, which stays there so that
 * ACM can renew it.
 */
public final class Certificate extends Construct {
    private static final int TTL_SECONDS = 300;

    private final Ref ref;

    /**
     * @param name the full one, in the zone
     * @param region the provider of the region that the certificate is for, where that is not the stack's own. The zone
     *     belongs to no region
     */
    public record Props(String name, String hostedZoneId, Optional<TerraformProvider> region) {}

    /**
     * What others may use of a certificate.
     *
     * @param arn of the issued certificate: Terraform waits for ACM before it uses it
     */
    public record Ref(String arn) {}

    public Certificate(Construct scope, String id, Props props) {
        super(scope, id);
        AcmCertificate certificate = AcmCertificate.Builder.create(this, "certificate")
                .provider(props.region.orElse(null))
                .domainName(props.name)
                .validationMethod("DNS")
                .keyAlgorithm("RSA_2048")
                .lifecycle(TerraformResourceLifecycle.builder()
                        .createBeforeDestroy(true)
                        .build())
                .build();
        // One name, so one option. CDKTF writes tolist(…) around the set.
        AcmCertificateDomainValidationOptionsOutputReference option =
                certificate.getDomainValidationOptions().get(0);
        Route53Record record = Route53Record.Builder.create(this, "validation-record")
                .zoneId(props.hostedZoneId)
                .name(option.getResourceRecordName())
                .type(option.getResourceRecordType())
                .records(List.of(option.getResourceRecordValue()))
                .ttl(TTL_SECONDS)
                .allowOverwrite(true) // the same name always gets the same record, from whichever certificate
                .build();
        this.ref = new Ref(AcmCertificateValidation.Builder.create(this, "validation")
                .provider(props.region.orElse(null))
                .certificateArn(certificate.getArn())
                .validationRecordFqdns(List.of(record.getFqdn()))
                .build()
                .getCertificateArn());
    }

    public Ref ref() {
        return ref;
    }
}
