package io.tapstack.modules.cognito;

/**
 * What Cognito does about stolen passwords and unusual sign-ins; all but {@link #OFF} need its dearer tier.
 *
 * @see <a href="https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pool-settings-threat-protection.html">
 *     Advanced security with threat protection</a>
 */
public enum ThreatProtection {
    OFF("ESSENTIALS"),
    /** Measures and logs. */
    AUDIT("PLUS"),
    /** Asks for a second factor or blocks. */
    ENFORCED("PLUS");

    private final String tier;

    ThreatProtection(String tier) {
        this.tier = tier;
    }

    /** Cognito's name of the tier that it takes. */
    String tier() {
        return tier;
    }
}
