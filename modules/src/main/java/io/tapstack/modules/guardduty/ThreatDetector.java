package io.tapstack.modules.guardduty;

import com.hashicorp.cdktf.providers.aws.guardduty_detector.GuarddutyDetector;
import com.hashicorp.cdktf.providers.aws.guardduty_detector_feature.GuarddutyDetectorFeature;
import io.tapstack.modules.core.Problems;
import io.tapstack.modules.guardduty.GuardDutySettings.Feature;
import java.util.Locale;
import software.constructs.Construct;

/** GuardDuty, with the features that are named and no others (S11; FSBP GuardDuty.1). */
public final class ThreatDetector extends Construct {

    /** Nothing is named here: there is one detector. */
    public record Props(GuardDutySettings settings) {
        public Props {
            Problems.refuse("guardDuty", settings);
        }
    }

    public ThreatDetector(Construct scope, String id, Props props) {
        super(scope, id);
        if (!props.settings.detector().isCreated()) {
            return;
        }
        String detectorId = GuarddutyDetector.Builder.create(this, "detector")
                .enable(true)
                .findingPublishingFrequency("FIFTEEN_MINUTES") // of repeated findings; new ones come at once
                .build()
                .getId();
        for (Feature feature : Feature.values()) {
            // Written when off, too: AWS switches some on by itself, and bills them after thirty days.
            GuarddutyDetectorFeature.Builder.create(
                            this, feature.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                    .detectorId(detectorId)
                    .name(feature.name())
                    .status(props.settings.features().contains(feature) ? "ENABLED" : "DISABLED")
                    .build();
        }
    }
}
