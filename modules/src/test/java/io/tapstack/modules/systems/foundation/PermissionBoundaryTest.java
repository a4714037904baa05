package io.tapstack.modules.systems.foundation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapstack.modules.core.Account;
import io.tapstack.modules.core.Condition;
import io.tapstack.modules.core.Deployment;
import io.tapstack.modules.core.Environment;
import io.tapstack.modules.core.PolicyDocument;
import io.tapstack.modules.core.Statement;
import io.tapstack.modules.core.Statement.Effect;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("S5")
@Tag("C7")
final class PermissionBoundaryTest {
    private static final String ARN = "arn:aws:iam::123456789012:policy/dev-tapstack-boundary";
    private static final Condition DEPLOYER = new Condition(
            "ArnEquals", "aws:PrincipalArn", List.of("arn:aws:iam::123456789012:role/dev-tapstack-deployer"));
    private static final PolicyDocument POLICY =
            PermissionBoundary.policy(new DeployedNames(FoundationStackSynthTest.DEPLOYMENT, Tenancy.OWN_ACCOUNT));

    @Test
    void allowsRunningRolesOnlyActionsThatAreNamedInFull() {
        assertThat(allowances().filter(statement -> !statement.conditions().contains(DEPLOYER)))
                .isNotEmpty()
                .allSatisfy(statement -> assertThat(statement.actions())
                        .noneMatch(action -> action.contains("*"))
                        .noneMatch(action -> action.matches("(iam|sts|lambda|cloudtrail|config|guardduty):.*")));
    }

    @Test
    void allowsWholeServicesToTheDeployerAlone() {
        assertThat(allowances().filter(statement -> String.join("", statement.actions())
                        .contains("*")))
                .hasSize(2)
                .allSatisfy(statement -> assertThat(statement.conditions()).containsExactly(DEPLOYER));
    }

    @Test
    void allowsTheDeployerIamOnTheSystemsOwnNames() {
        Statement roles = statement("DeployerRoles");
        assertThat(roles.actions()).containsExactly("iam:*");
        assertThat(roles.resources())
                .contains("arn:aws:iam::123456789012:role/dev-payments-*")
                .allMatch(
                        arn -> arn.matches(
                                ".*:((role|policy|instance-profile)/dev-(security|payments|loyalty|portal)-\\*|role/aws-service-role/\\*)"));
    }

    @Test
    void deniesTheDeployerRolesThatAreFreeOfTheBoundary() {
        Statement denial = statement("RolesWithoutTheBoundary");
        assertThat(denial.actions())
                .contains(
                        "iam:AttachRolePolicy", "iam:CreateRole", "iam:PutRolePermissionsBoundary", "iam:PutRolePolicy")
                .doesNotContain("iam:PassRole", "iam:UpdateAssumeRolePolicy", "iam:DeleteRole"); // these lack the key
        assertThat(denial.resources()).containsExactly("*");
        assertThat(denial.conditions())
                .containsExactly(new Condition("StringNotEquals", "iam:PermissionsBoundary", List.of(ARN)));
    }

    @Test
    void deniesEveryoneOtherRolesAndTheWayOut() {
        assertThat(List.of(statement("OtherRoles"), statement("LeaveTheBoundary")))
                .allSatisfy(denial -> {
                    assertThat(denial.resources()).containsExactly("*");
                    assertThat(denial.conditions()).isEmpty();
                });
        assertThat(statement("OtherRoles").actions()).containsExactly("sts:*");
    }

    @Test
    void protectsTheStateFromItsOwnDeployer() {
        assertThat(statement("StateBucket").resources()).allMatch(arn -> arn.startsWith("arn:aws:s3:::"));
        assertThat(statement("FoundationKeys").conditions())
                .containsExactly(Condition.equals("aws:ResourceTag/System", "foundation"));
    }

    @Test
    void fitsIntoAManagedPolicyWithTheLongestNames() {
        Account account = new Account(
                "123456789012",
                "ap-southeast-1", // none is longer
                "s".repeat(63),
                "owner",
                "cost",
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        Deployment longest = new Deployment("foundation", Environment.STAGING, "staging", account, "internal");

        assertThat(PolicyPacking.size(PermissionBoundary.policy(new DeployedNames(longest, Tenancy.SHARED_ACCOUNT))))
                .isLessThanOrEqualTo(PolicyPacking.MOST_CHARACTERS);
    }

    private static Stream<Statement> allowances() {
        return POLICY.statements().stream().filter(statement -> statement.effect() == Effect.ALLOW);
    }

    private static Statement statement(String sid) {
        return POLICY.statements().stream()
                .filter(statement -> statement.sid().equals(sid))
                .findAny()
                .orElseThrow();
    }
}
