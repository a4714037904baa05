package io.tapstack.main.it;

import software.amazon.awssdk.services.iam.IamClient;

/** Two roles for a test, whose policies allow everything: one under the boundary, and an administrator without one. */
final class Everything implements AutoCloseable {
    static final String BOUNDED = "local-security-everything-local";
    static final String UNBOUNDED = "administrator";
    private static final String NAME = "everything";
    static final String POLICY =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}]}";

    private final IamClient iam;

    Everything(EmulatedAccount account, String boundary) {
        iam = account.client(IamClient.builder());
        iam.createRole(role -> role.roleName(BOUNDED)
                .assumeRolePolicyDocument(BoundaryCalls.TRUST)
                .permissionsBoundary(boundary));
        iam.createRole(role -> role.roleName(UNBOUNDED).assumeRolePolicyDocument(BoundaryCalls.TRUST));
        for (String name : new String[] {BOUNDED, UNBOUNDED}) {
            iam.putRolePolicy(role -> role.roleName(name).policyName(NAME).policyDocument(POLICY));
        }
    }

    String bounded() {
        return LocalArns.role(BOUNDED);
    }

    String unbounded() {
        return LocalArns.role(UNBOUNDED);
    }

    /** ARN of the boundary that the bounded role carries now. */
    String boundary() {
        return iam.getRole(role -> role.roleName(BOUNDED))
                .role()
                .permissionsBoundary()
                .permissionsBoundaryArn();
    }

    @Override
    public void close() {
        for (String name : new String[] {BOUNDED, UNBOUNDED}) {
            iam.deleteRolePolicy(role -> role.roleName(name).policyName(NAME));
            iam.deleteRole(role -> role.roleName(name));
        }
        iam.close();
    }
}
