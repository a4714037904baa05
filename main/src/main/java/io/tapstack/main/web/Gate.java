package io.tapstack.main.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;

/**
 * Lets in only our own page. Any page in the person's browser can send requests to loopback, and a name that leads there
 * (DNS rebinding) would make it the same origin: so the names are checked, and what is behind the page needs a token that
 * only the page holds.
 */
final class Gate {
    static final String TOKEN_HEADER = "X-Tap-Token";

    private static final int TOKEN_BYTES = 24;

    private final Set<String> hosts;
    private final String token = newToken();

    Gate(int port) {
        hosts = Set.of("127.0.0.1:" + port, "localhost:" + port);
    }

    /** Known to the page that this run serves, and to nobody else. */
    String token() {
        return token;
    }

    /**
     * Why a request is refused, if it is.
     *
     * @param host the header {@code Host}, and so on; null if it is not there
     */
    Optional<String> refusal(String host, String origin, String site) {
        if (host == null || !hosts.contains(host)) {
            return Optional.of("the host must be one of "
                    + String.join(", ", hosts.stream().sorted().toList()));
        }
        if (origin != null && !origin.equals("http://" + host)) {
            return Optional.of("only the page itself may ask");
        }
        if (site != null && !site.equals("same-origin") && !site.equals("none")) {
            return Optional.of("only the page itself may ask");
        }
        return Optional.empty();
    }

    boolean knows(String given) {
        return given != null
                && MessageDigest.isEqual(
                        given.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
    }

    private static String newToken() {
        byte[] bytes = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
