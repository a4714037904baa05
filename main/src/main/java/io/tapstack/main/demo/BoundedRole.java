package io.tapstack.main.demo;

import io.tapstack.main.console.Failure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.sts.model.Credentials;

/** A role whose own policy allows everything, under the permission boundary; for a moment, it is deleted in the end. */
final class BoundedRole implements AutoCloseable {
    private static final String NAME = "local-security-shown-by-tap-up-local";
    private static final String POLICY = "everything";
    private static final String EVERYTHING = """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}""";
    private static final String TRUST = """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole",
              "Principal": {"AWS": "arn:aws:iam::123456789012:root"}}]}""";

    private final Demonstration.Target target;
    private final IamClient root;
    private final String boundary;

    BoundedRole(Demonstration.Target target) {
        this.target = target;
        this.root = target.clients().iam();
        this.boundary = target.output("permissionBoundaryArn");
        delete(); // of a demonstration that was interrupted
        root.createRole(request ->
                request.roleName(NAME).assumeRolePolicyDocument(TRUST).permissionsBoundary(boundary));
        root.putRolePolicy(request -> request.roleName(NAME).policyName(POLICY).policyDocument(EVERYTHING));
    }

    /** Tries to get out of the boundary in every way; gives what was refused, and fails if anything was not. */
    List<String> tryToGetOut() {
        Map<String, Consumer<IamClient>> ways = new LinkedHashMap<>();
        ways.put("iam:DeletePolicy", iam -> iam.deletePolicy(request -> request.policyArn(boundary)));
        ways.put(
                "iam:DeleteRolePermissionsBoundary",
                iam -> iam.deleteRolePermissionsBoundary(request -> request.roleName(NAME)));
        ways.put(
                "iam:CreateRole without it",
                iam -> iam.createRole(
                        request -> request.roleName(NAME + "-free").assumeRolePolicyDocument(TRUST)));
        try (IamClient bounded = target.clients().iam(session())) {
            bounded.getRole(request -> request.roleName(NAME)); // what is not denied, it may
            ways.forEach((way, call) -> refused(way, bounded, call));
        }
        return List.copyOf(ways.keySet());
    }

    private static void refused(String way, IamClient bounded, Consumer<IamClient> call) {
        try {
            call.accept(bounded);
        } catch (AwsServiceException refusal) {
            if (refusal.awsErrorDetails().errorCode().startsWith("AccessDenied")) {
                return;
            }
            throw refusal;
        }
        throw new Failure("a role under the permission boundary may " + way);
    }

    private AwsSessionCredentials session() {
        String arn = root.getRole(request -> request.roleName(NAME)).role().arn();
        try (var sts = target.clients().sts()) {
            Credentials keys = sts.assumeRole(request -> request.roleArn(arn).roleSessionName("tap-up"))
                    .credentials();
            return AwsSessionCredentials.create(keys.accessKeyId(), keys.secretAccessKey(), keys.sessionToken());
        }
    }

    private void delete() {
        try {
            root.deleteRolePolicy(request -> request.roleName(NAME).policyName(POLICY));
            root.deleteRole(request -> request.roleName(NAME));
        } catch (NoSuchEntityException none) {
            return;
        }
    }

    @Override
    public void close() {
        delete();
        root.close();
    }
}
