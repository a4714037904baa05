package io.tapstack.lambda.shared;

import java.util.regex.Pattern;

/** Reads the {@code Idempotency-Key} header. Only a hash of it leaves this class. */
public final class IdempotencyKey {
    /** The request header. */
    public static final String HEADER = "Idempotency-Key";

    private static final Pattern VISIBLE_ASCII = Pattern.compile("[\\x21-\\x7e]{1,255}");

    private IdempotencyKey() {}

    /**
     * Hash of caller and key: two callers may use the same key without seeing what the other's made.
     *
     * @throws Problem.ProblemException 400 where the key is missing, repeated or unusable
     */
    public static String hash(ApiRequest request) {
        var key = request.header(HEADER)
                .filter(text -> VISIBLE_ASCII.matcher(text).matches())
                .orElseThrow(() -> Problems.invalid(
                                HEADER, "this header is required, once, with 1 to 255 visible ASCII characters")
                        .toException());
        if (CardNumbers.isIn(key)) {
            throw Problems.cardNumber(400, HEADER).toException();
        }
        return Sha256.hex(request.caller().principal() + "#" + key);
    }
}
