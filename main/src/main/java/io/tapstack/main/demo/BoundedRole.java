package io.tapstack.main.demo;

import io.tapstack.main.console.Failure;
import io.tapstack.modules.core.Deployment;
import io.tapstack.modules.core.Environment;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * An attacker's way out of the permission boundary: the deployer creates a role whose policy allows everything, and the
 * role tries to become an administrator that no boundary limits. Both roles are deleted in the end.
 */
final class BoundedRole implements AutoCloseable {
    private static final String NAME = "local-security-shown-by-tap-up-local";
    private static final String POLICY = "arn:aws:iam::123456789012:policy/" + NAME;
    private static final String ADMINISTRATOR = "shown-by-tap-up-administrator";
    private static final String DEPLOYER = Deployment.deployerRoleName(Environment.LOCAL);
    private static final String EVERYTHING = """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}""";
    private static final String TRUST = """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole",
              "Principal": {"AWS": "arn:aws:iam::123456789012:root"}}]}""";

    private final Demonstration.Target target;
    private final IamClient root;
    private final IamClient deployer;
    private final String boundary;
    private final List<String> refused = new ArrayList<>();

    BoundedRole(Demonstration.Target target) {
        this.target = target;
        this.root = target.clients().iam();
        this.deployer = target.clients().iam(target.clients().assume(DEPLOYER, "tap-up"));
        this.boundary = target.output("permissionBoundaryArn");
        delete(); // of a demonstration that was interrupted
        root.createRole(request -> request.roleName(ADMINISTRATOR).assumeRolePolicyDocument(TRUST));
        deployer.createPolicy(request -> request.policyName(NAME).policyDocument(EVERYTHING));
        deployer.createRole(request ->
                request.roleName(NAME).assumeRolePolicyDocument(TRUST).permissionsBoundary(boundary));
        deployer.attachRolePolicy(request -> request.roleName(NAME).policyArn(POLICY));
    }

    /** Tries each way out, as the role and as the deployer; returns the refused ones, and fails if one is not refused. */
    List<String> tryToGetOut() {
        AwsCredentials session = target.clients().assume(NAME, "tap-up");
        try (IamClient iam = target.clients().iam(session);
                StsClient sts = target.clients().sts(session)) {
            refused("iam:DeletePolicy", () -> iam.deletePolicy(request -> request.policyArn(boundary)));
            refused(
                    "iam:DeleteRolePermissionsBoundary",
                    () -> iam.deleteRolePermissionsBoundary(request -> request.roleName(NAME)));
            refused(
                    "iam:CreateRole without it",
                    () -> iam.createRole(
                            request -> request.roleName(NAME + "-free").assumeRolePolicyDocument(TRUST)));
            refused("iam:UpdateAssumeRolePolicy of an administrator", () -> trustTheAccount(iam, ADMINISTRATOR));
            refused("iam:UpdateAssumeRolePolicy of the deployer", () -> trustTheAccount(iam, DEPLOYER));
            refused("sts:AssumeRole of an administrator", () -> assume(sts, ADMINISTRATOR));
            refused("sts:AssumeRole of the deployer", () -> assume(sts, DEPLOYER));
        }
        refused(
                "iam:UpdateAssumeRolePolicy of an administrator by the deployer",
                () -> trustTheAccount(deployer, ADMINISTRATOR));
        return List.copyOf(refused);
    }

    private static void trustTheAccount(IamClient iam, String role) {
        iam.updateAssumeRolePolicy(request -> request.roleName(role).policyDocument(TRUST));
    }

    private static void assume(StsClient sts, String role) {
        sts.assumeRole(request ->
                request.roleArn("arn:aws:iam::123456789012:role/" + role).roleSessionName("tap-up"));
    }

    private void refused(String way, Runnable call) {
        try {
            call.run();
        } catch (AwsServiceException refusal) {
            if (refusal.awsErrorDetails().errorCode().startsWith("AccessDenied")) {
                refused.add(way);
                return;
            }
            throw refusal;
        }
        throw new Failure("the permission boundary allows " + way);
    }

    /** By the root: the deployer may not even ask about a role that does not exist, since that has no boundary. */
    private void delete() {
        ifThere(() -> root.deleteRole(request -> request.roleName(ADMINISTRATOR)));
        ifThere(() -> root.detachRolePolicy(request -> request.roleName(NAME).policyArn(POLICY)));
        ifThere(() -> root.deleteRole(request -> request.roleName(NAME)));
        ifThere(() -> root.deletePolicy(request -> request.policyArn(POLICY)));
    }

    private static void ifThere(Runnable deletion) {
        try {
            deletion.run();
        } catch (NoSuchEntityException none) {
            return;
        }
    }

    @Override
    public void close() {
        delete();
        root.close();
        deployer.close();
    }
}
