package io.tapstack.modules.core;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The public DNS domain of an environment.
 *
 * @param name for example {@code dev.pay.example.com}; ACM cannot validate names that the internet cannot resolve
 * @param hostedZoneId the public Route 53 zone that serves {@code name}
 * @param certificateArn an issued certificate to use; one is requested and validated in the zone when empty
 */
public record Domain(String name, String hostedZoneId, Optional<String> certificateArn) implements Settings {
    private static final Pattern NAME =
            Pattern.compile("([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+(?!internal$|local$)[a-z]{2,63}");
    private static final Pattern ZONE = Pattern.compile("[A-Z0-9]{1,32}");
    private static final Pattern CERTIFICATE = Pattern.compile("arn:aws[a-z-]*:acm:[a-z0-9-]+:\\d{12}:certificate/.+");

    @Override
    public void check(Problems problems) {
        problems.matches("name", name, NAME, "a public DNS name such as pay.example.com");
        problems.matches("hostedZoneId", hostedZoneId, ZONE, "a Route 53 hosted zone id such as Z0123456789ABC");
        certificateArn.ifPresent(
                arn -> problems.matches("certificateArn", arn, CERTIFICATE, "the ARN of an ACM certificate"));
    }
}
