package io.tapstack.modules.systems.loyalty;

import io.tapstack.modules.lambda.FunctionArtifact;

/**
 * Where the code of the functions is, and which class handles a call: this side of the contract with
 * {@code lambda/loyalty}.
 */
public record LoyaltyArtifacts(FunctionArtifact api, FunctionArtifact expiry, FunctionArtifact offers) {
    private static final String PACKAGE = "io.tapstack.lambda.loyalty.";

    /**
     * The artifacts of the Maven build.
     *
     * @param folder the project's {@code lambda} folder, seen from where Terraform runs
     */
    public static LoyaltyArtifacts in(String folder) {
        return new LoyaltyArtifacts(
                artifact(folder, "api", "LoyaltyApiHandler"),
                artifact(folder, "expiry", "ExpiryHandler"),
                artifact(folder, "offers", "OffersHandler"));
    }

    private static FunctionArtifact artifact(String folder, String name, String handler) {
        return new FunctionArtifact(
                folder + "/loyalty/" + name + "/target/loyalty-" + name + ".jar",
                PACKAGE + name + "." + handler + "::handleRequest");
    }
}
