package io.tapstack.modules.cloudfront;

import com.hashicorp.cdktf.providers.aws.cloudfront_response_headers_policy.CloudfrontResponseHeadersPolicy;
import com.hashicorp.cdktf.providers.aws.cloudfront_response_headers_policy.CloudfrontResponseHeadersPolicyCustomHeadersConfig;
import com.hashicorp.cdktf.providers.aws.cloudfront_response_headers_policy.CloudfrontResponseHeadersPolicyCustomHeadersConfigItems;
import com.hashicorp.cdktf.providers.aws.cloudfront_response_headers_policy.CloudfrontResponseHeadersPolicyRemoveHeadersConfig;
import com.hashicorp.cdktf.providers.aws.cloudfront_response_headers_policy.CloudfrontResponseHeadersPolicyRemoveHeadersConfigItems;
import com.hashicorp.cdktf.providers.aws.cloudfront_response_headers_policy.CloudfrontResponseHeadersPolicySecurityHeadersConfig;
import com.hashicorp.cdktf.providers.aws.cloudfront_response_headers_policy.CloudfrontResponseHeadersPolicySecurityHeadersConfigContentSecurityPolicy;
import com.hashicorp.cdktf.providers.aws.cloudfront_response_headers_policy.CloudfrontResponseHeadersPolicySecurityHeadersConfigContentTypeOptions;
import com.hashicorp.cdktf.providers.aws.cloudfront_response_headers_policy.CloudfrontResponseHeadersPolicySecurityHeadersConfigFrameOptions;
import com.hashicorp.cdktf.providers.aws.cloudfront_response_headers_policy.CloudfrontResponseHeadersPolicySecurityHeadersConfigReferrerPolicy;
import com.hashicorp.cdktf.providers.aws.cloudfront_response_headers_policy.CloudfrontResponseHeadersPolicySecurityHeadersConfigStrictTransportSecurity;
import io.tapstack.modules.core.Deployment;
import java.util.List;
import software.constructs.Construct;

/** The response headers policy of a distribution; see {@link ResponseHeadersSettings}. */
final class SecurityHeaders extends Construct {
    private static final List<String> REMOVED = List.of("Server", "X-Powered-By");

    private final String policyId;

    record Props(Deployment deployment, ResponseHeadersSettings settings) {}

    SecurityHeaders(Construct scope, String id, Props props) {
        super(scope, id);
        this.policyId = CloudfrontResponseHeadersPolicy.Builder.create(this, "policy")
                .name(props.deployment.name("security-headers"))
                .comment("Security headers of " + props.deployment.stackId())
                .securityHeadersConfig(security(props.settings))
                .customHeadersConfig(custom(props.settings))
                .removeHeadersConfig(CloudfrontResponseHeadersPolicyRemoveHeadersConfig.builder()
                        .items(REMOVED.stream().map(SecurityHeaders::removed).toList())
                        .build())
                .build()
                .getId();
    }

    String policyId() {
        return policyId;
    }

    private static CloudfrontResponseHeadersPolicySecurityHeadersConfig security(ResponseHeadersSettings settings) {
        return CloudfrontResponseHeadersPolicySecurityHeadersConfig.builder()
                .strictTransportSecurity(
                        CloudfrontResponseHeadersPolicySecurityHeadersConfigStrictTransportSecurity.builder()
                                .accessControlMaxAgeSec(
                                        settings.strictTransport().toSeconds())
                                .includeSubdomains(true)
                                .override(true)
                                .build())
                .contentSecurityPolicy(
                        CloudfrontResponseHeadersPolicySecurityHeadersConfigContentSecurityPolicy.builder()
                                .contentSecurityPolicy(settings.contentSecurityPolicy())
                                .override(true)
                                .build())
                .contentTypeOptions(CloudfrontResponseHeadersPolicySecurityHeadersConfigContentTypeOptions.builder()
                        .override(true)
                        .build())
                .frameOptions(CloudfrontResponseHeadersPolicySecurityHeadersConfigFrameOptions.builder()
                        .frameOption("DENY")
                        .override(true)
                        .build())
                .referrerPolicy(CloudfrontResponseHeadersPolicySecurityHeadersConfigReferrerPolicy.builder()
                        .referrerPolicy("no-referrer")
                        .override(true)
                        .build())
                .build();
    }

    private static CloudfrontResponseHeadersPolicyCustomHeadersConfig custom(ResponseHeadersSettings settings) {
        return CloudfrontResponseHeadersPolicyCustomHeadersConfig.builder()
                .items(settings.custom().entrySet().stream()
                        .map(header -> CloudfrontResponseHeadersPolicyCustomHeadersConfigItems.builder()
                                .header(header.getKey())
                                .value(header.getValue())
                                .override(true)
                                .build())
                        .toList())
                .build();
    }

    private static CloudfrontResponseHeadersPolicyRemoveHeadersConfigItems removed(String header) {
        return CloudfrontResponseHeadersPolicyRemoveHeadersConfigItems.builder()
                .header(header)
                .build();
    }
}
