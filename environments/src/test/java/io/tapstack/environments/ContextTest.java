package io.tapstack.environments;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapstack.environments.testing.TestContext;
import io.tapstack.modules.core.Account;
import io.tapstack.modules.core.Domain;
import io.tapstack.modules.core.Environment;
import io.tapstack.modules.core.Problem;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("C3")
final class ContextTest {
    private static final String DEV = "'accountId': '111122223333', 'region': 'eu-central-1', "
            + "'stateBucket': 'state', 'owner': 'team', 'costCenter': 'cc'";

    @Test
    void readsTheFactsAboutAnAccount() {
        Context context = context("{'environments': {'dev': {" + DEV + ", 'alertEmail': 'a@example.com', "
                + "'senderEmail': 'offers@example.com', 'domain': "
                + "{'name': 'pay.example.com', 'hostedZoneId': 'Z1', 'certificateArn': "
                + "'arn:aws:acm:eu-central-1:111122223333:certificate/1'}}}}");
        assertThat(context.account(Environment.DEV))
                .isEqualTo(new Account(
                        "111122223333",
                        "eu-central-1",
                        "state",
                        "team",
                        "cc",
                        Optional.of("a@example.com"),
                        Optional.of("offers@example.com"),
                        Optional.of(new Domain(
                                "pay.example.com",
                                "Z1",
                                Optional.of("arn:aws:acm:eu-central-1:111122223333:certificate/1")))));
        assertThat(messages(context)).isEmpty();
    }

    @Test
    @Tag("C7")
    void readsWhichPrincipalsDeploy() {
        Context context = context("{'environments': {'dev': {" + DEV + ", 'deployers': 'role/ci, user/pipeline'}}}");
        assertThat(context.access(Environment.DEV).principals()).containsExactly("role/ci", "user/pipeline");
        assertThat(context.access(Environment.PROD).principals()).isEmpty();
    }

    @Test
    void namesNoSandboxUnlessToldTo() {
        assertThat(context("{}").sandbox()).isEmpty();
        assertThat(context("{'sandbox': 'dev'}").sandbox()).contains(Environment.DEV);
    }

    @Test
    @Tag("C4")
    void neverTakesProductionForASandbox() {
        Context context = context("{'sandbox': 'prod'}");
        assertThat(context.sandbox()).isEmpty();
        assertThat(messages(context))
                .containsExactly("context.tapstack.sandbox must be one of dev, staging, local, got prod");
    }

    @Test
    void needsNeitherAddressNorDomain() {
        Context context = context("{'environments': {'dev': {" + DEV + ", 'alertEmail': '', 'domain': null}}}");
        Account account = context.account(Environment.DEV);
        assertThat(account.alertEmail()).isEmpty();
        assertThat(account.domain()).isEmpty();
        assertThat(messages(context)).isEmpty();
    }

    @Test
    @Tag("C4")
    void namesEveryFactThatIsMissing() {
        Context context = context("{'environments': {'dev': {}}}");
        context.account(Environment.DEV);
        assertThat(context.problems().found().stream().map(Problem::path))
                .containsExactly(
                        "context.tapstack.environments.dev.accountId",
                        "context.tapstack.environments.dev.region",
                        "context.tapstack.environments.dev.stateBucket",
                        "context.tapstack.environments.dev.owner",
                        "context.tapstack.environments.dev.costCenter");
    }

    @Test
    @Tag("C4")
    void namesEveryFactOfAnEnvironmentThatIsNotThereAtAll() {
        Context context = context("{}");
        context.account(Environment.PROD);
        assertThat(messages(context))
                .hasSize(5)
                .contains("context.tapstack.environments.prod.accountId must be twelve digits, got null");
    }

    @Test
    @Tag("C4")
    void refusesKeysThatItDoesNotKnow() {
        Context context = context("{'sufix': 'x', 'environments': {'test': {}, 'dev': {" + DEV
                + ", 'acountId': '1', 'domain': {'name': 'a.example.com', 'hostedZoneId': 'Z1', 'zone': 'x'}}}}");
        context.account(Environment.DEV);
        assertThat(messages(context))
                .containsExactly(
                        "context.tapstack.sufix must be one of environments, functions, sandbox, sharedAccount, stacks, suffix, got it",
                        "context.tapstack.environments.test must be one of dev, local, prod, staging, got it",
                        "context.tapstack.environments.dev.acountId must be one of accountId, alertEmail, costCenter, "
                                + "deployers, domain, owner, region, senderEmail, stateBucket, zones, got it",
                        "context.tapstack.environments.dev.domain.zone must be one of certificateArn, hostedZoneId, "
                                + "name, got it");
    }

    @Test
    @Tag("C4")
    void refusesValuesOfAnotherKindEachOnce() {
        Context context = context("{'suffix': 5, 'stacks': ['payments-dev'], 'functions': true, 'environments': "
                + "{'dev': {'accountId': 111122223333, 'region': 'eu-central-1', 'stateBucket': 'state', "
                + "'owner': 'team', 'costCenter': 'cc', 'domain': 'pay.example.com'}}}");
        for (Environment environment : List.of(Environment.DEV, Environment.DEV)) {
            context.suffix(environment);
            context.stacks();
            context.functions();
        }
        context.account(Environment.DEV);
        assertThat(messages(context))
                .containsExactly(
                        "context.tapstack.suffix must be a string in double quotes, got 5",
                        "context.tapstack.stacks must be a string in double quotes, got [\"payments-dev\"]",
                        "context.tapstack.functions must be a string in double quotes, got true",
                        "context.tapstack.environments.dev.accountId must be a string in double quotes, "
                                + "got 111122223333",
                        "context.tapstack.environments.dev.domain must be an object, got \"pay.example.com\"",
                        "context.tapstack.environments.dev.accountId must be twelve digits, got null",
                        "context.tapstack.environments.dev.domain.name must be a public DNS name such as "
                                + "pay.example.com, got null",
                        "context.tapstack.environments.dev.domain.hostedZoneId must be a Route 53 hosted zone id such "
                                + "as Z0123456789ABC, got null");
    }

    @Test
    @Tag("C4")
    void refusesEnvironmentsThatAreNoObject() {
        Context context = context("{'environments': []}");
        assertThat(messages(context)).containsExactly("context.tapstack.environments must be an object, got []");
    }

    @Test
    @Tag("C2")
    void takesTheEnvironmentsNameForASuffixUnlessOneIsSet() {
        assertThat(context("{}").suffix(Environment.STAGING)).isEqualTo("staging");
        assertThat(context("{'suffix': 'pr123'}").suffix(Environment.STAGING)).isEqualTo("pr123");
        Context overridden = Context.of(TestContext.parse("{'suffix': 'pr123'}"), Optional.of("mine"));
        assertThat(overridden.suffix(Environment.STAGING)).isEqualTo("mine");
    }

    @Test
    void asksForAllStacksUnlessSomeAreNamed() {
        assertThat(context("{}").stacks()).isEmpty();
        assertThat(context("{'stacks': 'payments-dev, payments-prod'}").stacks())
                .containsExactly("payments-dev", "payments-prod");
    }

    @Test
    void looksForFunctionsBesideTheOutputUnlessToldWhere() {
        assertThat(context("{}").functions()).isEqualTo("../../../lambda");
        assertThat(context("{'functions': '/srv/lambda'}").functions()).isEqualTo("/srv/lambda");
    }

    private static Context context(String json) {
        return TestContext.of(TestContext.parse(json));
    }

    private static List<String> messages(Context context) {
        return context.problems().found().stream().map(Problem::toString).toList();
    }
}
