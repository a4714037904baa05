package io.tapstack.lambda.portal.application;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was booked to an account. */
record AccountTransaction(long id, Instant bookedAt, String description, Money amount) {
    /**
     * Some of an account's transactions, the newest first.
     *
     * @param next the last of them where there are more
     */
    record Page(List<AccountTransaction> transactions, Optional<Long> next) {
        Map<String, Object> toJson() {
            var json = new LinkedHashMap<String, Object>();
            json.put(
                    "transactions",
                    transactions.stream().map(AccountTransaction::toJson).toList());
            next.ifPresent(id -> json.put("nextToken", id.toString()));
            return json;
        }
    }

    Map<String, Object> toJson() {
        var json = new LinkedHashMap<String, Object>();
        json.put("id", Long.toString(id));
        json.put("bookedAt", bookedAt);
        json.put("description", description);
        json.put("amount", amount.toJson());
        return json;
    }
}
