package io.tapstack.main.it;

import io.tapstack.main.it.BoundaryCalls.Attempt;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.Runtime;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * Calls with which a principal becomes another one, or changes what another one may do: each of them leads to an
 * administrator in an account that has one.
 */
final class TakeoverCalls {
    private static final String ADMINISTRATOR_ACCESS = "arn:aws:iam::aws:policy/AdministratorAccess";
    private static final String USER = "administrator";

    private final Map<String, Attempt> calls = new LinkedHashMap<>();

    /**
     * @param administrator a role without a boundary, by name
     * @param deployer the deployer, by name
     * @param function one that exists, by name
     */
    TakeoverCalls(String administrator, String deployer, String function) {
        become(administrator);
        become(deployer);
        users();
        identityProviders();
        policies(deployer);
        code(function, administrator);
    }

    /** By the action and its target. */
    Map<String, Attempt> all() {
        return calls;
    }

    private void become(String role) {
        iam(
                "UpdateAssumeRolePolicy",
                role,
                iam -> iam.updateAssumeRolePolicy(call -> call.roleName(role).policyDocument(BoundaryCalls.TRUST)));
        iam(
                "AttachRolePolicy",
                role,
                iam -> iam.attachRolePolicy(call -> call.roleName(role).policyArn(ADMINISTRATOR_ACCESS)));
        iam(
                "DetachRolePolicy",
                role,
                iam -> iam.detachRolePolicy(call -> call.roleName(role).policyArn(ADMINISTRATOR_ACCESS)));
        iam(
                "PutRolePolicy",
                role,
                iam -> iam.putRolePolicy(
                        call -> call.roleName(role).policyName("more").policyDocument(Everything.POLICY)));
        iam(
                "DeleteRolePolicy",
                role,
                iam -> iam.deleteRolePolicy(call -> call.roleName(role).policyName("less")));
        iam("DeleteRole", role, iam -> iam.deleteRole(call -> call.roleName(role)));
        iam(
                "UpdateRole",
                role,
                iam -> iam.updateRole(call -> call.roleName(role).maxSessionDuration(43_200)));
        calls.put(
                "sts:AssumeRole " + role,
                Attempt.of(
                        StsClient.builder(),
                        sts -> sts.assumeRole(
                                call -> call.roleArn(LocalArns.role(role)).roleSessionName("taken"))));
    }

    private void users() {
        iam(
                "AttachUserPolicy",
                USER,
                iam -> iam.attachUserPolicy(call -> call.userName(USER).policyArn(ADMINISTRATOR_ACCESS)));
        iam(
                "PutUserPolicy",
                USER,
                iam -> iam.putUserPolicy(
                        call -> call.userName(USER).policyName("more").policyDocument(Everything.POLICY)));
        iam(
                "AddUserToGroup",
                USER,
                iam -> iam.addUserToGroup(call -> call.userName(USER).groupName("administrators")));
        iam(
                "CreateLoginProfile",
                USER,
                iam -> iam.createLoginProfile(call -> call.userName(USER).password("correct horse battery")));
        iam(
                "UpdateLoginProfile",
                USER,
                iam -> iam.updateLoginProfile(call -> call.userName(USER).password("correct horse battery")));
        iam("CreateAccessKey", USER, iam -> iam.createAccessKey(call -> call.userName(USER)));
        iam(
                "DeactivateMFADevice",
                USER,
                iam -> iam.deactivateMFADevice(
                        call -> call.userName(USER).serialNumber("arn:aws:iam::123456789012:mfa/" + USER)));
        iam(
                "PutUserPermissionsBoundary",
                USER,
                iam -> iam.putUserPermissionsBoundary(
                        call -> call.userName(USER).permissionsBoundary(ADMINISTRATOR_ACCESS)));
        iam(
                "DeleteUserPermissionsBoundary",
                USER,
                iam -> iam.deleteUserPermissionsBoundary(call -> call.userName(USER)));
        iam(
                "AttachGroupPolicy",
                "administrators",
                iam -> iam.attachGroupPolicy(
                        call -> call.groupName("administrators").policyArn(ADMINISTRATOR_ACCESS)));
        iam(
                "PutGroupPolicy",
                "administrators",
                iam -> iam.putGroupPolicy(call ->
                        call.groupName("administrators").policyName("more").policyDocument(Everything.POLICY)));
    }

