package io.tapstack.modules.systems.security;

import io.tapstack.modules.core.Problems;
import io.tapstack.modules.core.Settings;
import io.tapstack.modules.lambda.FunctionSettings;
import io.tapstack.modules.secrets.RotationSettings;

/**
 * @param rotation gives the database user a new password
 * @param secret how often, and what becomes of the secret when it is deleted
 * @param remediation puts in order what is found
 * @param fixes what it may do
 */
public record SecurityFunctionSettings(
        FunctionSettings rotation, RotationSettings secret, FunctionSettings remediation, RemediationSettings fixes)
        implements Settings {
    @Override
    public void check(Problems problems) {
        problems.check("rotation", rotation);
        problems.check("secret", secret);
        problems.check("remediation", remediation);
        problems.check("fixes", fixes);
    }
}
