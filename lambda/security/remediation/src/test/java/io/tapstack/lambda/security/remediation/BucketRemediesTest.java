package io.tapstack.lambda.security.remediation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.s3.model.PublicAccessBlockConfiguration;
import software.amazon.awssdk.services.s3.model.S3Exception;

@Tag("S9")
class BucketRemediesTest {
    private static final PublicAccessBlockConfiguration ALL = PublicAccessBlockConfiguration.builder()
            .blockPublicAcls(true)
            .ignorePublicAcls(true)
            .blockPublicPolicy(true)
            .restrictPublicBuckets(true)
            .build();

    private final InMemoryS3 s3 = new InMemoryS3();
    private final Buckets buckets = new Buckets(s3);
    private final Remedy block = new PublicAccessBlock(buckets);
    private final Remedy tls = new TlsOnly(buckets, "aws");

    @Test
    void bucketWithoutBlockGetsAllFourSettings() {
        var bucket = s3.make("b");
        var diagnosis = block.diagnose(resource("b"));
        assertThat(diagnosis.message())
                .isEqualTo("off: BlockPublicAcls, IgnorePublicAcls, BlockPublicPolicy, RestrictPublicBuckets");
        assertThat(s3.changes).isEmpty();

        diagnosis.cure().orElseThrow().run();

        assertThat(bucket.publicAccessBlock).contains(ALL);
        assertThat(bucket.policy).as("only what the rule calls for").isEmpty();
        assertThat(block.diagnose(resource("b")).outcome()).isEqualTo(Outcome.ALREADY_COMPLIANT);
    }

    static Stream<PublicAccessBlockConfiguration> oneSettingOff() {
        return Stream.of(
                ALL.toBuilder().blockPublicAcls(false).build(),
                ALL.toBuilder().ignorePublicAcls(false).build(),
                ALL.toBuilder().blockPublicPolicy(false).build(),
                ALL.toBuilder().restrictPublicBuckets(null).build());
    }

    @ParameterizedTest
    @MethodSource("oneSettingOff")
    void oneSettingThatIsOffIsEnough(PublicAccessBlockConfiguration configuration) {
        s3.make("b").publicAccessBlock = Optional.of(configuration);
        block.diagnose(resource("b")).cure().orElseThrow().run();
        assertThat(s3.make("b").publicAccessBlock).contains(ALL);
    }

    @Test
    void tlsPolicyIsAddedToTheBucketsOwn() {
        var bucket = s3.make("b");
        bucket.policy =
                Optional.of("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Sid\":\"Own\",\"Effect\":\"Allow\"}]}");
        tls.diagnose(resource("b")).cure().orElseThrow().run();

        assertThat(bucket.policy.orElseThrow()).contains("\"Own\"", "\"DenyCleartext\"", "arn:aws:s3:::b/*");
        assertThat(bucket.publicAccessBlock).as("only what the rule calls for").isEmpty();
        assertThat(tls.diagnose(resource("b")).outcome()).isEqualTo(Outcome.ALREADY_COMPLIANT);
    }

    @Test
    void bucketThatIsGoneIsSaidToBe() {
        assertThatThrownBy(() -> block.tags(resource("gone"))).isInstanceOf(ResourceGoneException.class);
        assertThatThrownBy(() -> block.diagnose(resource("gone"))).isInstanceOf(ResourceGoneException.class);
        assertThatThrownBy(() -> tls.diagnose(resource("gone"))).isInstanceOf(ResourceGoneException.class);
    }

    @Test
    void bucketOfSomebodyElseIsAFailure() {
        s3.make("b");
        var foreign = new Finding.Resource("AWS::S3::Bucket", Optional.empty(), "b", "999999999999", "eu-central-1");
        assertThatThrownBy(() -> block.diagnose(foreign)).isInstanceOf(S3Exception.class);
    }

    @Test
    void refusedCallIsAFailure() {
        s3.make("b");
        s3.failure = Optional.of(InMemoryS3.error("AccessDenied", 403));
        assertThatThrownBy(() -> tls.tags(resource("b"))).isInstanceOf(S3Exception.class);
    }

    @Test
    void tagsAreRead() {
        s3.make("b").tags = Map.of("Remediation", "auto");
        assertThat(tls.tags(resource("b"))).isEqualTo(Map.of("Remediation", "auto"));
        s3.make("plain");
        assertThat(tls.tags(resource("plain"))).isEmpty();
    }

    private static Finding.Resource resource(String bucket) {
        return new Finding.Resource(
                "AWS::S3::Bucket", Optional.of(ResourceKind.S3_BUCKET), bucket, InMemoryS3.ACCOUNT, "eu-central-1");
    }
}
