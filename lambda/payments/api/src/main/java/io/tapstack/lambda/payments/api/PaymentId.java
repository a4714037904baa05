package io.tapstack.lambda.payments.api;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * A payment's id: {@code pay_} and a random UUID (version 4) as 32 hexadecimal digits. The prefix tells ids apart in
 * logs and tickets; being random, an id tells nothing about volume or time.
 */
public record PaymentId(String value) {
    private static final Pattern FORM = Pattern.compile("pay_[0-9a-f]{32}");
    private static final String PREFIX = "pay_";

    public PaymentId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not a payment id");
        }
    }

    /** A new id. Safe with SnapStart: the generator reads the system's randomness anew in every restored process. */
    public static PaymentId random() {
        return new PaymentId(PREFIX + UUID.randomUUID().toString().replace("-", ""));
    }

    /** The id written like this, if it is one. */
    public static Optional<PaymentId> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new PaymentId(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
