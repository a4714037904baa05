package io.tapstack.lambda.loyalty.expiry;

import io.tapstack.lambda.loyalty.core.Accounts;
import io.tapstack.lambda.loyalty.core.Earning;
import io.tapstack.lambda.loyalty.core.MemberId;
import io.tapstack.lambda.loyalty.core.TransactionId;
import io.tapstack.lambda.shared.JsonLog;
import io.tapstack.lambda.shared.JsonObject;
import io.tapstack.lambda.shared.PoisonRecordException;
import io.tapstack.lambda.shared.StreamBatch;
import io.tapstack.lambda.shared.UnavailableException;
import java.time.Clock;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.regex.Pattern;

/**
 * Expires the earnings that DynamoDB deleted because their time was over. Neither the order of the records nor how often
 * they come matters ({@link io.tapstack.lambda.loyalty.core.Balance#expiring}), so none waits for another.
 */
final class ExpiryRecords implements StreamBatch.Consumer {
    private static final int ATTEMPTS = 6;
    private static final Pattern WHOLE = Pattern.compile("[1-9][0-9]{0,11}");

    private final Accounts accounts;
    private final Clock clock;
    private final IntConsumer pause;

    /** @param pause waits before another attempt, given how many were made */
    ExpiryRecords(Accounts accounts, Clock clock, IntConsumer pause) {
        this.accounts = accounts;
        this.clock = clock;
        this.pause = pause;
    }

    @Override
    public void consume(JsonObject record, JsonLog log) {
        if (!isExpiry(record)) {
            return; // entries being added, which the event source's filter keeps away already
        }
        var earning = earning(record);
        var points = expire(earning);
        log.info(
                points > 0 ? "points expired" : "nothing left to expire",
                Map.of("memberId", earning.member(), "transactionId", earning.earning()));
        if (points > 0) {
            log.count("LoyaltyEarningsExpired");
        }
    }

    private long expire(Earning earning) {
        for (int made = 1; made <= ATTEMPTS; made++) {
            var points = accounts.expire(earning, clock.millis());
            if (points.isPresent()) {
                return points.get();
            }
            if (made < ATTEMPTS) {
                pause.accept(made);
            }
        }
        throw new UnavailableException("contended");
    }

    /** Whether time to live deleted something, rather than a person: that is a correction and expires nothing. */
    private static boolean isExpiry(JsonObject record) {
        var identity = record.object("userIdentity");
        return record.string("eventName").filter("REMOVE"::equals).isPresent()
                && identity.flatMap(who -> who.string("type"))
                        .filter("Service"::equals)
                        .isPresent()
                && identity.flatMap(who -> who.string("principalId"))
                        .filter("dynamodb.amazonaws.com"::equals)
                        .isPresent();
    }

    private static Earning earning(JsonObject record) {
        var image = record.object("dynamodb")
                .flatMap(change -> change.object("OldImage"))
                .orElseThrow(() -> new PoisonRecordException("OldImage is missing"));
        var member = MemberId.parse(value(image, Earning.EARNED_BY, "S"));
        var earning = TransactionId.parse(value(image, Earning.EARNING_ID, "S"));
        var total = value(image, Earning.TOTAL_EARNED, "N");
        if (member.isEmpty() || earning.isEmpty() || !WHOLE.matcher(total).matches()) {
            throw new PoisonRecordException("the deleted item is no earning");
        }
        return new Earning(member.get(), earning.get(), Long.parseLong(total));
    }

    private static String value(JsonObject item, String name, String type) {
        return item.object(name).flatMap(value -> value.string(type)).orElse("");
    }
}
