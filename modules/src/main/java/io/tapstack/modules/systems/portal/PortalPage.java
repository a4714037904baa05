package io.tapstack.modules.systems.portal;

import io.tapstack.modules.cloudfront.ResponseHeadersSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What the page expects of whoever serves it: this side of the contract with {@code lambda/portal/site}. */
final class PortalPage {
    private static final List<String> UNUSED_FEATURES = List.of(
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
            "xr-spatial-tracking");

    private PortalPage() {}

    static ResponseHeadersSettings headers() {
        return new ResponseHeadersSettings(
                Duration.ofDays(730),
                "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
                        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
                        + "require-trusted-types-for 'script'; trusted-types 'none'",
                Map.of(
                        "Permissions-Policy",
                        String.join("=(), ", UNUSED_FEATURES) + "=()",
                        "Cross-Origin-Opener-Policy",
                        "same-origin",
                        "Cross-Origin-Embedder-Policy",
                        "require-corp",
                        "Cross-Origin-Resource-Policy",
                        "same-origin",
                        "X-Permitted-Cross-Domain-Policies",
                        "none"));
    }
}
