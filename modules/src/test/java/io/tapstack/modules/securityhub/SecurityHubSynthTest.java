package io.tapstack.modules.securityhub;

import static io.tapstack.modules.testing.Samples.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapstack.modules.core.InvalidSettings;
import io.tapstack.modules.core.Singleton;
import io.tapstack.modules.securityhub.SecurityHubSettings.Standard;
import io.tapstack.modules.testing.Synthesized;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("S11")
final class SecurityHubSynthTest {
    @Test
    void judgesByTheStandardsThatAreNamedAndNoOthers() {
        Synthesized stack = synth(Singleton.CREATE, List.of(Standard.values()));
        String hub = stack.only("aws_securityhub_account")
                .has("enable_default_standards", false)
                .has("control_finding_generator", "SECURITY_CONTROL")
                .address();
        assertThat(stack.all("aws_securityhub_standards_subscription"))
                .allSatisfy(subscription -> subscription
                        .has("depends_on", List.of(hub))
                        .has("timeouts", Map.of("create", "20m", "delete", "20m")))
                .extracting(subscription -> subscription.at("standards_arn").asText())
                .containsExactlyInAnyOrder(
                        "arn:aws:securityhub:eu-central-1::standards/aws-foundational-security-best-practices/v/1.0.0",
                        "arn:aws:securityhub:eu-central-1::standards/cis-aws-foundations-benchmark/v/5.0.0",
                        "arn:aws:securityhub:eu-central-1::standards/pci-dss/v/4.0.1");
        synth(Singleton.CREATE, List.of()).none("aws_securityhub_standards_subscription");
    }

    @Test
    void leavesTheAccountsOwnAlone() {
        Synthesized stack = synth(Singleton.EXISTS_IN_ACCOUNT, List.of(Standard.FSBP));
        stack.none("aws_securityhub_account");
        stack.none("aws_securityhub_standards_subscription");
    }

    @Test
    @Tag("C4")
    void refusesAStandardTwice() {
        assertThatThrownBy(() -> synth(Singleton.CREATE, List.of(Standard.FSBP, Standard.FSBP)))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining("securityHub.standards must be different ones, got [FSBP, FSBP]");
    }

    private static Synthesized synth(Singleton hub, List<Standard> standards) {
        return Synthesized.of(stack -> new SecurityHub(
                stack,
                "securityhub",
                new SecurityHub.Props(ACCOUNT, new SecurityHubSettings(hub, standards), List.of())));
    }
}
