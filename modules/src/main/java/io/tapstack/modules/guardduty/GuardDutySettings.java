package io.tapstack.modules.guardduty;

import io.tapstack.modules.core.Problems;
import io.tapstack.modules.core.Settings;
import io.tapstack.modules.core.Singleton;
import java.util.List;

/**
 * @param detector an account has one in a region
 * @param features what it looks at beside CloudTrail, VPC flow logs and DNS; each is charged for
 */
public record GuardDutySettings(Singleton detector, List<Feature> features) implements Settings {

    /** AWS's names. */
    public enum Feature {
        EKS_AUDIT_LOGS,
        S3_DATA_EVENTS,
        RDS_LOGIN_EVENTS,
        LAMBDA_NETWORK_LOGS,
        EBS_MALWARE_PROTECTION
    }

    public GuardDutySettings {
        features = List.copyOf(features);
    }

    @Override
    public void check(Problems problems) {
        problems.require(
                features.stream().distinct().count() == features.size(), "features", features, "different ones");
    }
}
