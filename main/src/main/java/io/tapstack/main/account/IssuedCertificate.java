package io.tapstack.main.account;

import static io.tapstack.main.account.Calls.call;

import java.util.Collection;
import java.util.List;
import software.amazon.awssdk.services.acm.AcmClient;
import software.amazon.awssdk.services.acm.model.CertificateDetail;
import software.amazon.awssdk.services.acm.model.ResourceNotFoundException;

/**
 * A certificate that the context gives.
 *
 * @param status in ACM's words; only an {@code ISSUED} one serves
 * @param names that it is for; {@code *.example.com} covers one label more than {@code example.com}
 */
public record IssuedCertificate(String status, List<String> names) {
    private static final String ISSUED = "ISSUED";

    /** @throws MissingPermission if the caller may not read it */
    public static IssuedCertificate read(CallerAccount account, String arn) {
        AcmClient acm = account.client(AcmClient.builder());
        try {
            CertificateDetail detail = call(
                            "acm:DescribeCertificate",
                            () -> acm.describeCertificate(request -> request.certificateArn(arn)))
                    .certificate();
            return new IssuedCertificate(detail.statusAsString(), detail.subjectAlternativeNames());
        } catch (ResourceNotFoundException absent) {
            return new IssuedCertificate("not found", List.of());
        }
    }

    public boolean isIssued() {
        return status.equals(ISSUED);
    }

    /** Those of {@code wanted} that it is not for. */
    public List<String> lacks(Collection<String> wanted) {
        return wanted.stream().filter(name -> !covers(name)).sorted().toList();
    }

    private boolean covers(String name) {
        return names.contains(name) || names.contains("*" + name.substring(name.indexOf('.')));
    }
}
