package io.tapstack.modules.lambda;

import com.hashicorp.cdktf.Fn;

/**
 * The code of a function.
 *
 * @param jar path of the shaded jar; Terraform resolves it, so it may start with <code>${path.module}</code>
 * @param handler fully qualified class name
 */
public record FunctionArtifact(String jar, String handler) {

    /** Terraform expression of the jar's hash: Terraform reads the file at plan, this library never does (C1). */
    public String hash() {
        // A plain string would be escaped: $${path.module}.
        return Fn.filebase64sha256(Fn.rawString(jar));
    }
}
