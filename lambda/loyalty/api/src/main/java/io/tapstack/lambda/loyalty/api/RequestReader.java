package io.tapstack.lambda.loyalty.api;

import io.tapstack.lambda.loyalty.core.Movement;
import io.tapstack.lambda.shared.CardNumbers;
import io.tapstack.lambda.shared.JsonObject;
import io.tapstack.lambda.shared.Problem;
import io.tapstack.lambda.shared.Problems;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads the bodies strictly: nothing is converted, rounded, trimmed or ignored. What is refused is named by field and
 * rule; values and the names of unknown fields are not repeated.
 */
final class RequestReader {
    private static final Pattern REFERENCE = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private final List<Problem.FieldError> errors = new ArrayList<>();
    private final JsonObject body;

    private RequestReader(JsonObject body) {
        this.body = body;
    }

    /**
     * What is to be booked.
     *
     * @throws Problem.ProblemException 400
     */
    static Movement movement(JsonObject body) {
        return new RequestReader(body).movement();
    }

    /**
     * Whether the member wants offers. There is no default: consent is given, not assumed.
     *
     * @throws Problem.ProblemException 400
     */
    static boolean wantsOffers(JsonObject body) {
        return new RequestReader(body).wantsOffers();
    }

    private Movement movement() {
        know(Set.of("type", "points", "reference"), "only type, points and reference are known");
        var type = type();
        var points = points();
        var reference = reference();
        check();
        if (reference.filter(CardNumbers::isIn).isPresent()) {
            throw Problems.cardNumber(400, "reference").toException();
        }
        return new Movement(type, points, reference);
    }

    private boolean wantsOffers() {
        know(Set.of("wantsOffers"), "only wantsOffers is known");
        var wantsOffers = body.bool("wantsOffers");
        if (wantsOffers.isEmpty()) {
            refuse("wantsOffers", "must be true or false");
        }
        check();
        return wantsOffers.orElseThrow();
    }

    private Movement.Type type() {
        return switch (body.string("type").orElse("")) {
            case "earn" -> Movement.Type.EARN;
            case "redeem" -> Movement.Type.REDEEM;
            default -> {
                refuse("type", "must be earn or redeem");
                yield Movement.Type.EARN;
            }
        };
    }

    private long points() {
        if (body.members().get("points") instanceof BigInteger points
                && points.signum() > 0
                && points.compareTo(BigInteger.valueOf(Movement.MAXIMUM)) <= 0) {
            return points.longValueExact();
        }
        refuse("points", "must be a whole number, 1 to " + Movement.MAXIMUM);
        return 0;
    }

    private Optional<String> reference() {
        if (!body.members().containsKey("reference")) {
            return Optional.empty();
        }
        var text = body.string("reference")
                .filter(reference -> REFERENCE.matcher(reference).matches());
        if (text.isEmpty()) {
            refuse("reference", "must be 1 to 64 characters of A-Z, a-z, 0-9, dot, _ and -");
        }
        return text;
    }

    private void know(Set<String> fields, String message) {
        if (!fields.containsAll(body.members().keySet())) {
            refuse("", message);
        }
    }

    private void refuse(String field, String message) {
        errors.add(new Problem.FieldError(field, message));
    }

    private void check() {
        if (!errors.isEmpty()) {
            throw Problems.invalid(errors).toException();
        }
    }
}
