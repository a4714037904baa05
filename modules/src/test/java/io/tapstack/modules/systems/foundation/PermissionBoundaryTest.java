package io.tapstack.modules.systems.foundation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapstack.modules.core.Condition;
import io.tapstack.modules.core.PolicyDocument;
import io.tapstack.modules.core.Statement;
import io.tapstack.modules.core.Statement.Effect;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("S5")
@Tag("C7")
final class PermissionBoundaryTest {
    private static final String ARN = "arn:aws:iam::123456789012:policy/dev-tapstack-boundary";
    private static final PolicyDocument POLICY = PermissionBoundary.policy(FoundationStackSynthTest.DEPLOYMENT);

    @Test
    void allowsTheServicesInUseAndNothingElse() {
        assertThat(POLICY.statements().stream().filter(statement -> statement.effect() == Effect.ALLOW))
                .singleElement()
                .satisfies(statement -> assertThat(statement.actions())
                        .contains("s3:*", "dynamodb:*", "rds-db:*", "lambda:*", "kms:*", "cloudtrail:*", "config:*")
                        .doesNotContain("*")
                        .doesNotContain("organizations:*", "account:*", "sso:*"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "iam:DeleteRolePermissionsBoundary",
                "iam:DeleteUserPermissionsBoundary",
                "iam:CreateUser",
                "iam:CreateAccessKey",
                "iam:CreateLoginProfile"
            })
    void deniesWithoutConditionWhatWouldLeadOut(String action) {
        assertThat(denialsOf(action)).singleElement().satisfies(statement -> {
            assertThat(statement.conditions()).isEmpty();
            assertThat(statement.resources()).containsExactly("*");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"iam:CreateRole", "iam:PutRolePermissionsBoundary"})
    void deniesRolesThatAreFreeOfTheBoundary(String action) {
        assertThat(denialsOf(action)).singleElement().satisfies(statement -> assertThat(statement.conditions())
                .containsExactly(new Condition("StringNotEquals", "iam:PermissionsBoundary", List.of(ARN))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "iam:CreatePolicyVersion",
                "iam:SetDefaultPolicyVersion",
                "iam:DeletePolicy",
                "iam:DeletePolicyVersion"
            })
    void deniesChangesOfItself(String action) {
        assertThat(denialsOf(action)).singleElement().satisfies(statement -> {
            assertThat(statement.resources()).containsExactly(ARN);
            assertThat(statement.conditions()).isEmpty();
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kms:ScheduleKeyDeletion",
                "kms:DisableKey",
                "kms:PutKeyPolicy",
                "kms:DisableKeyRotation",
                "cloudtrail:StopLogging",
                "cloudtrail:DeleteTrail",
                "config:StopConfigurationRecorder",
                "guardduty:DeleteDetector",
                "securityhub:DisableSecurityHub",
                "s3:PutAccountPublicAccessBlock"
            })
    void leavesKeysAndTheWatchToTheDeployer(String action) {
        assertThat(denialsOf(action)).singleElement().satisfies(statement -> assertThat(statement.conditions())
                .containsExactly(new Condition(
                        "ArnNotEquals",
                        "aws:PrincipalArn",
                        List.of("arn:aws:iam::123456789012:role/dev-tapstack-deployer"))));
    }

    @Test
    void keepsRolesOutOfOtherAccounts() {
        assertThat(denialsOf("sts:AssumeRole")).singleElement().satisfies(statement -> assertThat(
                        statement.conditions())
                .containsExactly(new Condition("StringNotEquals", "aws:ResourceAccount", List.of("123456789012"))));
    }

    @Test
    void fitsIntoAManagedPolicy() {
        assertThat(POLICY.json().replaceAll("\\s", "")).hasSizeLessThan(6144);
    }

    private static List<Statement> denialsOf(String action) {
        return POLICY.statements().stream()
                .filter(statement -> statement.effect() == Effect.DENY)
                .filter(statement -> statement.actions().contains(action))
                .toList();
    }
}
