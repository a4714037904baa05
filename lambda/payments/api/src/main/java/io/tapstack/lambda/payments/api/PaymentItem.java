package io.tapstack.lambda.payments.api;

import static io.tapstack.lambda.dynamodb.Attributes.number;
import static io.tapstack.lambda.dynamodb.Attributes.text;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Payments as DynamoDB items. Amounts travel as DynamoDB numbers, which are decimal. */
final class PaymentItem {
    static final String TRANSACTION_ID = "transactionId";
    static final String TIMESTAMP = "timestamp";

    private PaymentItem() {}

    static Map<String, AttributeValue> of(Payment payment) {
        var item = new HashMap<>(key(new PaymentQuery.Position(payment.id(), payment.timestamp())));
        item.put("userId", text(payment.request().userId()));
        item.put("amount", number(payment.request().money().amount()));
        item.put("currency", text(payment.request().money().currency().getCurrencyCode()));
        item.put("status", text(payment.status().name()));
        payment.request().description().ifPresent(description -> item.put("description", text(description)));
        return item;
    }

    static Payment payment(Map<String, AttributeValue> item) {
        var currency = Money.currency(item.get("currency").s()).orElseThrow();
        var request = new NewPayment(
                item.get("userId").s(),
                new Money(Long.parseLong(item.get("amount").n()), currency),
                Optional.ofNullable(item.get("description")).map(AttributeValue::s));
        return new Payment(
                new PaymentId(item.get(TRANSACTION_ID).s()),
                request,
                PaymentStatus.valueOf(item.get("status").s()),
                Long.parseLong(item.get(TIMESTAMP).n()));
    }

    static PaymentQuery.Position position(Map<String, AttributeValue> key) {
        return new PaymentQuery.Position(
                new PaymentId(key.get(TRANSACTION_ID).s()),
                Long.parseLong(key.get(TIMESTAMP).n()));
    }

    static Map<String, AttributeValue> key(PaymentQuery.Position position) {
        return Map.of(
                TRANSACTION_ID, text(position.id().value()),
                TIMESTAMP, number(position.timestamp()));
    }
}
