package io.tapstack.modules.systems.portal;

import io.tapstack.modules.lambda.FunctionArtifact;
import io.tapstack.modules.secrets.RotationArtifact;

/**
 * Where the build's results are, seen from where Terraform runs: this side of the contract with {@code lambda/portal}.
 *
 * @param application the runnable jar of the application tier
 * @param userData template of the instances' start script
 * @param siteManifest names the page's files
 */
public record PortalArtifacts(
        FunctionArtifact migrations,
        FunctionArtifact rotation,
        String application,
        String userData,
        String siteManifest) {

    /**
     * The artifacts of the Maven build.
     *
     * @param folder the project's {@code lambda} folder, seen from where Terraform runs
     */
    public static PortalArtifacts in(String folder) {
        String portal = folder + "/portal/";
        return new PortalArtifacts(
                new FunctionArtifact(
                        portal + "migrations/target/portal-migrations.jar",
                        "io.tapstack.lambda.portal.migrations.MigrationsHandler::handleRequest"),
                RotationArtifact.in(folder),
                portal + "application/target/portal-application.jar",
                portal + "instance/user-data.sh",
                portal + "site/target/site-manifest.json");
    }
}
