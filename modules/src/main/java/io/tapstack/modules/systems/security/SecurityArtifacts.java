package io.tapstack.modules.systems.security;

import io.tapstack.modules.lambda.FunctionArtifact;
import io.tapstack.modules.secrets.RotationArtifact;

/**
 * Where the code of the functions is, and which class handles a call: this side of the contract with
 * {@code lambda/security}.
 */
public record SecurityArtifacts(FunctionArtifact rotation, FunctionArtifact remediation) {

    /**
     * The artifacts of the Maven build.
     *
     * @param folder the project's {@code lambda} folder, seen from where Terraform runs
     */
    public static SecurityArtifacts in(String folder) {
        return new SecurityArtifacts(
                RotationArtifact.in(folder),
                new FunctionArtifact(
                        folder + "/security/remediation/target/remediation.jar",
                        "io.tapstack.lambda.security.remediation.RemediationHandler::handleRequest"));
    }
}
