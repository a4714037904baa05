package io.tapstack.main.verify;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapstack.main.account.JsonCall;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;

/** REST APIs, their names, certificates and web ACLs (P8 to P10, L2). */
final class ApiChecks {
    private static final List<String> GET = List.of("apigateway:GET");

    static final List<Check> ALL = List.of(
            Check.of("api-endpoint", "aws_api_gateway_rest_api")
                    .promises("the endpoint's type is as deployed", GET, ApiChecks::endpoint),
            Check.of("domain-tls", "aws_api_gateway_domain_name")
                    .promises("the domain asks for the deployed TLS, 1.2 at least", GET, ApiChecks::tls),
            Check.of("certificate-issued", "aws_acm_certificate")
                    .promises("the certificate is issued", List.of("acm:DescribeCertificate"), ApiChecks::issued),
            Check.of("web-acl", "aws_wafv2_web_acl_association")
                    .promises(
                            "the deployed web ACL guards the stage",
                            List.of("wafv2:GetWebACLForResource"),
                            ApiChecks::guarded));

    private ApiChecks() {}

    /** By the list, which SecurityAudit allows; it does not allow to read a single API. */
    private static Outcome endpoint(Subject api) {
        String promised = api.at("/endpoint_configuration/0/types/0").asText();
        return api
                .client(ApiGatewayClient.builder())
                .getRestApisPaginator(request -> request.limit(500))
                .items()
                .stream()
                .filter(found -> found.id().equals(api.text("id")))
                .findFirst()
                .map(found -> Outcome.equal(
                        "the endpoint's types",
                        List.of(promised),
                        found.endpointConfiguration().typesAsStrings()))
                .orElse(Outcome.failed("there is no such API"));
    }

    private static Outcome tls(Subject domain) {
        return domain
                .client(ApiGatewayClient.builder())
                .getDomainNamesPaginator(request -> request.limit(500))
                .items()
                .stream()
                .filter(found -> found.domainName().equals(domain.text("domain_name")))
                .findFirst()
                .map(found -> Outcome.equal(
                                "the security policy", domain.text("security_policy"), found.securityPolicyAsString())
                        .and(Outcome.when(
                                !"TLS_1_0".equals(found.securityPolicyAsString()), "the domain allows TLS 1.0")))
                .orElse(Outcome.failed("there is no such domain name"));
    }

    private static Outcome issued(Subject certificate) {
        JsonNode found = certificate
                .json("acm")
                .action("CertificateManager.DescribeCertificate", Map.of("CertificateArn", certificate.text("arn")));
        String status = found.at("/Certificate/Status").asText();
        return status.equals("ISSUED")
                ? Outcome.passed()
                : Outcome.failed(
                        "the certificate is " + status,
                        "see that its validation records are in a public hosted zone that the domain is delegated to");
    }

    private static Outcome guarded(Subject association) {
        JsonNode found = new JsonCall(
                        association.account(), "wafv2", association.account().regionOf(association.text("web_acl_arn")))
                .action(
                        "AWSWAF_20190729.GetWebACLForResource",
                        Map.of("ResourceArn", association.text("resource_arn")));
        return Outcome.when(
                found.at("/WebACL/ARN").asText().equals(association.text("web_acl_arn")),
                "another web ACL than deployed guards the stage, or none");
    }
}
