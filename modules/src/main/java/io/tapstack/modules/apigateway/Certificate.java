package io.tapstack.modules.apigateway;

import com.hashicorp.cdktf.TerraformResourceLifecycle;
import com.hashicorp.cdktf.providers.aws.acm_certificate.AcmCertificate;
import com.hashicorp.cdktf.providers.aws.acm_certificate.AcmCertificateDomainValidationOptionsOutputReference;
import com.hashicorp.cdktf.providers.aws.acm_certificate_validation.AcmCertificateValidation;
import com.hashicorp.cdktf.providers.aws.route53_record.Route53Record;
import java.util.List;
import software.constructs.Construct;

/**
 * An issued certificate for one name (FSBP ACM.2): ACM asks for a record in the name's zone, which stays there so that
 * ACM can renew it.
 */
final class Certificate extends Construct {
    private static final int TTL_SECONDS = 300;

    private final String arn;

    Certificate(Construct scope, String id, String name, String hostedZoneId) {
        super(scope, id);
        AcmCertificate certificate = AcmCertificate.Builder.create(this, "certificate")
                .domainName(name)
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
                .zoneId(hostedZoneId)
                .name(option.getResourceRecordName())
                .type(option.getResourceRecordType())
                .records(List.of(option.getResourceRecordValue()))
                .ttl(TTL_SECONDS)
                .allowOverwrite(true) // the same name always gets the same record, from whichever certificate
                .build();
        this.arn = AcmCertificateValidation.Builder.create(this, "validation")
                .certificateArn(certificate.getArn())
                .validationRecordFqdns(List.of(record.getFqdn()))
                .build()
                .getCertificateArn();
    }

    /** Of the issued certificate: Terraform waits for ACM before it uses it. */
    String arn() {
        return arn;
    }
}
