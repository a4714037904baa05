package io.tapstack.modules.secrets;

import io.tapstack.modules.lambda.FunctionArtifact;

/** Where the code of the function is that rotates: this side of the contract with {@code lambda/security}. */
public final class RotationArtifact {
    private RotationArtifact() {}

    /**
     * The artifact of the Maven build.
     *
     * @param folder the project's {@code lambda} folder, seen from where Terraform runs
     */
    public static FunctionArtifact in(String folder) {
        return new FunctionArtifact(
                folder + "/security/secret-rotation/target/secret-rotation.jar",
                "io.tapstack.lambda.security.rotation.RotationHandler::handleRequest");
    }
}
