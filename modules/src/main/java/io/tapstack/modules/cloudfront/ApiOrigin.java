package io.tapstack.modules.cloudfront;

import com.hashicorp.cdktf.ITerraformDependable;
import java.util.List;

/**
 * Where a distribution gets what is not static.
 *
 * @param domainName of the load balancer; with TLS, the name its certificate is for
 * @param transport how CloudFront goes there
 * @param verificationHeader shows that a request came through this distribution
 * @param verificationValue a token, never inspected; in Terraform's state, because CloudFront takes no reference to a
 *     secret
 * @param madeBefore what lets the value in: a new one is let in before it is sent
 */
public record ApiOrigin(
        String domainName,
        Transport transport,
        String verificationHeader,
        String verificationValue,
        List<ITerraformDependable> madeBefore) {
    public ApiOrigin {
        madeBefore = List.copyOf(madeBefore);
    }

    /** By CloudFront's names of protocol policies. */
    public enum Transport {
        HTTPS("https-only"),
        /** Where there is no domain, and so no certificate: never for anything that matters. */
        HTTP("http-only");

        private final String id;

        Transport(String id) {
            this.id = id;
        }

        String id() {
            return id;
        }
    }
}
