package io.tapstack.main.tap;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tapstack.main.account.AccountNeeds;
import io.tapstack.main.testing.FakeAccount;
import io.tapstack.main.testing.Stage;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("C15")
final class AccountExaminationTest {
    @TempDir
    private Path folder;

    private final FakeAccount account = new FakeAccount();
    private AccountExamination examination;
    private AccountNeeds needs;

    @BeforeEach
    void oneFunctionThatReservesTen() throws JsonProcessingException {
        examination = new AccountExamination(new CommandLineSession(new Stage(folder)).session(), "dev");
        needs = new AccountNeeds(List.of(new ObjectMapper().readTree("""
                {"provider": {"aws": [{"region": "eu-central-1", "allowed_account_ids": ["111122223333"],
                                       "default_tags": [{"tags": {"EnvironmentSuffix": "dev"}}]}]},
                 "resource": {"aws_lambda_function": {
                   "f": {"function_name": "payments-dev-api", "reserved_concurrent_executions": 10}}}}
                """)));
    }

    @AfterEach
    void close() {
        account.close();
    }

    @Test
    void anEstablishedAccountAllowsAll() {
        assertThat(examination.checks(needs, account.account()))
                .extracting(Check::state)
                .containsOnly(Check.State.OK)
                .hasSize(6);
    }

    @Test
    void aYoungAccountIsToldWhatToRequest() {
        account.concurrency(10, 10);
        Check concurrency = check("L-B99A9384");
        assertThat(concurrency.state()).isEqualTo(Check.State.MISSING);
        assertThat(concurrency.what()).endsWith(": 110 needed, 10 allowed, 0 in use by others");
        assertThat(concurrency.advice())
                .startsWith("request 110 in the console under Service Quotas, or: aws service-quotas")
                .contains("--region eu-central-1 --service-code lambda --quota-code L-B99A9384 --desired-value 110");
    }

    @Test
    void othersUseCounts() {
        account.concurrency(200, 109);
        assertThat(check("L-B99A9384").what()).endsWith(": 110 needed, 200 allowed, 91 in use by others");
        assertThat(check("L-B99A9384").state()).isEqualTo(Check.State.MISSING);
        account.concurrency(200, 110);
        assertThat(check("L-B99A9384").state()).isEqualTo(Check.State.OK);
    }

    @Test
    void whatMayNotBeReadIsNeverFine() {
        account.denyEc2("DescribeAddresses");
        Check addresses = check("L-0263D0A3");
        assertThat(addresses.state()).isEqualTo(Check.State.MISSING);
        assertThat(addresses.what()).contains("the credentials may not call ec2:DescribeAddresses");
    }

    @Test
    void anotherAccountsQuotasAreNotRead() {
        account.put("GetCallerIdentity", """
                <GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>
                <Arn>arn:aws:iam::999999999999:root</Arn><Account>999999999999</Account>
                </GetCallerIdentityResult></GetCallerIdentityResponse>""");
        List<Check> checks = examination.checks(needs, account.account());
        assertThat(checks).hasSize(1);
        assertThat(checks.get(0).state()).isEqualTo(Check.State.MISSING);
        assertThat(checks.get(0).what())
                .isEqualTo("the credentials are of account 999999999999, dev is 111122223333 in cdktf.json");
    }

    @Test
    void aCertificateMustCoverEveryNameBelowTheDomain() throws JsonProcessingException {
        needs = needsOfADomain();
        account.put("DescribeCertificate", """
                {"Certificate": {"Status": "ISSUED", "SubjectAlternativeNames": ["api-dev.pay.example.com"]}}""");
        assertThat(check("certificate").state()).isEqualTo(Check.State.MISSING);
        assertThat(check("certificate").what()).endsWith(" does not cover portal-origin-dev.pay.example.com");
        account.put("DescribeCertificate", """
                {"Certificate": {"Status": "ISSUED", "SubjectAlternativeNames": ["*.pay.example.com"]}}""");
        assertThat(check("certificate").state()).isEqualTo(Check.State.OK);
    }

    @Test
    void aCertificateMustBeIssued() throws JsonProcessingException {
        needs = needsOfADomain();
        account.put("DescribeCertificate", """
                {"Certificate": {"Status": "EXPIRED", "SubjectAlternativeNames": ["*.pay.example.com"]}}""");
        assertThat(check("certificate").what()).endsWith(":certificate/c is EXPIRED");
    }

    @Test
    void aCertificateThatMayNotBeReadIsNeverFine() throws JsonProcessingException {
        needs = needsOfADomain();
        account.deny("DescribeCertificate");
        assertThat(check("certificate").state()).isEqualTo(Check.State.MISSING);
        assertThat(check("certificate").advice()).isEqualTo("allow acm:DescribeCertificate");
    }

    private AccountNeeds needsOfADomain() throws JsonProcessingException {
        return new AccountNeeds(List.of(needs.stacks().get(0), new ObjectMapper().readTree("""
                {"resource": {
                   "aws_api_gateway_domain_name": {"d": {
                     "domain_name": "api-dev.pay.example.com",
                     "regional_certificate_arn": "arn:aws:acm:eu-central-1:111122223333:certificate/c"}},
                   "aws_lb_listener": {"https": {
                     "certificate_arn": "arn:aws:acm:eu-central-1:111122223333:certificate/c"}},
                   "aws_cloudfront_distribution": {"d": {"origin": [
                     {"domain_name": "${aws_s3_bucket.page.bucket_regional_domain_name}"},
                     {"domain_name": "portal-origin-dev.pay.example.com"}]}}}}
                """)));
    }

    private Check check(String name) {
        return examination.checks(needs, account.account()).stream()
                .filter(check -> check.name().equals(name))
                .findAny()
                .orElseThrow();
    }
}
