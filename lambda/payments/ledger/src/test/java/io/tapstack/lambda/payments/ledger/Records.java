package io.tapstack.lambda.payments.ledger;

import io.tapstack.lambda.shared.Json;
import io.tapstack.lambda.shared.JsonObject;

/** Stream records as DynamoDB sends them. */
final class Records {
    private Records() {}

    static JsonObject insert(int payment, long amount) {
        return record("INSERT", payment, "", image(payment, amount, "EUR", "ACCEPTED"));
    }

    static JsonObject reverse(int payment, long amount) {
        return record(
                "MODIFY",
                payment,
                image(payment, amount, "EUR", "ACCEPTED"),
                image(payment, amount, "EUR", "REVERSED"));
    }

    static JsonObject remove(int payment, long amount) {
        return record("REMOVE", payment, image(payment, amount, "EUR", "ACCEPTED"), "");
    }

    /** A payment's item; the description must show up nowhere downstream. */
    static String image(int payment, long amount, String currency, String status) {
        return "{\"transactionId\":{\"S\":\"pay_" + payment + "\"},\"userId\":{\"S\":\"user-1\"},\"amount\":{\"N\":\""
                + amount + "\"},\"currency\":{\"S\":\"" + currency + "\"},\"status\":{\"S\":\"" + status
                + "\"},\"timestamp\":{\"N\":\"1795000000000\"},\"description\":{\"S\":\"a private note\"}}";
    }

    static JsonObject record(String name, int payment, String before, String after) {
        var images =
                (before.isEmpty() ? "" : ",\"OldImage\":" + before) + (after.isEmpty() ? "" : ",\"NewImage\":" + after);
        return Json.object("{\"eventID\":\"" + name + "-" + payment + "\",\"eventName\":\"" + name
                + "\",\"dynamodb\":{\"ApproximateCreationDateTime\":1.795000123E9,\"SequenceNumber\":\""
                + sequenceNumber(name, payment) + "\",\"Keys\":{\"transactionId\":{\"S\":\"pay_" + payment + "\"}}"
                + images + "}}");
    }

    static String sequenceNumber(String name, int payment) {
        return "seq-" + name + "-" + payment;
    }
}
