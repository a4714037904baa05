package io.tapstack.main.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/**
 * A deployed system's roles under enforced IAM.
 *
 * @param calls that each role is to make, and calls that it must not make
 */
record DeployedRoles(EmulatedAccount root, List<RoleCall> calls) {

    /** Each call, made with the role's own credentials, is answered as it should be; and IAM itself decided so. */
    void mayMakeTheirCallsAndNoOthers() {
        Decisions decisions = new Decisions(root);
        assertThat(calls).isNotEmpty().allSatisfy(call -> {
            String function = LocalArns.function(call.role().function());
            String role = LocalArns.role(call.role().name());
            EmulatedAccount as = root.as(decisions.credentialsOf(role, function));
            assertThat(call.isLet(as)).as(call.toString()).isEqualTo(call.allowed());
            assertThat(decisions.ofRole(call.role().name()))
                    .as(call.toString())
                    .anyMatch(decision -> decision.action().equals(call.action())
                            && decision.resource().equals(call.resource())
                            && decision.allowed() == call.allowed());
        });
    }

    /** What the function's own code asked for, since it was deployed, is among its calls and was allowed. */
    void functionAskedForItsCallsOnly(LocalRole role) {
        List<Decisions.Decision> asked = new Decisions(root)
                .ofRole(role.name()).stream()
                        .filter(decision -> decision.principal().endsWith("/" + role.function()))
                        .toList();
        assertThat(asked).as(role.name()).isNotEmpty().allMatch(Decisions.Decision::allowed);
        assertThat(asked).as(role.name()).allMatch(decision -> isExpected(role, decision));
    }

    /** Whether a token opens the database is asked by PostgreSQL alone. */
    private boolean isExpected(LocalRole role, Decisions.Decision asked) {
        return asked.action().equals("rds-db:connect")
                || calls.stream()
                        .filter(call -> call.role().equals(role))
                        .filter(call -> call.allowed() && call.action().equals(asked.action()))
                        .anyMatch(call -> covers(call.resource(), asked.resource()));
    }

    /** An object that was tried stands for all of its folder: audit records have keys of their own. */
    private static boolean covers(String tried, String asked) {
        return asked.equals(tried)
                || (tried.endsWith("/tried.json") && asked.startsWith(tried.replace("tried.json", "")));
    }
}
