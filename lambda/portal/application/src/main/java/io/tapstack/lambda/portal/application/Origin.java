package io.tapstack.lambda.portal.application;

import io.tapstack.lambda.shared.Problem;
import io.tapstack.lambda.shared.Sha256;
import io.tapstack.lambda.shared.UnavailableException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/**
 * Lets in only what came through CloudFront, which sends a secret along. The secret's current and previous versions both
 * count, since CloudFront takes minutes to send a new one.
 */
final class Origin {
    static final String HEADER = "X-Origin-Verify";

    /** A header made up by somebody must not become a call of Secrets Manager each time. */
    static final Duration LOOK_AGAIN = Duration.ofSeconds(30);

    private final Secrets secrets;
    private final String secret;
    private final Clock clock;

    private final AtomicReference<Instant> looked = new AtomicReference<>(Instant.MIN);

    /** SHA-256 of what is let in: of one length, so that comparing them tells nothing. */
    private volatile List<byte[]> expected = List.of();

    Origin(Secrets secrets, String secret, Clock clock) {
        this.secrets = secrets;
        this.secret = secret;
        this.clock = clock;
    }

    /**
     * Lets a request pass or refuses it.
     *
     * @throws Problem.ProblemException 403 where the header is missing or wrong
     * @throws UnavailableException where the secret could not be read yet
     */
    void admit(Optional<String> sent) {
        var digest = digest(sent.orElseThrow(Origin::refused));
        if (isExpected(digest)) {
            return;
        }
        lookUp();
        if (expected.isEmpty()) {
            throw new UnavailableException("the origin's secret");
        }
        if (!isExpected(digest)) {
            throw refused();
        }
    }

    /** Reads the secret, unless that was tried just now. Nobody waits for it who sends what is expected already. */
    void lookUp() {
        var last = looked.get();
        var now = clock.instant();
        if (now.isBefore(last.plus(LOOK_AGAIN)) || !looked.compareAndSet(last, now)) {
            return;
        }
        expected = Stream.of(Secrets.Version.values())
                .flatMap(version -> secrets.text(secret, version).stream())
                .filter(text -> !text.isBlank())
                .map(Origin::digest)
                .toList();
    }

    private boolean isExpected(byte[] digest) {
        return expected.stream().anyMatch(one -> MessageDigest.isEqual(one, digest));
    }

    private static byte[] digest(String value) {
        return Sha256.hex(value).getBytes(StandardCharsets.US_ASCII);
    }

    private static Problem.ProblemException refused() {
        return Problem.of("origin-not-verified", 403, "Forbidden", "").toException();
    }
}
