package io.tapstack.lambda.payments.api;

import io.tapstack.lambda.shared.CardNumbers;
import io.tapstack.lambda.shared.JsonObject;
import io.tapstack.lambda.shared.Problem;
import io.tapstack.lambda.shared.Problems;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads the body of {@code POST /payment} strictly: nothing is converted, rounded, trimmed or ignored. What is refused
 * is named by field and rule; values and the names of unknown fields are not repeated.
 */
final class NewPaymentReader {
    private static final Set<String> FIELDS = Set.of("userId", "amount", "currency", "description");
    private static final Pattern USER_ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final int DESCRIPTION_LENGTH = 140;

    private final List<Problem.FieldError> errors = new ArrayList<>();
    private final JsonObject body;

    private NewPaymentReader(JsonObject body) {
        this.body = body;
    }

    /**
     * Reads the body.
     *
     * @throws Problem.ProblemException 400 or 422
     */
    static NewPayment read(JsonObject body) {
        return new NewPaymentReader(body).read();
    }

    /** Whether the text can be a user's id. */
    static boolean isUserId(String text) {
        return USER_ID.matcher(text).matches();
    }

    private NewPayment read() {
        if (!FIELDS.containsAll(body.members().keySet())) {
            refuse("", "only userId, amount, currency and description are known");
        }
        var userId = userId();
        var amount = amount();
        var currency = currency();
        var description = description();
        if (!errors.isEmpty()) {
            throw Problems.invalid(errors).toException();
        }
        if (CardNumbers.isIn(userId)) {
            throw Problems.cardNumber(400, "userId").toException();
        }
        if (description.filter(CardNumbers::isIn).isPresent()) {
            throw Problems.cardNumber(422, "description").toException();
        }
        return new NewPayment(userId, new Money(amount, currency), description);
    }

    private String userId() {
        return body.string("userId")
                .filter(NewPaymentReader::isUserId)
                .orElseGet(() -> refuse("userId", "must be 1 to 64 characters of A-Z, a-z, 0-9, _ and -"));
    }

    private long amount() {
        if (body.members().get("amount") instanceof BigInteger amount
                && amount.signum() > 0
                && amount.compareTo(BigInteger.valueOf(Money.MAXIMUM)) <= 0) {
            return amount.longValueExact();
        }
        refuse("amount", "must be a whole number of minor units, 1 to " + Money.MAXIMUM);
        return 0;
    }

    private Currency currency() {
        var currency = body.string("currency").flatMap(Money::currency);
        if (currency.isEmpty()) {
            refuse("currency", "must be the ISO 4217 code of a currency with a minor unit, in upper case");
        }
        return currency.orElse(null);
    }

    private Optional<String> description() {
        if (!body.members().containsKey("description")) {
            return Optional.empty();
        }
        var text = body.string("description").filter(NewPaymentReader::isPlainText);
        if (text.isEmpty()) {
            refuse("description", "must be text of at most 140 characters without control characters");
        }
        return text;
    }

    private static boolean isPlainText(String text) {
        return text.codePointCount(0, text.length()) <= DESCRIPTION_LENGTH
                && text.codePoints()
                        .noneMatch(point -> Character.isISOControl(point)
                                || Character.getType(point) == Character.SURROGATE); // half a character
    }

    private String refuse(String field, String message) {
        errors.add(new Problem.FieldError(field, message));
        return "";
    }
}
