package io.tapstack.modules.accessanalyzer;

import static io.tapstack.modules.testing.Samples.DEPLOYMENT;

import io.tapstack.modules.core.Singleton;
import io.tapstack.modules.testing.Synthesized;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("S11")
final class AccessAnalyzerSynthTest {
    @Test
    @Tag("CIS-5.0_1.19")
    void looksForAccessFromOutsideTheAccount() {
        synth(Singleton.CREATE)
                .only("aws_accessanalyzer_analyzer")
                .has("analyzer_name", "payments-pr123-access")
                .has("type", "ACCOUNT");
    }

    @Test
    void leavesTheAccountsOwnAlone() {
        synth(Singleton.EXISTS_IN_ACCOUNT).none("aws_accessanalyzer_analyzer");
    }

    private static Synthesized synth(Singleton analyzer) {
        return Synthesized.of(
                stack -> new AccessAnalyzer(stack, "access-analyzer", new AccessAnalyzer.Props(DEPLOYMENT, analyzer)));
    }
}
