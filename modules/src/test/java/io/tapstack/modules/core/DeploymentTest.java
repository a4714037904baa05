package io.tapstack.modules.core;

import static io.tapstack.modules.testing.Samples.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DeploymentTest {
    private static final Deployment COPY = deployment("pr123");

    @Test
    @Tag("C1")
    void isOneStackOfItsEnvironmentWhateverTheSuffix() {
        assertThat(COPY.stackId())
                .isEqualTo("payments-staging")
                .isEqualTo(deployment("staging").stackId());
    }

    @Test
    @Tag("C2")
    void putsTheSuffixIntoEveryName() {
        assertThat(COPY.name("api")).isEqualTo("payments-pr123-api");
        assertThat(COPY.path("api/access")).isEqualTo("/payments/pr123/api/access");
    }

    @Test
    @Tag("C7")
    void startsRoleNamesWithTheEnvironment() {
        assertThat(COPY.roleName("api")).isEqualTo("staging-payments-api-pr123");
    }

    @Test
    @Tag("C7")
    void refusesARoleNameThatIamWouldRefuse() {
        String longest = "x".repeat(64 - COPY.roleName("").length());
        assertThat(COPY.roleName(longest)).hasSize(64);
        assertThatThrownBy(() -> COPY.roleName(longest + "x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("role name longer than 64: staging-payments-x");
    }

    @Test
    @Tag("C5")
    void keepsStateApartByStackAndSuffix() {
        List<String> keys = Stream.of(
                        COPY,
                        deployment("staging"),
                        new Deployment("foundation", Environment.STAGING, "pr123", ACCOUNT, "internal"),
                        new Deployment("payments", Environment.DEV, "pr123", ACCOUNT, "internal"))
                .map(Deployment::stateKey)
                .toList();
        assertThat(keys)
                .containsExactly(
                        "payments-staging/pr123/terraform.tfstate",
                        "payments-staging/staging/terraform.tfstate",
                        "foundation-staging/pr123/terraform.tfstate",
                        "payments-dev/pr123/terraform.tfstate");
    }

    @Test
    @Tag("C5")
    void sharesTheFoundationAmongCopies() {
        Deployment other = deployment("pr7");
        assertThat(COPY.permissionBoundaryArn())
                .isEqualTo("arn:aws:iam::123456789012:policy/staging-tapstack-boundary")
                .isEqualTo(other.permissionBoundaryArn());
        assertThat(COPY.deployerRoleName())
                .isEqualTo("staging-tapstack-deployer")
                .isEqualTo(other.deployerRoleName());
        assertThat(COPY.stateKeyAlias()).isEqualTo("staging-tapstack-state").isEqualTo(other.stateKeyAlias());
    }

    @ParameterizedTest
    @Tag("C2")
    @ValueSource(strings = {"a", "pr123", "feature-x", "abcdefghijkl"})
    void acceptsSuffixesThatFitIntoEveryName(String suffix) {
        assertThat(problems(deployment(suffix))).isEmpty();
    }

    @ParameterizedTest
    @Tag("C2")
    @ValueSource(strings = {"", "1a", "-a", "a-", "a--b", "PR123", "a_b", "a.b", "abcdefghijklm"})
    void refusesSuffixesThatSomeNameWouldNotTake(String suffix) {
        assertThat(problems(deployment(suffix)))
                .containsExactly("context.suffix must be 1 to 12 of a-z, 0-9 and -, starting with a letter, not "
                        + "ending with - and without --, got \"" + suffix + '"');
    }

    private static Deployment deployment(String suffix) {
        return new Deployment("payments", Environment.STAGING, suffix, ACCOUNT, "confidential");
    }

    private static List<String> problems(Deployment deployment) {
        Problems problems = Problems.in("context");
        deployment.check(problems);
        return problems.found().stream().map(Problem::toString).toList();
    }
}
