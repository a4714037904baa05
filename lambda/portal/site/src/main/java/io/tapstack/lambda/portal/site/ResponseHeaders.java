package io.tapstack.lambda.portal.site;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The headers that every answer of the edge carries, page and API alike. */
final class ResponseHeaders {
    /** Nothing but the page's own files, and no markup or script that is made at run time. */
    private static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self'; style-src 'self';"
            + " img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
            + " require-trusted-types-for 'script'; trusted-types 'none'";

    /** OWASP's list without web-share, of which desktop browsers that do not know it complain in the console. */
    private static final String NO_POWERFUL_FEATURES = Stream.of(
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
                    "xr-spatial-tracking")
            .map(feature -> feature + "=()")
            .collect(Collectors.joining(", "));

    private ResponseHeaders() {}

    static Map<String, String> all() {
        var headers = new LinkedHashMap<String, String>();
        headers.put("Strict-Transport-Security", "max-age=63072000; includeSubDomains");
        headers.put("Content-Security-Policy", CONTENT_SECURITY_POLICY);
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put("X-Frame-Options", "DENY");
        headers.put("Referrer-Policy", "no-referrer");
        headers.put("Permissions-Policy", NO_POWERFUL_FEATURES);
        headers.put("Cross-Origin-Opener-Policy", "same-origin");
        headers.put("Cross-Origin-Embedder-Policy", "require-corp");
        headers.put("Cross-Origin-Resource-Policy", "same-origin");
        headers.put("X-Permitted-Cross-Domain-Policies", "none");
        return headers;
    }
}
