package io.tapstack.modules.systems.foundation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapstack.modules.core.Problem;
import io.tapstack.modules.core.Problems;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("C7")
@Tag("S5")
final class DeployerAccessTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "role/aws-reserved/sso.amazonaws.com/eu-central-1/AWSReservedSSO_Deploy_0123456789abcdef",
                "role/aws-reserved/sso.amazonaws.com/*AWSReservedSSO_Deploy_*",
                "role/ci-deploy",
                "role/dev-deploy",
                "role/developers/*",
                "user/pipeline"
            })
    void acceptsRolesAndUsersBesideTheSystems(String principal) {
        assertThat(problems(principal)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "role/*",
                "role/*deploy",
                "role/?rod-payments-api-prod",
                "role/dev-*",
                "role/prod-payments-api-prod",
                "role/prod-payments-*",
                "role/prod-pay*",
                "role/dev-tapstack-deployer",
                "role/staging-tapstack-*",
                "root",
                "group/developers",
                "arn:aws:iam::123456789012:role/ci-deploy",
                "role/",
                ""
            })
    void rejectsWhatIsNoPrincipalOrMightBeASystemsRole(String principal) {
        assertThat(problems(principal)).hasSize(1);
    }

    @Test
    @Tag("C4")
    void saysWhatIsAllowed() {
        assertThat(problems("role/*"))
                .containsExactly(
                        "dev.deployers must be roles and users as role/… or user/…, with * and ? for IAM to fill"
                                + " in, that match no role of the systems or of a foundation (role/<environment>-<system>-…,"
                                + " role/<environment>-tapstack-…), got role/*");
    }

    private static List<String> problems(String principal) {
        Problems problems = Problems.in("dev");
        new DeployerAccess(List.of(principal), Tenancy.OWN_ACCOUNT).check(problems);
        return problems.found().stream().map(Problem::toString).toList();
    }
}
