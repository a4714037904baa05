package io.tapstack.modules.apigateway;

import static io.tapstack.modules.testing.Samples.DEPLOYMENT;
import static org.assertj.core.api.Assertions.assertThat;

import com.hashicorp.cdktf.TerraformStack;
import io.tapstack.modules.core.Domain;
import io.tapstack.modules.testing.ResourceAssert;
import io.tapstack.modules.testing.Synthesized;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("P9")
final class ApiDomainSynthTest {
    private static final String GIVEN = "arn:aws:acm:eu-central-1:123456789012:certificate/given";
    private static final RestApi.Ref API =
            new RestApi.Ref("api-id", "arn:api", "payments-pr123-api", "dev", "arn:stage", "https://x/dev", "arn:exec");

    private final Synthesized requested = synth(Optional.empty());

    @Test
    void isNamedAfterTheSuffix() {
        requested.only("aws_api_gateway_domain_name").has("domain_name", "api-pr123.pay.example.com");
        Synthesized.of(stack ->
                assertThat(domain(stack, Optional.empty()).ref().url()).isEqualTo("https://api-pr123.pay.example.com"));
    }

    @Test
    void refusesAnythingOlderThanTls12() {
        requested
                .only("aws_api_gateway_domain_name")
                .has("security_policy", "TLS_1_2")
                .has("endpoint_configuration/types", List.of("REGIONAL"));
    }

    @Test
    void leadsToTheStage() {
        ResourceAssert mapping = requested.only("aws_api_gateway_base_path_mapping");
        mapping.has("api_id", "api-id").has("stage_name", "dev");
    }

    @Test
    void isFoundInTheZone() {
        String domainName = requested.only("aws_api_gateway_domain_name").address();
        requested
                .only("aws_route53_record", "type", "A")
                .has("zone_id", "Z0123456789ABC")
                .has("name", "api-pr123.pay.example.com")
                .has("alias/name", "${" + domainName + ".regional_domain_name}")
                .has("alias/zone_id", "${" + domainName + ".regional_zone_id}")
                .has("alias/evaluate_target_health", false);
    }

    @Test
    void requestsACertificateForItsName() {
        requested.only("aws_acm_certificate").has("domain_name", "api-pr123.pay.example.com");
        requested.only("aws_route53_record", "ttl", 300).has("zone_id", "Z0123456789ABC");
    }

    @Test
    void waitsForTheCertificateToBeIssued() {
        String validation = requested.only("aws_acm_certificate_validation").address();
        requested
                .only("aws_api_gateway_domain_name")
                .has("regional_certificate_arn", "${" + validation + ".certificate_arn}");
    }

    @Test
    void usesTheGivenCertificate() {
        Synthesized given = synth(Optional.of(GIVEN));
        given.only("aws_api_gateway_domain_name").has("regional_certificate_arn", GIVEN);
        given.none("aws_acm_certificate");
        given.none("aws_acm_certificate_validation");
    }

    private static ApiDomain domain(TerraformStack stack, Optional<String> certificateArn) {
        Domain domain = new Domain("pay.example.com", "Z0123456789ABC", certificateArn);
        return new ApiDomain(stack, "domain", new ApiDomain.Props(DEPLOYMENT, "api", domain, API));
    }

    private static Synthesized synth(Optional<String> certificateArn) {
        return Synthesized.of(stack -> domain(stack, certificateArn));
    }
}
