package io.tapstack.main.verify;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.PasswordPolicy;

/** Settings that an account has once (S11). */
final class AccountChecks {
    private static final List<String> BLOCKS =
            List.of("BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets");

    static final List<Check> ALL = List.of(
            Check.of("account-public-access", "aws_s3_account_public_access_block")
                    .promises(
                            "all public access to the account's buckets is blocked",
                            List.of("s3:GetAccountPublicAccessBlock"),
                            AccountChecks::isPrivate),
            Check.of("account-volume-encryption", "aws_ebs_encryption_by_default")
                    .promises(
                            "new volumes are encrypted",
                            List.of("ec2:GetEbsEncryptionByDefault"),
                            AccountChecks::encryptsVolumes),
            Check.of("account-passwords", "aws_iam_account_password_policy")
                    .promises(
                            "the policy of users' passwords is as deployed",
                            List.of("iam:GetAccountPasswordPolicy"),
                            AccountChecks::passwords));

    private AccountChecks() {}

    /** The SDK has a library for this call alone. The id of the resource is the account's. */
    private static Outcome isPrivate(Subject block) {
        String id = block.text("id");
        URI uri = block.account()
                .endpoint()
                .orElseGet(() -> URI.create("https://" + id + ".s3-control." + block.region() + ".amazonaws.com"))
                .resolve("/v20180820/configuration/publicAccessBlock");
        SdkHttpRequest.Builder request =
                SdkHttpRequest.builder().method(SdkHttpMethod.GET).uri(uri).putHeader("x-amz-account-id", id);
        try {
            HttpExecuteResponse response = block.account().send(request, "", "s3", block.region());
            String body = "";
            if (response.responseBody().isPresent()) {
                try (InputStream content = response.responseBody().get()) {
                    body = new String(content.readAllBytes(), StandardCharsets.UTF_8);
                }
            }
            if (!response.httpResponse().isSuccessful()) {
                throw error(response.httpResponse().statusCode(), body);
            }
            String found = body;
            return Outcome.when(
                    BLOCKS.stream().allMatch(each -> text(found, each).equals("true")),
                    "not all public access to the account's buckets is blocked");
        } catch (IOException e) {
            throw SdkClientException.create("S3 did not answer: " + e.getMessage(), e);
        }
    }

    private static AwsServiceException error(int status, String body) {
        return AwsServiceException.builder()
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(text(body, "Code"))
                        .errorMessage(text(body, "Message"))
                        .build())
                .build();
    }

    /** Of an XML element; empty without one. */
    private static String text(String body, String element) {
        Matcher matcher = Pattern.compile("<" + element + ">([^<]*)<").matcher(body);
        return matcher.find() ? matcher.group(1) : "";
    }

    private static Outcome encryptsVolumes(Subject encryption) {
        boolean found = encryption
                .client(Ec2Client.builder())
                .getEbsEncryptionByDefault(request -> {})
                .ebsEncryptionByDefault();
        return Outcome.equal("encryption of new volumes", encryption.flag("enabled"), found);
    }

    private static Outcome passwords(Subject policy) {
        PasswordPolicy found =
                policy.client(IamClient.builder()).getAccountPasswordPolicy().passwordPolicy();
        return Outcome.equal(
                        "the least length", policy.number("minimum_password_length"), found.minimumPasswordLength())
                .and(Outcome.equal("the greatest age", policy.number("max_password_age"), found.maxPasswordAge()))
                .and(Outcome.equal(
                        "former passwords remembered",
                        policy.number("password_reuse_prevention"),
                        found.passwordReusePrevention()))
                .and(Outcome.when(
                        found.requireLowercaseCharacters()
                                && found.requireUppercaseCharacters()
                                && found.requireNumbers()
                                && found.requireSymbols(),
                        "not all four kinds of characters are required"));
    }
}
