package io.tapstack.modules.cloudfront;

import static io.tapstack.modules.testing.Samples.DEPLOYMENT;
import static org.assertj.core.api.Assertions.assertThat;

import io.tapstack.modules.s3.BucketEncryption;
import io.tapstack.modules.terraform.StackSettings;
import io.tapstack.modules.testing.ResourceAssert;
import io.tapstack.modules.testing.Synthesized;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("B4")
final class DistributionSynthTest {
    /** OWASP's list, without those that do not suit every answer: {@code Cache-Control}, {@code Clear-Site-Data}. */
    private static final List<String> OWASP = List.of(
            "Content-Security-Policy",
            "Cross-Origin-Embedder-Policy",
            "Cross-Origin-Opener-Policy",
            "Cross-Origin-Resource-Policy",
            "Permissions-Policy",
            "Referrer-Policy",
            "Strict-Transport-Security",
            "X-Content-Type-Options",
            "X-Frame-Options",
            "X-Permitted-Cross-Domain-Policies");

    private static final String CERTIFICATE = "arn:aws:acm:us-east-1:123456789012:certificate/1";
    private static final String WEB_ACL = "arn:aws:wafv2:us-east-1:123456789012:global/webacl/edge/1";
    private static final Synthesized STACK = synth(
            ApiOrigin.Transport.HTTPS,
            Optional.of(new CustomDomain("portal.example.com", CERTIFICATE)),
            Optional.of(WEB_ACL));
    private static final Synthesized PLAIN = synth(ApiOrigin.Transport.HTTP, Optional.empty(), Optional.empty());
    private static final ResourceAssert DISTRIBUTION = STACK.only("aws_cloudfront_distribution");

    @Test
    void speaksEveryNewVersionOfHttp() {
        DISTRIBUTION.has("enabled", true).has("http_version", "http2and3").has("is_ipv6_enabled", true);
    }

    @Test
    @Tag("CloudFront.3")
    void takesHttpsOnly() {
        DISTRIBUTION.has("default_cache_behavior/viewer_protocol_policy", "redirect-to-https");
        behaviour("/assets/*").has("viewer_protocol_policy", "redirect-to-https");
        behaviour("/api/*").has("viewer_protocol_policy", "https-only");
    }

    @Test
    @Tag("CloudFront.7")
    @Tag("CloudFront.8")
    void speaksModernTlsUnderItsOwnName() {
        DISTRIBUTION
                .has("aliases", List.of("portal.example.com"))
                .has("viewer_certificate/acm_certificate_arn", CERTIFICATE)
                .has("viewer_certificate/ssl_support_method", "sni-only")
                .has("viewer_certificate/minimum_protocol_version", "TLSv1.2_2021");
    }

    @Test
    void hasCloudFrontsNameWithoutADomain() {
        PLAIN.only("aws_cloudfront_distribution")
                .has("viewer_certificate/cloudfront_default_certificate", true)
                .lacks("aliases")
                .lacks("web_acl_id");
    }

    @Test
    @Tag("CloudFront.6")
    void isGuardedByAWebAclWhereThereIsOne() {
        DISTRIBUTION.has("web_acl_id", WEB_ACL);
    }

    @Test
    @Tag("B3")
    @Tag("CloudFront.13")
    void signsEveryRequestToTheBucket() {
        STACK.only("aws_cloudfront_origin_access_control")
                .has("name", "payments-pr123-site")
                .has("origin_access_control_origin_type", "s3")
                .has("signing_behavior", "always")
                .has("signing_protocol", "sigv4");
        origin(STACK, "site")
                .hasText("domain_name", ".bucket_regional_domain_name}")
                .hasText("origin_access_control_id", "aws_cloudfront_origin_access_control.")
                .lacks("s3_origin_config")
                .lacks("custom_origin_config");
    }

