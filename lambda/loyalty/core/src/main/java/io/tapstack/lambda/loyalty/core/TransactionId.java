package io.tapstack.lambda.loyalty.core;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * An entry's id: {@code txn_} and a random UUID as 32 hexadecimal digits, or for the expiry of an earning {@code exp_}
 * and the earning's digits, so that an earning can expire only once.
 */
public record TransactionId(String value) {
    private static final Pattern FORM = Pattern.compile("(txn|exp)_[0-9a-f]{32}");
    private static final int PREFIX = 4;

    public TransactionId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not a transaction id");
        }
    }

    /** A new id. Safe with SnapStart: the generator reads the system's randomness anew in every restored process. */
    public static TransactionId random() {
        return new TransactionId("txn_" + UUID.randomUUID().toString().replace("-", ""));
    }

    /** The id written like this, if it is one. */
    public static Optional<TransactionId> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new TransactionId(text)) : Optional.empty();
    }

    /** The id of this earning's expiry. */
    TransactionId expiry() {
        return new TransactionId("exp_" + value.substring(PREFIX));
    }

    @Override
    public String toString() {
        return value;
    }
}
