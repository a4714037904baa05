package io.tapstack.main.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MaskedTest {
    private static final String KEY = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
    private final Masked masked = new Masked(List.of("correct horse battery", "", "eu"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:iam::123456789012:role/dev-payments-api-it1",
                "arn:aws:sts::123456789012:assumed-role/dev-tapstack-deployer/account-it is not authorized",
                "bucket payments-123456789012-audit, account 1234-5678-9012",
                "AccountId=123456789012&Action=x",
                "\"account\":123456789012,",
                "https://123456789012.s3-control.eu-central-1.amazonaws.com/",
                "https://sqs.eu-central-1.amazonaws.com/123456789012/payments-it1-failures"
            })
    void hidesAnAccountId(String text) {
        assertThat(masked.text(text))
                .doesNotContain("123456789012", "1234-5678-9012")
                .contains("<account>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AKIAIOSFODNN7EXAMPLE",
                "export AWS_ACCESS_KEY_ID=ASIAIOSFODNN7EXAMPLE",
                "the user AROAIOSFODNN7EXAMPLE:account-it"
            })
    void hidesAKeyId(String text) {
        assertThat(masked.text(text)).doesNotContain("IOSFODNN7EXAMPLE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AWS_SECRET_ACCESS_KEY=" + KEY,
                "the key is " + KEY + ".",
                "{\"SecretAccessKey\":\"" + KEY + "\"}",
                "{\\\"SecretAccessKey\\\":\\\"" + KEY + "\\\"}",
                "Authorization: AWS4-HMAC-SHA256 Credential=AKIA/x, Signature=" + KEY
            })
    void hidesASecretKey(String text) {
        assertThat(masked.text(text)).doesNotContain("EXAMPLEKEY");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password = hunter2!x",
                "{\"password\": \"hunter2!x\"}",
                "master_password=hunter2!x, next",
                "postgresql://app:hunter2!x@db.example.com/ledger",
                "https://bucket.s3.amazonaws.com/k?X-Amz-Credential=hunter2!x&X-Amz-Signature=hunter2!x&a=b",
                "-----BEGIN RSA PRIVATE KEY-----\nhunter2!x\n-----END RSA PRIVATE KEY-----",
                "-----BEGIN PRIVATE KEY-----\nhunter2!x and cut off"
            })
    void hidesASecretByItsPlace(String text) {
        assertThat(masked.text(text)).doesNotContain("hunter2");
    }

    @Test
    void hidesTokensAndAddresses() {
        String token = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl";
        assertThat(masked.text("got " + token + " of jane.doe+aws@example.com")).isEqualTo("got <token> of <address>");
    }

    @Test
    void hidesKnownSecretsWhateverTheyLookLike() {
        assertThat(masked.text("it is \"correct horse battery\" in eu-central-1"))
                .isEqualTo("it is \"<secret>\" in eu-central-1");
    }

    @Test
    void keepsAwssOwnWords() {
        String text = "Error: creating RDS DB Instance (payments-it1a2b3c-db): operation error RDS: CreateDBInstance,"
                + " https response error StatusCode: 400, RequestID: 0f5a2b6c-1d3e-4f60-8a9b-123456789abc,"
                + " api error InvalidParameterCombination: Cannot find version 15.5 for postgres";
        assertThat(masked.text(text)).isEqualTo(text);
    }
}
