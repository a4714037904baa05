package io.tapstack.modules.guardduty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapstack.modules.core.InvalidSettings;
import io.tapstack.modules.core.Singleton;
import io.tapstack.modules.guardduty.GuardDutySettings.Feature;
import io.tapstack.modules.testing.Synthesized;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("S11")
final class ThreatDetectorSynthTest {
    @Test
    @Tag("GuardDuty.1")
    void isOnAndTellsOfRepeatedFindingsSoon() {
        synth(Singleton.CREATE, List.of())
                .only("aws_guardduty_detector")
                .has("enable", true)
                .has("finding_publishing_frequency", "FIFTEEN_MINUTES");
    }

    @Test
    void hasTheFeaturesThatAreNamedAndNoOthers() {
        Synthesized stack = synth(Singleton.CREATE, List.of(Feature.RDS_LOGIN_EVENTS));
        String detector = stack.only("aws_guardduty_detector").address();
        assertThat(stack.all("aws_guardduty_detector_feature")).hasSize(Feature.values().length);
        for (Feature feature : Feature.values()) {
            stack.only("aws_guardduty_detector_feature", "name", feature.name())
                    .has("detector_id", "${" + detector + ".id}")
                    .has("status", feature == Feature.RDS_LOGIN_EVENTS ? "ENABLED" : "DISABLED");
        }
    }

    @Test
    void leavesTheAccountsOwnAlone() {
        Synthesized stack = synth(Singleton.EXISTS_IN_ACCOUNT, List.of(Feature.RDS_LOGIN_EVENTS));
        stack.none("aws_guardduty_detector");
        stack.none("aws_guardduty_detector_feature");
    }

    @Test
    @Tag("C4")
    void refusesAFeatureTwice() {
        assertThatThrownBy(() -> synth(Singleton.CREATE, List.of(Feature.S3_DATA_EVENTS, Feature.S3_DATA_EVENTS)))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining(
                        "guardDuty.features must be different ones, got [S3_DATA_EVENTS, S3_DATA_EVENTS]");
    }

    private static Synthesized synth(Singleton detector, List<Feature> features) {
        return Synthesized.of(stack -> new ThreatDetector(
                stack, "guardduty", new ThreatDetector.Props(new GuardDutySettings(detector, features))));
    }
}
