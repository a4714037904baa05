package io.tapstack.main.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.Runtime;

/** A built function without its system: the jar under a role that may do what the function's contract lists, and no more. */
record LoneFunction(EmulatedAccount account, String name, String arn, String policy) {
    private static final String TRUST = """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole",
              "Principal": {"Service": "lambda.amazonaws.com"}}]}""";

    /**
     * Deploys it.
     *
     * @param policy of its role, which is called after the function
     */
    static LoneFunction deploy(
            EmulatedAccount account, Path jar, String handler, Map<String, String> environment, String policy) {
        String name = jar.getFileName().toString().replace(".jar", "");
        try (IamClient iam = account.client(IamClient.builder());
                LambdaClient lambda = account.client(LambdaClient.builder())) {
            String role = iam.createRole(request -> request.roleName(name).assumeRolePolicyDocument(TRUST))
                    .role()
                    .arn();
            iam.putRolePolicy(
                    request -> request.roleName(name).policyName("contract").policyDocument(policy));
            SdkBytes code = SdkBytes.fromByteArray(Files.readAllBytes(jar));
            String arn = lambda.createFunction(request -> request.functionName(name)
                            .role(role)
                            .runtime(Runtime.JAVA21)
                            .handler(handler)
                            .code(zip -> zip.zipFile(code))
                            .memorySize(512)
                            .timeout(60)
                            .environment(variables -> variables.variables(environment)))
                    .functionArn();
            return new LoneFunction(account, name, arn, policy);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The account for a caller with the function's permissions and without its code: a role of the same policy. */
    EmulatedAccount withItsPermissions() {
        String twin = name + "-twin";
        try (IamClient iam = account.client(IamClient.builder())) {
            iam.createRole(request -> request.roleName(twin)
                    .assumeRolePolicyDocument(TRUST.replace(
                            "\"Service\": \"lambda.amazonaws.com\"", "\"AWS\": \"arn:aws:iam::123456789012:root\"")));
            iam.putRolePolicy(
                    request -> request.roleName(twin).policyName("contract").policyDocument(policy));
        }
        return account.as(account.root().assume(twin, "test"));
    }

    /** What it answers to an event; {@code error} before it where that is a failure. */
    String answer(String event) {
        try (LambdaClient lambda = account.client(LambdaClient.builder())) {
            InvokeResponse response =
                    lambda.invoke(request -> request.functionName(name).payload(SdkBytes.fromUtf8String(event)));
            String failed = response.functionError() == null ? "" : "error ";
            return failed + response.payload().asUtf8String();
        }
    }
}
