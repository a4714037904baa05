package io.tapstack.main.terraform;

import io.tapstack.main.console.Failure;
import io.tapstack.main.process.Machine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.profiles.ProfileFile;

/**
 * The caller's AWS configuration and credentials files. Looked at before AWS is asked: the SDK names neither a file it
 * does not understand nor the profile that is missing.
 *
 * @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html">Shared config and credentials files</a>
 */
public final class AwsProfiles {
    private static final String VARIABLE = "AWS_PROFILE";
    private static final String DEFAULT = "default";

    private AwsProfiles() {}

    /** @throws Failure if a file is malformed, with its name and the line, or if the profile that is asked for is missing */
    public static void check(Machine machine) {
        Path config = file(machine, "AWS_CONFIG_FILE", "config");
        Path credentials = file(machine, "AWS_SHARED_CREDENTIALS_FILE", "credentials");
        Set<String> profiles = new TreeSet<>(profiles(config, ProfileFile.Type.CONFIGURATION));
        profiles.addAll(profiles(credentials, ProfileFile.Type.CREDENTIALS));
        machine.variable(VARIABLE)
                .filter(profile -> !profile.equals(DEFAULT) && !profiles.contains(profile))
                .filter(profile -> machine.variable("AWS_ACCESS_KEY_ID").isEmpty()) // which comes before a profile
                .ifPresent(profile -> {
                    throw new Failure(
                            VARIABLE + " is \"" + profile + "\", but neither " + config + " nor " + credentials
                                    + " has a profile of this name",
                            profiles.isEmpty()
                                    ? "make one with aws configure sso, or unset " + VARIABLE
                                    : "there is " + String.join(", ", profiles));
                });
    }

    /** @param purpose goes on after "to": {@code look for state bucket x with} */
    public static Failure noCredentials(String purpose) {
        return new Failure(
                "no AWS credentials to " + purpose,
                "set AWS_PROFILE, sign in with aws sso login, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY");
    }

    private static Path file(Machine machine, String variable, String name) {
        return machine.variable(variable)
                .flatMap(machine::path)
                .orElse(machine.home().resolve(".aws").resolve(name));
    }

    private static Set<String> profiles(Path file, ProfileFile.Type type) {
        if (!Files.isRegularFile(file)) {
            return Set.of();
        }
        try {
            return ProfileFile.builder()
                    .content(file)
                    .type(type)
                    .build()
                    .profiles()
                    .keySet();
        } catch (RuntimeException malformed) {
            throw new Failure(
                    "the AWS SDK cannot read " + file + ": " + malformed.getMessage(),
                    "each line is a [profile name], a setting (name = value), a comment (#) or empty; only settings"
                            + " below a setting are indented",
                    malformed);
        }
    }
}