    private void identityProviders() {
        iam(
                "CreateSAMLProvider",
                "a new one",
                iam -> iam.createSAMLProvider(call -> call.name("taken").samlMetadataDocument("<m/>".repeat(300))));
        iam(
                "UpdateSAMLProvider",
                "the company's",
                iam -> iam.updateSAMLProvider(
                        call -> call.samlProviderArn("arn:aws:iam::123456789012:saml-provider/company")
                                .samlMetadataDocument("<m/>".repeat(300))));
        iam(
                "CreateOpenIDConnectProvider",
                "a new one",
                iam -> iam.createOpenIDConnectProvider(
                        call -> call.url("https://taken.example").clientIDList("sts.amazonaws.com")));
        iam(
                "AddClientIDToOpenIDConnectProvider",
                "the company's",
                iam -> iam.addClientIDToOpenIDConnectProvider(
                        call -> call.openIDConnectProviderArn("arn:aws:iam::123456789012:oidc-provider/company.example")
                                .clientID("taken")));
    }

    private void policies(String deployer) {
        for (String policy : new String[] {"company-administrators", deployer + "-state", "prod-tapstack-boundary"}) {
            String arn = "arn:aws:iam::123456789012:policy/" + policy;
            iam(
                    "CreatePolicyVersion",
                    policy,
                    iam -> iam.createPolicyVersion(call -> call.policyArn(arn)
                            .policyDocument(Everything.POLICY)
                            .setAsDefault(true)));
            iam(
                    "SetDefaultPolicyVersion",
                    policy,
                    iam -> iam.setDefaultPolicyVersion(
                            call -> call.policyArn(arn).versionId("v1")));
            iam("DeletePolicy", policy, iam -> iam.deletePolicy(call -> call.policyArn(arn)));
        }
    }

    /** The code of functions, and of instances, runs under their roles. */
    private void code(String function, String administrator) {
        lambda(
                "UpdateFunctionCode",
                lambda -> lambda.updateFunctionCode(
                        call -> call.functionName(function).zipFile(SdkBytes.fromUtf8String("zip"))));
        lambda(
                "UpdateFunctionConfiguration",
                lambda -> lambda.updateFunctionConfiguration(
                        call -> call.functionName(function).timeout(5)));
        lambda(
                "AddPermission",
                lambda -> lambda.addPermission(call -> call.functionName(function)
                        .statementId("taken")
                        .action("lambda:InvokeFunction")
                        .principal("123456789012")));
        lambda("DeleteFunction", lambda -> lambda.deleteFunction(call -> call.functionName(function)));
        lambda("InvokeFunction", lambda -> lambda.invoke(call -> call.functionName(function)));
        lambda(
                "CreateFunction",
                lambda -> lambda.createFunction(call -> call.functionName("taken")
                        .role(LocalArns.role(administrator))
                        .handler("Taken")
                        .runtime(Runtime.JAVA17)
                        .code(code -> code.zipFile(SdkBytes.fromUtf8String("zip")))));
        raw("ssm:SendCommand", "AmazonSSM.SendCommand", """
                {"DocumentName": "AWS-RunShellScript", "InstanceIds": ["i-0123456789abcdef0"]}""");
        raw("ssm:StartAutomationExecution", "AmazonSSM.StartAutomationExecution", """
                {"DocumentName": "AWS-RestartEC2Instance"}""");
    }

    private void iam(String action, String target, Consumer<IamClient> call) {
        calls.put("iam:" + action + " " + target, Attempt.of(IamClient.builder(), call));
    }

    private void lambda(String action, Consumer<LambdaClient> call) {
        calls.put("lambda:" + action, Attempt.of(LambdaClient.builder(), call));
    }

    private void raw(String action, String target, String body) {
        RawCall call = new RawCall("ssm", target, body);
        calls.put(action, as -> call.send(as).body().contains("AccessDenied"));
    }
}
