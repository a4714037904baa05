package io.tapstack.modules.systems.payments;

import io.tapstack.modules.lambda.FunctionArtifact;

/**
 * Where the code of the functions is, and which class handles a call: this side of the contract with
 * {@code lambda/payments}, which one test in {@code main} compares with the other side.
 */
public record PaymentsArtifacts(FunctionArtifact api, FunctionArtifact ledger, FunctionArtifact migrations) {
    private static final String PACKAGE = "io.tapstack.lambda.payments.";

    /**
     * The artifacts of the Maven build.
     *
     * @param folder the project's {@code lambda} folder, seen from where Terraform runs
     */
    public static PaymentsArtifacts in(String folder) {
        return new PaymentsArtifacts(
                artifact(folder, "api", "PaymentsApiHandler"),
                artifact(folder, "ledger", "LedgerHandler"),
                artifact(folder, "migrations", "MigrationsHandler"));
    }

    private static FunctionArtifact artifact(String folder, String name, String handler) {
        return new FunctionArtifact(
                folder + "/payments/" + name + "/target/payments-" + name + ".jar",
                PACKAGE + name + "." + handler + "::handleRequest");
    }
}
