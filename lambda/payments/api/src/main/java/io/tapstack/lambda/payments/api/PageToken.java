package io.tapstack.lambda.payments.api;

import io.tapstack.lambda.shared.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The opaque token for the next page: the position and a check sum over position and question, in URL-safe Base64.
 *
 * <p>The check sum catches damage and a token used for another question. It is no secret and need not be: a forged token
 * only moves the start within the question its sender may ask anyway, since user and status always come from the
 * question itself.
 */
final class PageToken {
    private static final Pattern FORM = Pattern.compile("1\\.(pay_[0-9a-f]{32})\\.([0-9]{1,15})\\.([0-9a-f]{16})");

    private PageToken() {}

    static String of(PaymentQuery.By by, String value, PaymentQuery.Position position) {
        var text = "1." + position.id() + "." + position.timestamp() + "." + checkSum(by, value, position);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** The position, if the token was made for this question and is whole. */
    static Optional<PaymentQuery.Position> read(String token, PaymentQuery.By by, String value) {
        return decode(token).map(FORM::matcher).filter(match -> match.matches()).flatMap(match -> {
            var position = new PaymentQuery.Position(new PaymentId(match.group(1)), Long.parseLong(match.group(2)));
            return Optional.of(position).filter(read -> of(by, value, read).equals(token));
        });
    }

    private static Optional<String> decode(String token) {
        try {
            return Optional.of(new String(Base64.getUrlDecoder().decode(token), StandardCharsets.US_ASCII));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String checkSum(PaymentQuery.By by, String value, PaymentQuery.Position position) {
        var covered = by + "\n" + value + "\n" + position.id() + "\n" + position.timestamp();
        return Sha256.hex(covered).substring(0, 16);
    }
}
