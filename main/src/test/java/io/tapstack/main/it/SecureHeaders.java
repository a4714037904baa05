package io.tapstack.main.it;

import static java.util.stream.Collectors.joining;

import java.net.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Grades what an answer carries by the headers that the OWASP Secure Headers Project recommends.
 *
 * @param headers of an answer
 * @see <a href="https://github.com/OWASP/www-project-secure-headers/blob/master/ci/headers_add.json">headers_add.json of
 *     2024-07-19</a>
 */
record SecureHeaders(HttpHeaders headers) {
    private static final String PERMISSIONS = "Permissions-Policy";
    private static final String CONTENT = "Content-Security-Policy";
    private static final String TRANSPORT = "Strict-Transport-Security";
    private static final Pattern MAX_AGE = Pattern.compile("max-age=(\\d+)");

    /** Features that are not to be used. */
    private static final Set<String> FEATURES = Set.of(
            "accelerometer",
            "autoplay",
            "camera",
            "clipboard-read",
            "clipboard-write",
            "cross-origin-isolated",
            "display-capture",
            "encrypted-media",
            "fullscreen",
            "gamepad",
            "geolocation",
            "gyroscope",
            "hid",
            "idle-detection",
            "interest-cohort",
            "keyboard-map",
            "magnetometer",
            "microphone",
            "midi",
            "payment",
            "picture-in-picture",
            "publickey-credentials-get",
            "screen-wake-lock",
            "serial",
            "sync-xhr",
            "unload",
            "usb",
            "web-share",
            "xr-spatial-tracking");

    /** Browsers that do not know one complain of it in the console. */
    private static final Set<String> UNKNOWN_TO_DESKTOPS = Set.of("web-share");

    private static final Map<String, String> RECOMMENDED = new TreeMap<>(Map.ofEntries(
            Map.entry(CONTENT, "default-src 'self'; form-action 'self'; object-src 'none'; frame-ancestors 'none'; …"),
            Map.entry("Cross-Origin-Embedder-Policy", "require-corp"),
            Map.entry("Cross-Origin-Opener-Policy", "same-origin"),
            Map.entry("Cross-Origin-Resource-Policy", "same-origin"),
            Map.entry(PERMISSIONS, FEATURES.size() + " features switched off"),
            Map.entry("Referrer-Policy", "no-referrer"),
            Map.entry(TRANSPORT, "max-age=31536000; includeSubDomains"),
            Map.entry("X-Content-Type-Options", "nosniff"),
            Map.entry("X-Frame-Options", "deny"),
            Map.entry("X-Permitted-Cross-Domain-Policies", "none")));

    /** What OWASP says to remove and servers of our kind would send. */
    private static final List<String> REMOVED =
            List.of("Server", "X-Powered-By", "Powered-By", "SourceMap", "X-SourceMap", "X-Generator");

    enum Verdict {
        AS_RECOMMENDED,
        STRICTER,
        PARTLY,
        WEAKER,
        MISSING
    }

    record Grade(String header, String recommended, String sent, Verdict verdict) {
        boolean isGood() {
            return verdict != Verdict.WEAKER && verdict != Verdict.MISSING;
        }
    }

    /** One grade for each header of the list, in alphabetical order; what depends on the file is not among them. */
    List<Grade> grades() {
        List<Grade> grades = new ArrayList<>();
        RECOMMENDED.forEach((header, recommended) -> {
            String sent = headers.firstValue(header).orElse("");
            grades.add(new Grade(
                    header,
                    recommended,
                    header.equals(PERMISSIONS) ? described(sent) : sent,
                    verdict(header, recommended, sent)));
        });
        return grades;
    }

    /** Of the headers that tell an attacker what runs here, those that are sent. */
    List<String> talkative() {
        return REMOVED.stream()
                .filter(header -> headers.firstValue(header).isPresent())
                .toList();
    }

    private static Verdict verdict(String header, String recommended, String sent) {
        if (sent.isEmpty()) {
            return Verdict.MISSING;
        }
        return switch (header) {
            case CONTENT -> content(sent);
            case PERMISSIONS -> permissions(sent);
            case TRANSPORT -> transport(recommended, sent);
            default -> sent.equalsIgnoreCase(recommended) ? Verdict.AS_RECOMMENDED : Verdict.WEAKER;
        };
    }

    private static Verdict permissions(String sent) {
        Set<String> missing = missingFeatures(sent);
        if (missing.isEmpty()) {
            return Verdict.AS_RECOMMENDED;
        }
        return UNKNOWN_TO_DESKTOPS.containsAll(missing) ? Verdict.PARTLY : Verdict.WEAKER;
    }

    private static Verdict content(String sent) {
        Set<String> directives =
                Stream.of(sent.split(";", -1)).map(String::strip).collect(Collectors.toSet());
        boolean strict = directives.containsAll(
                        Set.of("default-src 'none'", "frame-ancestors 'none'", "form-action 'none'", "base-uri 'none'"))
                && !sent.contains("unsafe-")
                && !sent.contains("*");
        return strict ? Verdict.STRICTER : Verdict.WEAKER;
    }

    private static Verdict transport(String recommended, String sent) {
        if (!sent.contains("includeSubDomains") || seconds(sent) < seconds(recommended)) {
            return Verdict.WEAKER;
        }
        return seconds(sent) > seconds(recommended) ? Verdict.STRICTER : Verdict.AS_RECOMMENDED;
    }

    private static long seconds(String transport) {
        return MAX_AGE.matcher(transport)
                .results()
                .mapToLong(found -> Long.parseLong(found.group(1)))
                .findFirst()
                .orElse(0);
    }

    private static String described(String permissions) {
        Set<String> missing = missingFeatures(permissions);
        return (FEATURES.size() - missing.size()) + " of them"
                + (missing.isEmpty() ? "" : ", not " + String.join(", ", missing));
    }

    private static Set<String> missingFeatures(String permissions) {
        Set<String> off =
                Stream.of(permissions.split(",", -1)).map(String::strip).collect(Collectors.toSet());
        return FEATURES.stream()
                .filter(feature -> !off.contains(feature + "=()"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** As a table for people. */
    static String table(List<Grade> grades) {
        return "| header | OWASP | the portal | |\n|---|---|---|---|\n"
                + grades.stream()
                        .map(grade -> "| `" + grade.header() + "` | `" + grade.recommended() + "` | `" + grade.sent()
                                + "` | "
                                + grade.verdict()
                                        .name()
                                        .toLowerCase(Locale.ROOT)
                                        .replace('_', ' ')
                                + " |\n")
                        .collect(joining());
    }
}
