package io.tapstack.modules.cloudfront;

import com.hashicorp.cdktf.providers.aws.cloudfront_distribution.CloudfrontDistributionOrigin;
import com.hashicorp.cdktf.providers.aws.cloudfront_distribution.CloudfrontDistributionOriginCustomHeader;
import com.hashicorp.cdktf.providers.aws.cloudfront_distribution.CloudfrontDistributionOriginCustomOriginConfig;
import com.hashicorp.cdktf.providers.aws.cloudfront_origin_access_control.CloudfrontOriginAccessControl;
import io.tapstack.modules.core.Deployment;
import java.util.List;
import software.constructs.Construct;

/** Where a distribution gets its answers: files from a bucket, by signed requests (B3), and the rest from the API. */
record Origins(Deployment deployment, ApiOrigin api) {
    static final String FILES = "site";
    static final String API = "api";

    private static final int READ_TIMEOUT_SECONDS = 30;
    private static final int KEEP_ALIVE_SECONDS = 5;

    List<CloudfrontDistributionOrigin> of(Construct scope, String bucketDomainName) {
        String accessControlId = CloudfrontOriginAccessControl.Builder.create(scope, "access-control")
                .name(deployment.name(FILES))
                .description("Reads the static files of " + deployment.stackId())
                .originAccessControlOriginType("s3")
                .signingBehavior("always")
                .signingProtocol("sigv4")
                .build()
                .getId();
        return List.of(files(bucketDomainName, accessControlId), loadBalancer());
    }

    private static CloudfrontDistributionOrigin files(String bucketDomainName, String accessControlId) {
        return CloudfrontDistributionOrigin.builder()
                .originId(FILES)
                .domainName(bucketDomainName)
                .originAccessControlId(accessControlId)
                .build();
    }

    private CloudfrontDistributionOrigin loadBalancer() {
        return CloudfrontDistributionOrigin.builder()
                .originId(API)
                .domainName(api.domainName())
                .customHeader(List.of(CloudfrontDistributionOriginCustomHeader.builder()
                        .name(api.verificationHeader())
                        .value(api.verificationValue())
                        .build()))
                .customOriginConfig(CloudfrontDistributionOriginCustomOriginConfig.builder()
                        .originProtocolPolicy(api.transport().id())
                        .originSslProtocols(List.of("TLSv1.2"))
                        .httpPort(80)
                        .httpsPort(443)
                        .originReadTimeout(READ_TIMEOUT_SECONDS)
                        .originKeepaliveTimeout(KEEP_ALIVE_SECONDS)
                        .build())
                .build();
    }
}
