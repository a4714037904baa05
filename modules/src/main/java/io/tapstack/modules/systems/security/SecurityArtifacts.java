package io.tapstack.modules.systems.security;

import io.tapstack.modules.lambda.FunctionArtifact;

/**
 * Where the code of the functions is, and which class handles a call: this side of the contract with
 * {@code lambda/security}.
 */
public record SecurityArtifacts(FunctionArtifact rotation, FunctionArtifact remediation) {
    private static final String PACKAGE = "io.tapstack.lambda.security.";

    /**
     * The artifacts of the Maven build.
     *
     * @param folder the project's {@code lambda} folder, seen from where Terraform runs
     */
    public static SecurityArtifacts in(String folder) {
        return new SecurityArtifacts(
                artifact(folder, "secret-rotation", "rotation.RotationHandler"),
                artifact(folder, "remediation", "remediation.RemediationHandler"));
    }

    private static FunctionArtifact artifact(String folder, String name, String handler) {
        return new FunctionArtifact(
                folder + "/security/" + name + "/target/" + name + ".jar", PACKAGE + handler + "::handleRequest");
    }
}
