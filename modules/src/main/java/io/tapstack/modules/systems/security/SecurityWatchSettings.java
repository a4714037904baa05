package io.tapstack.modules.systems.security;

import io.tapstack.modules.awsconfig.RecorderSettings;
import io.tapstack.modules.cloudtrail.TrailSettings;
import io.tapstack.modules.core.Problems;
import io.tapstack.modules.core.Settings;
import io.tapstack.modules.core.Singleton;
import io.tapstack.modules.guardduty.GuardDutySettings;
import io.tapstack.modules.securityhub.SecurityHubSettings;

/**
 * What is recorded, who looks at it, and which findings somebody is told of.
 *
 * @param accessAnalyzer an account needs one in a region
 */
public record SecurityWatchSettings(
        TrailSettings trail,
        RecorderSettings recorder,
        GuardDutySettings guardDuty,
        SecurityHubSettings securityHub,
        Singleton accessAnalyzer,
        FindingAlertSettings findings)
        implements Settings {
    @Override
    public void check(Problems problems) {
        problems.check("trail", trail);
        problems.check("recorder", recorder);
        problems.check("guardDuty", guardDuty);
        problems.check("securityHub", securityHub);
        problems.check("findings", findings);
    }
}
