package io.tapstack.modules.core;

import static io.tapstack.modules.testing.Samples.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("C3")
final class AccountTest {
    private static final String SEVEN = "-nine-and-twenty-characters--"; // 29
    private static final String REGIONS =
            "a commercial region that has every service, not of GovCloud or China: one of "
                    + String.join(", ", Region.supported());

    @Test
    void acceptsWhatAnAccountLooksLike() {
        assertThat(problems(ACCOUNT)).isEmpty();
    }

    @Test
    void namesEverythingThatIsWrong() {
        Account nothing =
                new Account(null, null, null, null, null, Optional.empty(), Optional.empty(), Optional.empty());
        assertThat(problems(nothing))
                .containsExactly(
                        "dev.accountId must be twelve digits, got null",
                        "dev.region must be " + REGIONS + ", got null",
                        "dev.stateBucket must be an S3 bucket name (3 to 63 of a-z, 0-9, - and ., none of S3's "
                                + "reserved beginnings and ends), got null",
                        "dev.owner must be a tag value (1 to 256 letters, digits, spaces or _.:/=+@-), got null",
                        "dev.costCenter must be a tag value (1 to 256 letters, digits, spaces or _.:/=+@-), got null");
    }

    @ParameterizedTest
    @ValueSource(strings = {"12345678901", "1234567890123", "12345678901a", "1234-5678-90", ""})
    void refusesAnIdThatIsNotTwelveDigits(String id) {
        assertThat(problems(account(id, "eu-central-1", Optional.empty())))
                .containsExactly("dev.accountId must be twelve digits, got \"" + id + '"');
    }

    @ParameterizedTest
    @ValueSource(strings = {"eu-central-1", "us-east-2", "ap-southeast-4", "ca-central-1"})
    void acceptsCommercialRegions(String region) {
        assertThat(problems(account("123456789012", region, Optional.empty()))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"frankfurt", "eu-central-1a", "EU-CENTRAL-1", "us-gov-west-1", "cn-north-1", "eu-central-9"})
    @Tag("C3")
    void refusesOtherRegionsWithTheListOfThoseSupported(String region) {
        assertThat(problems(account("123456789012", region, Optional.empty())))
                .containsExactly("dev.region must be " + REGIONS + ", got " + region);
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "1-state", "tapstack.dev.state", "a63" + SEVEN + SEVEN + "zz"})
    @Tag("C5")
    void acceptsBucketNamesThatS3Accepts(String name) {
        assertThat(problems(bucket(name))).isEmpty();
    }

    /** See "General purpose bucket naming rules" in the S3 User Guide. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ab",
                "Abc",
                "a_b",
                "-abc",
                "abc-",
                "a..b",
                "192.168.5.4",
                "xn--state",
                "sthree-state",
                "amzn-s3-demo-state",
                "state-s3alias",
                "state--ol-s3",
                "state.mrap",
                "state--x-s3",
                "state--table-s3"
            })
    @Tag("C5")
    void refusesBucketNamesThatS3Refuses(String name) {
        assertThat(problems(bucket(name)))
                .singleElement()
                .asString()
                .startsWith("dev.stateBucket must be an S3 bucket name");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "abc",
                "arn:aws:acm:us-east-1:123456789012:certificate/1",
                "arn:aws:acm:eu-central-1:210987654321:certificate/1",
                "arn:aws-cn:acm:eu-central-1:123456789012:certificate/1"
            })
    @Tag("P9")
    void refusesACertificateOfAnotherAccountOrRegion(String certificate) {
        assertThat(problems(certified(certificate)))
                .containsExactly("dev.domain.certificateArn must be the ARN of an ACM certificate of this account and "
                        + "region: arn:aws:acm:eu-central-1:123456789012:certificate/…, got \"" + certificate + '"');
        assertThat(problems(certified("arn:aws:acm:eu-central-1:123456789012:certificate/1")))
                .isEmpty();
    }

    @Test
    void refusesAnAddressThatNoMailReaches() {
        assertThat(problems(account("123456789012", "eu-central-1", Optional.of("alerts"))))
                .containsExactly(
                        "dev.alertEmail must be an e-mail address, got \"alerts\"",
                        "dev.senderEmail must be an e-mail address, got \"alerts\"");
    }

    @Test
    void namesRegionalAndGlobalResources() {
        Account account = account("123456789012", "eu-north-1", Optional.empty());
        assertThat(account.arn("sns", "payments-dev-alerts"))
                .isEqualTo("arn:aws:sns:eu-north-1:123456789012:payments-dev-alerts");
        assertThat(account.iamArn("role/dev-x")).isEqualTo("arn:aws:iam::123456789012:role/dev-x");
    }

    @ParameterizedTest
    @CsvSource({"eu-central-1,us-east-1", "us-east-1,us-east-1"})
    @Tag("B4")
    void knowsWhereItsEdgeIs(String region, String edge) {
        Account account = account("123456789012", region, Optional.empty());
        assertThat(account.edge()).isEqualTo(account("123456789012", edge, Optional.empty()));
    }

    private static Account bucket(String name) {
        return new Account(
                "123456789012",
                "eu-central-1",
                name,
                "team",
                "cc",
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static Account certified(String certificate) {
        return new Account(
                "123456789012",
                "eu-central-1",
                "state-bucket",
                "team",
                "cc",
                Optional.empty(),
                Optional.empty(),
                Optional.of(new Domain("pay.example.com", "Z1", Optional.of(certificate))));
    }

    private static Account account(String id, String region, Optional<String> email) {
        return new Account(id, region, "state-bucket", "team", "cc", email, email, Optional.empty());
    }

    private static List<String> problems(Account account) {
        Problems problems = Problems.in("dev");
        account.check(problems);
        return problems.found().stream().map(Problem::toString).toList();
    }
}
