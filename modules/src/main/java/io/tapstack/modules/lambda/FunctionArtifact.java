package io.tapstack.modules.lambda;

/**
 * The code of a function.
 *
 * @param jar path of the shaded jar; Terraform resolves it, so it may start with <code>${path.module}</code>
 * @param handler fully qualified class name
 */
public record FunctionArtifact(String jar, String handler) {

    /** Terraform expression of the jar's hash: Terraform reads the file at plan, this library never does (C1). */
    public String hash() {
        // Not Fn.filebase64sha256: it escapes ${path.module}, and so does Fn.rawString.
        return "${filebase64sha256(\"" + jar + "\")}";
    }
}
