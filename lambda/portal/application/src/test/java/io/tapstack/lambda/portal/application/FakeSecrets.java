package io.tapstack.lambda.portal.application;

import io.tapstack.lambda.shared.UnavailableException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Secrets in memory. */
final class FakeSecrets implements Secrets {
    private final Map<String, String> texts = new ConcurrentHashMap<>();
    private final AtomicInteger reads = new AtomicInteger();
    private volatile boolean away;

    /** Gives the secret a new value; the one before becomes the previous one. */
    void put(String secret, String text) {
        Optional.ofNullable(texts.put(key(secret, Version.AWSCURRENT), text))
                .ifPresent(previous -> texts.put(key(secret, Version.AWSPREVIOUS), previous));
    }

    /** Whether Secrets Manager cannot be reached. */
    void away(boolean now) {
        away = now;
    }

    int reads() {
        return reads.get();
    }

    @Override
    public Optional<String> text(String secret, Version version) {
        reads.incrementAndGet();
        if (away) {
            throw new UnavailableException("Secrets Manager");
        }
        return Optional.ofNullable(texts.get(key(secret, version)));
    }

    private static String key(String secret, Version version) {
        return secret + " " + version;
    }
}