    @Test
    @Tag("B3")
    void letsThisDistributionOnlyReadTheBucket() {
        ResourceAssert policy = STACK.all("aws_s3_bucket_policy").stream()
                .filter(each -> each.address().contains("site"))
                .findFirst()
                .orElseThrow();
        policy.statement("policy", "CloudFrontReads")
                .has("Effect", "Allow")
                .has("Principal/Service", "cloudfront.amazonaws.com")
                .has("Action", "s3:GetObject")
                .has(
                        "Resource",
                        "${"
                                + STACK.only("aws_s3_bucket", "bucket_prefix", "payments-pr123-site-")
                                        .address() + ".arn}/*")
                .hasText("Condition/StringEquals/aws:SourceArn", "${aws_cloudfront_distribution.");
    }

    @Test
    @Tag("CloudFront.9")
    @Tag("CloudFront.10")
    void goesToTheApiByTlsWithTheHeaderThatShowsIt() {
        origin(STACK, "api")
                .has("domain_name", "origin.example.com")
                .has("custom_header/name", "X-Origin-Verify")
                .has("custom_header/value", "token")
                .has("custom_origin_config/origin_protocol_policy", "https-only")
                .has("custom_origin_config/origin_ssl_protocols", List.of("TLSv1.2"));
        origin(PLAIN, "api").has("custom_origin_config/origin_protocol_policy", "http-only");
    }

    @Test
    void keepsFilesAndNeverTheApisAnswers() {
        DISTRIBUTION
                .has("default_cache_behavior/target_origin_id", "site")
                .has("default_cache_behavior/cache_policy_id", "658327ea-f89d-4fab-a63d-7e88639e58f6")
                .has("default_cache_behavior/allowed_methods", List.of("GET", "HEAD"))
                .has("default_cache_behavior/compress", true);
        behaviour("/assets/*")
                .has("target_origin_id", "site")
                .has("cache_policy_id", "658327ea-f89d-4fab-a63d-7e88639e58f6")
                .has("allowed_methods", List.of("GET", "HEAD"));
        behaviour("/api/*")
                .has("target_origin_id", "api")
                .has("cache_policy_id", "4135ea2d-6df8-44a3-9df3-4b5a84be39ad")
                .has("origin_request_policy_id", "b689b0a8-53d0-40ab-baf2-68738e2966ac")
                .has("allowed_methods", List.of("GET", "HEAD", "OPTIONS"));
    }

    @Test
    @Tag("CloudFront.1")
    void showsThePageForItsOwnPathsAndSaysWhenTheApiIsAway() {
        DISTRIBUTION.has("default_root_object", "index.html");
        errorResponse(403)
                .has("response_code", 200)
                .has("response_page_path", "/index.html")
                .has("error_caching_min_ttl", 10);
        for (int code : List.of(502, 504)) {
            errorResponse(code)
                    .has("response_code", code)
                    .has("response_page_path", "/error.html")
                    .has("error_caching_min_ttl", 0);
        }
        assertThat(DISTRIBUTION.each("custom_error_response")).hasSize(3);
    }

    @Test
    @Tag("CloudFront.12")
    void setsEveryHeaderOfOwaspsListOnEveryAnswer() {
        ResourceAssert policy = STACK.only("aws_cloudfront_response_headers_policy");
        List<String> names = new ArrayList<>();
        for (ResourceAssert item :
                policy.has("name", "payments-pr123-security-headers").each("custom_headers_config/items")) {
            item.has("override", true);
            names.add(item.at("header").asText());
        }
        String config = "security_headers_config/";
        policy.has(config + "strict_transport_security/access_control_max_age_sec", 63_072_000)
                .has(config + "strict_transport_security/include_subdomains", true)
                .has(
                        config + "content_security_policy/content_security_policy",
                        CloudFrontSamples.CONTENT_SECURITY_POLICY)
                .has(config + "frame_options/frame_option", "DENY")
                .has(config + "referrer_policy/referrer_policy", "no-referrer");
        for (String setting : List.of(
                "strict_transport_security",
                "content_security_policy",
                "content_type_options",
                "frame_options",
                "referrer_policy")) {
            policy.has(config + setting + "/override", true);
        }
        names.addAll(List.of(
                "Strict-Transport-Security",
                "Content-Security-Policy",
                "X-Content-Type-Options",
                "X-Frame-Options",
                "Referrer-Policy"));
        assertThat(names).containsExactlyInAnyOrderElementsOf(OWASP);
        for (String behaviour :
                List.of("default_cache_behavior", "ordered_cache_behavior/0", "ordered_cache_behavior/1")) {
            DISTRIBUTION.hasText(behaviour + "/response_headers_policy_id", "aws_cloudfront_response_headers_policy.");
        }
    }

