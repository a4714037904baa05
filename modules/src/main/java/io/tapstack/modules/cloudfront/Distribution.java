package io.tapstack.modules.cloudfront;

import com.hashicorp.cdktf.TerraformProvider;
import com.hashicorp.cdktf.providers.aws.cloudfront_distribution.CloudfrontDistribution;
import com.hashicorp.cdktf.providers.aws.cloudfront_distribution.CloudfrontDistributionCustomErrorResponse;
import com.hashicorp.cdktf.providers.aws.cloudfront_distribution.CloudfrontDistributionRestrictions;
import com.hashicorp.cdktf.providers.aws.cloudfront_distribution.CloudfrontDistributionRestrictionsGeoRestriction;
import com.hashicorp.cdktf.providers.aws.cloudfront_distribution.CloudfrontDistributionViewerCertificate;
import io.tapstack.modules.core.Condition;
import io.tapstack.modules.core.Deployment;
import io.tapstack.modules.core.Problems;
import io.tapstack.modules.core.Statement;
import io.tapstack.modules.s3.BucketEncryption;
import io.tapstack.modules.s3.BucketName;
import io.tapstack.modules.s3.SecureBucket;
import java.util.List;
import java.util.Optional;
import software.constructs.Construct;

/**
 * A CloudFront distribution in front of static files, in a bucket that nobody else reads, and of an API (B3, B4; FSBP
 * CloudFront.1, .3, .5, .7, .8, .9, .10, .12, .13): HTTPS only, security headers on every answer, access logs.
 *
 * <p>{@code /api/*} goes to the API and is never cached. A path that is no file gets the page, which knows what to show;
 * when the API cannot be reached, a page that says so.
 */
public final class Distribution extends Construct {
    static final String PAGE = "index.html";
    private static final int NOT_A_FILE = 403; // not 404: CloudFront may not list the bucket
    private static final List<Integer> API_AWAY = List.of(502, 504);

    private final Props props;
    private final Ref ref;

    /**
     * @param domain CloudFront's own name when empty, which takes older TLS too
     * @param webAclArn of scope CLOUDFRONT, in us-east-1
     */
    public record Props(
            Deployment deployment,
            DistributionSettings settings,
            ApiOrigin api,
            Optional<CustomDomain> domain,
            Optional<String> webAclArn,
            Storage storage) {
        public Props {
            Problems.refuse("distribution", settings);
        }
    }

    /**
     * Where its files and logs are kept.
     *
     * @param siteEncryption a key must let CloudFront in
     * @param accessLogBucketName where S3 reports requests to both buckets
     * @param usEast1 the provider of the region from which CloudFront's logs are delivered
     */
    public record Storage(BucketEncryption siteEncryption, String accessLogBucketName, TerraformProvider usEast1) {}

    /**
     * What others may use of a distribution.
     *
     * @param id the dimension {@code DistributionId} of its metrics
     * @param zoneId of its domain name, for alias records
     */
    public record Ref(String id, String arn, String domainName, String zoneId, SecureBucket.Ref site) {}

    public Distribution(Construct scope, String id, Props props) {
        super(scope, id);
        this.props = props;
        CloudfrontDistribution distribution = distribution();
        String arn = distribution.getArn();
        SecureBucket site = siteBucket(arn);
        // Last, because the bucket's policy names the distribution and the distribution the bucket.
        distribution.putOrigin(new Origins(props.deployment, props.api).of(this, site.regionalDomainName()));
        new DistributionLogs(
                this,
                "access-logs",
                new DistributionLogs.Props(
                        props.deployment,
                        props.settings.logs(),
                        arn,
                        props.storage.accessLogBucketName(),
                        props.storage.usEast1()));
        this.ref = new Ref(
                distribution.getId(), arn, distribution.getDomainName(), distribution.getHostedZoneId(), site.ref());
    }

    public Ref ref() {
        return ref;
    }

    private CloudfrontDistribution distribution() {
        String headers = new SecurityHeaders(
                        this, "headers", new SecurityHeaders.Props(props.deployment, props.settings.headers()))
                .policyId();
        CloudfrontDistribution.Builder builder = CloudfrontDistribution.Builder.create(this, "distribution")
                .enabled(true)
                .comment(props.deployment.name("edge"))
                .origin(List.of())
                .httpVersion("http2and3")
                .isIpv6Enabled(true)
                .priceClass(props.settings.priceClass().id())
                .defaultRootObject(PAGE)
                .defaultCacheBehavior(Behaviours.files(headers))
                .orderedCacheBehavior(List.of(Behaviours.assets(headers), Behaviours.api(headers)))
                .customErrorResponse(errorResponses())
                .viewerCertificate(certificate())
                .restrictions(CloudfrontDistributionRestrictions.builder()
                        .geoRestriction(CloudfrontDistributionRestrictionsGeoRestriction.builder()
                                .restrictionType("none")
                                .build())
                        .build())
                .dependsOn(props.api.madeBefore());
        props.domain.ifPresent(domain -> builder.aliases(List.of(domain.name())));
        props.webAclArn.ifPresent(builder::webAclId);
        return builder.build();
    }

    private CloudfrontDistributionViewerCertificate certificate() {
        return props.domain
                .map(domain -> CloudfrontDistributionViewerCertificate.builder()
                        .acmCertificateArn(domain.certificateArn())
                        .sslSupportMethod("sni-only")
                        .minimumProtocolVersion("TLSv1.2_2021")
                        .build())
                .orElseGet(() -> CloudfrontDistributionViewerCertificate.builder()
                        .cloudfrontDefaultCertificate(true)
                        .build());
    }

    private static List<CloudfrontDistributionCustomErrorResponse> errorResponses() {
        return List.of(
                error(NOT_A_FILE, 200, PAGE, 10),
                error(API_AWAY.get(0), API_AWAY.get(0), "error.html", 0),
                error(API_AWAY.get(1), API_AWAY.get(1), "error.html", 0));
    }

    private static CloudfrontDistributionCustomErrorResponse error(
            int code, int shown, String page, int cachedSeconds) {
        return CloudfrontDistributionCustomErrorResponse.builder()
                .errorCode(code)
                .responseCode(shown)
                .responsePagePath("/" + page)
                .errorCachingMinTtl(cachedSeconds)
                .build();
    }

    private SecureBucket siteBucket(String distributionArn) {
        return new SecureBucket(
                this,
                "site",
                new SecureBucket.Props(
                        props.deployment,
                        BucketName.random("site"),
                        props.settings.site(),
                        props.storage.siteEncryption(),
                        Optional.of(props.storage.accessLogBucketName()),
                        arn -> List.of(Statement.allow("CloudFrontReads")
                                .byService("cloudfront.amazonaws.com")
                                .to("s3:GetObject")
                                .on(arn + "/*")
                                .when(Condition.equals("aws:SourceArn", distributionArn)))));
    }
}
