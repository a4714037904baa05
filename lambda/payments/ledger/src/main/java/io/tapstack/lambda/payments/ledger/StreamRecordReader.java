package io.tapstack.lambda.payments.ledger;

import io.tapstack.lambda.payments.ledger.StreamRecord.EventName;
import io.tapstack.lambda.shared.JsonObject;
import io.tapstack.lambda.shared.PoisonRecordException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Reads one record of a DynamoDB stream event. Whatever is not exactly as payments-api writes it is poison. */
final class StreamRecordReader {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,128}"); // becomes part of an S3 key
    private static final Pattern MINOR_UNITS = Pattern.compile("[1-9][0-9]{0,11}");
    private static final Pattern MILLIS = Pattern.compile("[1-9][0-9]{0,14}");
    private static final Set<String> STATUSES = Set.of("ACCEPTED", "REVERSED");

    private StreamRecordReader() {}

    /** The payment concerned as far as it can be told from the keys. */
    static Optional<String> transactionId(JsonObject record) {
        return record.object("dynamodb")
                .flatMap(change -> change.object("Keys"))
                .flatMap(keys -> keys.object("transactionId"))
                .flatMap(value -> value.string("S"));
    }

    /**
     * Reads the record.
     *
     * @throws PoisonRecordException where it is not a change of a payment
     */
    static StreamRecord read(JsonObject record) {
        var change = record.object("dynamodb").orElseThrow(() -> new PoisonRecordException("no change in the record"));
        var name = eventName(record);
        return new StreamRecord(
                record.string("eventID").filter(id -> ID.matcher(id).matches()).orElseThrow(poison("eventID")),
                name,
                change.number("ApproximateCreationDateTime")
                        .map(StreamRecordReader::instant)
                        .orElseThrow(poison("ApproximateCreationDateTime")),
                image(change, "OldImage", name != EventName.INSERT),
                image(change, "NewImage", name != EventName.REMOVE));
    }

    private static EventName eventName(JsonObject record) {
        return switch (record.string("eventName").orElse("")) {
            case "INSERT" -> EventName.INSERT;
            case "MODIFY" -> EventName.MODIFY;
            case "REMOVE" -> EventName.REMOVE;
            default -> throw poison("eventName").get();
        };
    }

    private static Optional<PaymentImage> image(JsonObject change, String member, boolean expected) {
        if (!expected) {
            return Optional.empty();
        }
        var item = change.object(member).orElseThrow(poison(member));
        return Optional.of(new PaymentImage(
                value(item, "transactionId", "S", text -> ID.matcher(text).matches()),
                value(item, "userId", "S", text -> ID.matcher(text).matches()),
                Long.parseLong(value(
                        item, "amount", "N", text -> MINOR_UNITS.matcher(text).matches())),
                value(item, "currency", "S", StreamRecordReader::isCurrency),
                value(item, "status", "S", STATUSES::contains),
                Long.parseLong(value(
                        item, "timestamp", "N", text -> MILLIS.matcher(text).matches()))));
    }

    private static String value(JsonObject item, String name, String type, Predicate<String> rule) {
        return item.object(name)
                .flatMap(value -> value.string(type))
                .filter(rule)
                .orElseThrow(poison(name));
    }

    private static boolean isCurrency(String code) {
        try {
            return Currency.getInstance(code).getDefaultFractionDigits() >= 0;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static Instant instant(BigDecimal seconds) {
        return Instant.ofEpochMilli(seconds.movePointRight(3).longValue());
    }

    private static Supplier<PoisonRecordException> poison(String member) {
        return () -> new PoisonRecordException(member + " is missing or unusable");
    }
}
