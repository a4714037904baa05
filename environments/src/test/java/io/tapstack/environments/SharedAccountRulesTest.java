package io.tapstack.environments;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tapstack.environments.testing.TestContext;
import io.tapstack.modules.core.Environment;
import io.tapstack.modules.core.Problem;
import io.tapstack.modules.core.Singleton;
import io.tapstack.modules.systems.foundation.Tenancy;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("C2")
@Tag("C4")
final class SharedAccountRulesTest {
    private static final String MADE_BY_DEV =
            " must be EXISTS_IN_ACCOUNT, since dev makes it in the same account, got CREATE";

    @Test
    void findNothingWhereEachEnvironmentHasItsAccount() {
        for (EnvironmentDefinition definition : Environments.all()) {
            assertThat(problems(TestContext.json(), definition)).isEmpty();
        }
    }

    @Test
    void refuseToMakeTwiceWhatAnAccountHasOnce() {
        assertThat(problems(inDevs("account and region"), Staging.definition()))
                .containsExactly(
                        "staging.foundation.apiGatewayLogging" + MADE_BY_DEV,
                        "staging.security.account.ebsEncryption" + MADE_BY_DEV,
                        "staging.security.account.passwordPolicy" + MADE_BY_DEV,
                        "staging.security.account.s3PublicAccessBlock" + MADE_BY_DEV,
                        "staging.security.watch.accessAnalyzer" + MADE_BY_DEV,
                        "staging.security.watch.guardDuty.detector" + MADE_BY_DEV,
                        "staging.security.watch.recorder.recorder" + MADE_BY_DEV,
                        "staging.security.watch.recorder.serviceRole" + MADE_BY_DEV,
                        "staging.security.watch.securityHub.hub" + MADE_BY_DEV);
        assertThat(problems(inDevs("account and region"), Dev.definition())).isEmpty();
    }

    @Test
    void refuseToMakeTwiceWhatAnAccountHasOnceForAllRegions() {
        assertThat(problems(inDevs("account"), Staging.definition()))
                .containsExactly(
                        "staging.security.account.passwordPolicy" + MADE_BY_DEV,
                        "staging.security.account.s3PublicAccessBlock" + MADE_BY_DEV,
                        "staging.security.watch.recorder.serviceRole" + MADE_BY_DEV);
    }

    @Test
    void letTheSecondEnvironmentUseWhatTheFirstMakes() {
        EnvironmentDefinition second =
                Changes.with(Staging.definition(), "foundation.apiGatewayLogging", Singleton.EXISTS_IN_ACCOUNT);
        assertThat(problems(inDevs("account and region"), second))
                .hasSize(8)
                .noneMatch(problem -> problem.contains("apiGatewayLogging"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"staging", "prod", "local"})
    void refuseAnotherEnvironmentsIdAsASuffix(String suffix) {
        assertThat(problems(TestContext.json().put("suffix", suffix), Dev.definition()))
                .containsExactly("context.tapstack.suffix must be none of staging, prod, local in dev: another "
                        + "environment's id, got " + suffix);
    }

    /** Else payments-pr123-alerts of both would be one topic. */
    @ParameterizedTest
    @CsvSource({"pr123, 1", "dev-pr1, 0", "dev, 0", "devil, 1"})
    void requireASuffixThatTellsEnvironmentsOfOneAccountApart(String suffix, int problems) {
        assertThat(problems(inDevs("account and region").put("suffix", suffix), Dev.definition()))
                .hasSize(problems)
                .allMatch(("context.tapstack.suffix must be dev or dev-… in dev, whose account staging shares, got "
                        + suffix)::equals);
    }

    /** Names and tags keep environments of one account apart less well than an account does. */
    @Test
    @Tag("S5")
    void refuseEnvironmentsInOneAccountUnlessItIsMeant() {
        String refusal = "context.tapstack.environments.staging.accountId must be another account than dev's, or "
                + "context.tapstack.sharedAccount must name both: \"dev,staging\", got 111122223333";
        for (String one : List.of("account", "account and region")) {
            for (String named : List.of("", "dev", "dev,prod")) {
                assertThat(problems(inDevs(one).put("sharedAccount", named), Staging.definition()))
                        .contains(refusal);
            }
            assertThat(problems(inDevs(one), Staging.definition())).doesNotContain(refusal);
        }
    }

    /** The deployer's policies reach what begins with the environment's id then. */
    @Test
    @Tag("S5")
    void narrowTheDeployersOfASharedAccount() {
        Context shared = TestContext.of(inDevs("account"));
        assertThat(List.of(Environment.DEV, Environment.STAGING))
                .allMatch(environment -> shared.access(environment).tenancy() == Tenancy.SHARED_ACCOUNT);
        assertThat(List.of(Environment.PROD, Environment.LOCAL))
                .allMatch(environment -> shared.access(environment).tenancy() == Tenancy.OWN_ACCOUNT);
    }

    private static ObjectNode inDevs(String what) {
        ObjectNode context = TestContext.json().put("sharedAccount", "dev,staging");
        ObjectNode staging = (ObjectNode) context.at("/environments/staging");
        staging.set("accountId", context.at("/environments/dev/accountId"));
        if (what.contains("region")) {
            staging.set("region", context.at("/environments/dev/region"));
        }
        return context;
    }

    private static List<String> problems(ObjectNode json, EnvironmentDefinition definition) {
        Context context = TestContext.of(json);
        List<EnvironmentDefinition> all = Environments.all().stream()
                .map(one -> one.environment() == definition.environment() ? definition : one)
                .toList();
        SharedAccountRules.check(context, definition, all);
        return context.problems().found().stream().map(Problem::toString).toList();
    }
}
