package io.tapstack.main.it;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/**
 * The user that deploys to an environment in the emulated account, as its context names one: a deployer role trusts the
 * principals of the context, and AWS's root user may assume no role at all.
 *
 * @see <a href="https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html">AssumeRole</a>
 */
record Operator(EmulatedAccount account) {
    static final String PRINCIPAL = "user/operator";
    private static final String NAME = "operator";

    /** Creates the user, which may do everything. */
    static Operator in(EmulatedAccount root) {
        try (IamClient iam = root.client(IamClient.builder())) {
            iam.createUser(user -> user.userName(NAME));
            iam.putUserPolicy(
                    policy -> policy.userName(NAME).policyName("everything").policyDocument(Everything.POLICY));
            AccessKey key = iam.createAccessKey(user -> user.userName(NAME)).accessKey();
            return new Operator(root.as(AwsBasicCredentials.create(key.accessKeyId(), key.secretAccessKey())));
        }
    }

    /** The account as a role sees it that the user assumes. */
    EmulatedAccount assume(String role) {
        try (StsClient sts = account.client(StsClient.builder())) {
            Credentials keys = sts.assumeRole(
                            request -> request.roleArn(LocalArns.role(role)).roleSessionName("terraform"))
                    .credentials();
            return account.as(
                    AwsSessionCredentials.create(keys.accessKeyId(), keys.secretAccessKey(), keys.sessionToken()));
        }
    }
}
