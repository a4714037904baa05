package io.tapstack.main.terraform;

import io.tapstack.main.console.Failure;
import java.util.List;
import java.util.stream.Collectors;

/** Makes readable failures of what Terraform complains about. */
final class TerraformFailed {
    private static final int LINES = 12;

    private TerraformFailed() {}

    static Failure of(String what, List<TerraformEvent.Diagnosed> errors, String said) {
        String reasons = errors.stream()
                .map(error -> error.summary()
                        + (error.address().isEmpty() ? "" : "\n    at " + error.address())
                        + (error.detail().isEmpty() ? "" : "\n    " + shortened(error.detail())))
                .distinct()
                .collect(Collectors.joining("\n  "));
        String all = reasons.isEmpty() ? shortened(said) : reasons;
        return new Failure(what + " failed:\n  " + all, advice(all));
    }

    private static String[] advice(String text) {
        if (text.contains("No valid credential sources found") || text.contains("no EC2 IMDS role found")) {
            return new String[] {
                "No AWS credentials: set AWS_PROFILE, sign in with aws sso login, or set AWS_ACCESS_KEY_ID and"
                        + " AWS_SECRET_ACCESS_KEY."
            };
        }
        if (text.contains("Error acquiring the state lock")) {
            return new String[] {
                "Somebody else is deploying this stack. Wait for them; if they are gone for good, unlock it with"
                        + " terraform force-unlock and the ID above."
            };
        }
        if (text.contains("S3 bucket") && text.contains("does not exist")) {
            return new String[] {"The environment's state bucket is made by: tap bootstrap <environment>"};
        }
        if (text.contains("AlreadyExists")) {
            return new String[] {
                "There is something of this name that the state does not know, as after a Terraform that was killed"
                        + " before it could write down what it had made.",
                "In the emulated AWS start afresh: tap down, then tap up. In an account: terraform import."
            };
        }
        if (text.contains("Failed to query available provider packages")) {
            return new String[] {
                "The registry is out of reach and no mirror was found. Name a folder that holds the provider with"
                        + " --provider-mirror or " + ProviderSource.VARIABLE + "."
            };
        }
        return new String[0];
    }

    private static String shortened(String text) {
        List<String> lines = text.strip().lines().toList();
        if (lines.size() <= LINES) {
            return String.join("\n    ", lines);
        }
        return String.join("\n    ", lines.subList(0, LINES)) + "\n    … (" + (lines.size() - LINES) + " lines more)";
    }
}
