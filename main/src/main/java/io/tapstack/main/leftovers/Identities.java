package io.tapstack.main.leftovers;

import java.util.Map;

/** What IAM deletes only when nothing hangs on it. */
final class Identities {
    private Identities() {}

    static Outcome deleteProfile(Access access, Leftover profile, Answer seen) {
        Map<String, String> name = Map.of("InstanceProfileName", profile.id());
        seen.texts("RoleName")
                .forEach(role -> iam(
                        access,
                        profile,
                        "RemoveRoleFromInstanceProfile",
                        Map.of("InstanceProfileName", profile.id(), "RoleName", role)));
        return Outcome.of(iam(access, profile, "DeleteInstanceProfile", name));
    }

    static Outcome deleteRole(Access access, Leftover role, Answer seen) {
        Map<String, String> name = Map.of("RoleName", role.id());
        iam(access, role, "ListAttachedRolePolicies", name)
                .texts("PolicyArn")
                .forEach(policy ->
                        iam(access, role, "DetachRolePolicy", Map.of("RoleName", role.id(), "PolicyArn", policy)));
        iam(access, role, "ListRolePolicies", name)
                .texts("member")
                .forEach(policy ->
                        iam(access, role, "DeleteRolePolicy", Map.of("RoleName", role.id(), "PolicyName", policy)));
        return Outcome.of(iam(access, role, "DeleteRole", name));
    }

    /** With its older versions; the default one goes with the policy. */
    static Outcome deletePolicy(Access access, Leftover policy, Answer seen) {
        Map<String, String> arn = Map.of("PolicyArn", policy.id());
        String current = seen.texts("DefaultVersionId").get(0);
        iam(access, policy, "ListPolicyVersions", arn).texts("VersionId").stream()
                .filter(version -> !version.equals(current))
                .forEach(version -> iam(
                        access, policy, "DeletePolicyVersion", Map.of("PolicyArn", policy.id(), "VersionId", version)));
        return Outcome.of(iam(access, policy, "DeletePolicy", arn));
    }

    private static Answer iam(Access access, Leftover resource, String action, Map<String, String> members) {
        return access.send(resource, Call.query("iam", action, members));
    }
}
