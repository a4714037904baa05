package io.tapstack.modules.core;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The public DNS domain of an environment.
 *
 * @param name for example {@code dev.pay.example.com}; ACM cannot validate names that the internet cannot resolve
 * @param hostedZoneId the public Route 53 zone that serves {@code name}
 * @param certificateArn an issued certificate of the account and region to use, for all names that are put under the
 *     domain there: {@code *.<name>} covers them. One for each name is requested and validated in the zone when empty
 */
public record Domain(String name, String hostedZoneId, Optional<String> certificateArn) implements Settings {
    /** What names under a domain begin with: {@code api-pr123.pay.example.com}. */
    public static final List<String> HOSTS = List.of("api", "loyalty", "portal", "portal-origin");

    private static final Pattern NAME =
            Pattern.compile("([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+(?!internal$|local$)[a-z]{2,63}");
    private static final Pattern ZONE = Pattern.compile("[A-Z0-9]{1,32}");

    /** A certificate's first name takes no more (RFC 5280; see DomainName of ACM's RequestCertificate). */
    private static final int LONGEST_IN_CERTIFICATE = 64;

    private static final int LONGEST = 253;

    @Override
    public void check(Problems problems) {
        problems.matches("name", name, NAME, "a public DNS name such as pay.example.com");
        problems.matches("hostedZoneId", hostedZoneId, ZONE, "a Route 53 hosted zone id such as Z0123456789ABC");
    }

    /**
     * A name under the domain, of one copy.
     *
     * @param host one of {@link #HOSTS}, by which {@code tap leftovers} finds the name's records
     * @throws IllegalArgumentException if it is another one
     */
    public String nameOf(String host, String suffix) {
        if (!HOSTS.contains(host)) {
            throw new IllegalArgumentException("host must be one of " + String.join(", ", HOSTS) + ", got " + host);
        }
        return host + "-" + suffix + "." + name;
    }

    /**
     * Reports a {@code name} that leaves too little for the longest one that is put under it.
     *
     * @param longestHost in front of the domain's name, without the dot: {@code portal-origin-pr123}
     * @param longestRequested likewise, of the names that a certificate is requested for
     */
    public void leavesRoomFor(String longestHost, String longestRequested, Problems problems) {
        int left = Math.min(LONGEST - 1 - longestHost.length(), LONGEST_IN_CERTIFICATE - 1 - longestRequested.length());
        problems.require(
                name == null || name.length() <= left,
                "name",
                '"' + name + '"',
                "at most " + left + " characters: ACM takes " + LONGEST_IN_CERTIFICATE
                        + " in a certificate's first name, " + longestRequested + "." + name);
    }
}
