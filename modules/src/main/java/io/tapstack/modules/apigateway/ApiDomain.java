package io.tapstack.modules.apigateway;

import com.hashicorp.cdktf.providers.aws.api_gateway_base_path_mapping.ApiGatewayBasePathMapping;
import com.hashicorp.cdktf.providers.aws.api_gateway_domain_name.ApiGatewayDomainName;
import com.hashicorp.cdktf.providers.aws.api_gateway_domain_name.ApiGatewayDomainNameEndpointConfiguration;
import io.tapstack.modules.acm.Certificate;
import io.tapstack.modules.core.Deployment;
import io.tapstack.modules.core.Domain;
import io.tapstack.modules.dns.AliasRecord;
import java.util.List;
import java.util.Optional;
import software.constructs.Construct;

/**
 * The name {@code <host>-<suffix>.<domain>} for an API, over TLS 1.2 or better (P9).
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-regional-api-custom-domain-create.html">
 *     Set up a Regional custom domain name in API Gateway</a>
 */
public final class ApiDomain extends Construct {
    private final Ref ref;

    /**
     * @param host what the name starts with: one of {@link Domain#HOSTS}
     * @param domain brings its own certificate, or one is requested and validated in its zone
     */
    public record Props(Deployment deployment, String host, Domain domain, RestApi.Ref api) {}

    /**
     * What others may use of a domain.
     *
     * @param url without a slash at the end
     */
    public record Ref(String url) {}

    public ApiDomain(Construct scope, String id, Props props) {
        super(scope, id);
        Domain domain = props.domain;
        String name = domain.nameOf(props.host, props.deployment.suffix());
        String certificateArn = domain.certificateArn().orElseGet(() -> requested(name, domain.hostedZoneId()));
        ApiGatewayDomainName domainName = ApiGatewayDomainName.Builder.create(this, "domain")
                .domainName(name)
                .regionalCertificateArn(certificateArn)
                .securityPolicy("TLS_1_2")
                .endpointConfiguration(ApiGatewayDomainNameEndpointConfiguration.builder()
                        .types(List.of("REGIONAL"))
                        .build())
                .build();
        ApiGatewayBasePathMapping.Builder.create(this, "mapping")
                .domainName(domainName.getDomainName())
                .apiId(props.api.id())
                .stageName(props.api.stageName())
                .build();
        // API Gateway answers over IPv4 unless a domain is made dual-stack.
        AliasRecord.create(
                this,
                "record",
                "A",
                domain.hostedZoneId(),
                name,
                new AliasRecord.Target(domainName.getRegionalDomainName(), domainName.getRegionalZoneId()));
        this.ref = new Ref("https://" + name);
    }

    public Ref ref() {
        return ref;
    }

    private String requested(String name, String hostedZoneId) {
        return new Certificate(this, "certificate", new Certificate.Props(name, hostedZoneId, Optional.empty()))
                .ref()
                .arn();
    }
}
