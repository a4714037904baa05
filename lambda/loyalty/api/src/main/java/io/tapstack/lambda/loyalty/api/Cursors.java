package io.tapstack.lambda.loyalty.api;

import io.tapstack.lambda.loyalty.core.MemberId;
import io.tapstack.lambda.loyalty.core.TransactionId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The opaque token for the next page: the position and a message authentication code over position and member, in
 * URL-safe Base64. Nobody without the key can make one, and one made for a member is none for another.
 */
final class Cursors {
    private static final Pattern FORM =
            Pattern.compile("1\\.((?:txn|exp)_[0-9a-f]{32})\\.([0-9]{1,15})\\.([0-9a-f]{64})");

    private final CursorKey key;

    Cursors(CursorKey key) {
        this.key = key;
    }

    String of(MemberId member, History.Position position) {
        var text = "1." + position.id() + "." + position.timestamp() + "." + code(member, position);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** The position, if the token was made here for the member and is whole. */
    Optional<History.Position> read(String token, MemberId member) {
        return decode(token).map(FORM::matcher).filter(match -> match.matches()).flatMap(match -> {
            var position = new History.Position(new TransactionId(match.group(1)), Long.parseLong(match.group(2)));
            return Optional.of(position).filter(read -> isEqual(of(member, read), token));
        });
    }

    private String code(MemberId member, History.Position position) {
        return HexFormat.of().formatHex(key.code(member + "\n" + position.id() + "\n" + position.timestamp()));
    }

    private static Optional<String> decode(String token) {
        try {
            return Optional.of(new String(Base64.getUrlDecoder().decode(token), StandardCharsets.US_ASCII));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Takes as long for a code that is nearly right as for any other. */
    private static boolean isEqual(String expected, String token) {
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
    }
}
