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
                        "dev.region must be an AWS region such as eu-central-1, got null",
                        "dev.stateBucket must be an S3 bucket name (3 to 63 of a-z, 0-9, - and .), got null",
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
    @ValueSource(strings = {"eu-central-1", "us-east-2", "ap-southeast-4", "us-gov-west-1", "cn-northwest-1"})
    void acceptsEveryKindOfRegion(String region) {
        assertThat(problems(account("123456789012", region, Optional.empty()))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"frankfurt", "eu-central-1a", "EU-CENTRAL-1", "eu_central_1"})
    void refusesWhatIsNoRegion(String region) {
        assertThat(problems(account("123456789012", region, Optional.empty()))).hasSize(1);
    }

    @Test
    void refusesAnAddressThatNoMailReaches() {
        assertThat(problems(account("123456789012", "eu-central-1", Optional.of("alerts"))))
                .containsExactly(
                        "dev.alertEmail must be an e-mail address, got \"alerts\"",
                        "dev.senderEmail must be an e-mail address, got \"alerts\"");
    }

    @ParameterizedTest
    @CsvSource({"eu-central-1,aws", "cn-north-1,aws-cn", "us-gov-east-1,aws-us-gov"})
    void knowsThePartitionOfItsRegion(String region, String partition) {
        assertThat(account("123456789012", region, Optional.empty()).partition())
                .isEqualTo(partition);
    }

    @Test
    void namesRegionalAndGlobalResources() {
        Account china = account("123456789012", "cn-north-1", Optional.empty());
        assertThat(china.arn("sns", "payments-dev-alerts"))
                .isEqualTo("arn:aws-cn:sns:cn-north-1:123456789012:payments-dev-alerts");
        assertThat(china.iamArn("role/dev-x")).isEqualTo("arn:aws-cn:iam::123456789012:role/dev-x");
    }

    @ParameterizedTest
    @CsvSource({"eu-central-1,us-east-1", "us-east-1,us-east-1", "cn-north-1,cn-northwest-1"})
    @Tag("B4")
    void knowsWhereItsEdgeIs(String region, String edge) {
        Account account = account("123456789012", region, Optional.empty());
        assertThat(account.edge()).isEqualTo(account("123456789012", edge, Optional.empty()));
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
