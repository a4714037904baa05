package io.tapstack.lambda.loyalty.core;

import java.util.Optional;
import java.util.regex.Pattern;

/** A member's id: the user pool's subject of the person who enrolled, a UUID. Tells nothing about the person. */
public record MemberId(String value) {
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    public MemberId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not a member id");
        }
    }

    /** The id written like this, if it is one. */
    public static Optional<MemberId> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new MemberId(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