    @Test
    void doesNotSayWhatItRunsOn() {
        List<String> removed =
                STACK.only("aws_cloudfront_response_headers_policy").each("remove_headers_config/items").stream()
                        .map(item -> item.at("header").asText())
                        .toList();
        assertThat(removed).containsExactly("Server", "X-Powered-By");
    }

    @Test
    @Tag("CloudFront.5")
    void deliversItsLogsFromTheRegionThatMay() {
        for (String type : List.of(
                "aws_cloudwatch_log_delivery_source",
                "aws_cloudwatch_log_delivery_destination",
                "aws_cloudwatch_log_delivery")) {
            STACK.only(type).has("provider", "aws.us_east_1");
        }
        STACK.only("aws_cloudwatch_log_delivery_source")
                .has("name", "payments-pr123-edge")
                .has("log_type", "ACCESS_LOGS")
                .hasText("resource_arn", "aws_cloudfront_distribution.");
        STACK.only("aws_cloudwatch_log_delivery_destination")
                .has("output_format", "json")
                .hasText("delivery_destination_configuration/destination_resource_arn", "aws_s3_bucket_policy.");
        STACK.only("aws_cloudwatch_log_delivery")
                .hasText("delivery_source_name", "aws_cloudwatch_log_delivery_source.")
                .hasText("delivery_destination_arn", "aws_cloudwatch_log_delivery_destination.");
    }

    @Test
    @Tag("CloudFront.5")
    void letsOnlyItsOwnDeliveryWriteItsLogs() {
        ResourceAssert policy = STACK.all("aws_s3_bucket_policy").stream()
                .filter(each -> each.address().contains("access-logs"))
                .findFirst()
                .orElseThrow();
        policy.statement("policy", "EdgeLogDelivery")
                .has("Principal/Service", "delivery.logs.amazonaws.com")
                .has("Action", "s3:PutObject")
                .hasText("Resource", "/AWSLogs/123456789012/*")
                .has("Condition/StringEquals/aws:SourceAccount", "123456789012")
                .has("Condition/StringEquals/s3:x-amz-acl", "bucket-owner-full-control")
                .has(
                        "Condition/ArnLike/aws:SourceArn",
                        "arn:aws:logs:us-east-1:123456789012:delivery-source:payments-pr123-edge");
    }

    private static ResourceAssert behaviour(String path) {
        return only(DISTRIBUTION.each("ordered_cache_behavior"), "path_pattern", path);
    }

    private static ResourceAssert errorResponse(int code) {
        return only(DISTRIBUTION.each("custom_error_response"), "error_code", Integer.toString(code));
    }

    private static ResourceAssert origin(Synthesized stack, String id) {
        return only(stack.only("aws_cloudfront_distribution").each("origin"), "origin_id", id);
    }

    private static ResourceAssert only(List<ResourceAssert> blocks, String attribute, String value) {
        List<ResourceAssert> found = blocks.stream()
                .filter(block -> block.at(attribute).asText().equals(value))
                .toList();
        assertThat(found).as(attribute + " " + value).hasSize(1);
        return found.get(0);
    }

    private static Synthesized synth(
            ApiOrigin.Transport transport, Optional<CustomDomain> domain, Optional<String> webAcl) {
        return Synthesized.of(stack -> new Distribution(
                stack,
                "edge",
                new Distribution.Props(
                        DEPLOYMENT,
                        CloudFrontSamples.settings(),
                        new ApiOrigin("origin.example.com", transport, "X-Origin-Verify", "token", List.of()),
                        domain,
                        webAcl,
                        new Distribution.Storage(
                                BucketEncryption.s3Managed(),
                                "access-logs",
                                StackSettings.usEast1(stack, DEPLOYMENT)))));
    }
}
