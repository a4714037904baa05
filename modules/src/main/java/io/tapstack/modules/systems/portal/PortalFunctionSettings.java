package io.tapstack.modules.systems.portal;

import io.tapstack.modules.core.Problems;
import io.tapstack.modules.core.Settings;
import io.tapstack.modules.lambda.FunctionSettings;
import io.tapstack.modules.secrets.RotationSettings;

/**
 * @param migrations brings the database's schema up to date at deploy time
 * @param rotation gives the application's database user a new password
 * @param secret how often, and what becomes of the secret when it is deleted
 */
public record PortalFunctionSettings(FunctionSettings migrations, FunctionSettings rotation, RotationSettings secret)
        implements Settings {
    @Override
    public void check(Problems problems) {
        problems.check("migrations", migrations);
        problems.check("rotation", rotation);
        problems.check("secret", secret);
    }
}
