package io.tapstack.lambda.security.remediation;

import static io.tapstack.lambda.dynamodb.Attributes.number;
import static io.tapstack.lambda.dynamodb.Attributes.text;

import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** What the function remembers: what it did about each finding, and how many fixes and mails each hour has seen. */
final class StateTable {
    private static final String ID = "id";
    private static final String EXPIRATION = "expirationTime";
    /** Longer than anything repeats an event. */
    private static final Duration REMEMBERED = Duration.ofDays(7);

    private final DynamoDbClient client;
    private final String table;
    private final Clock clock;

    StateTable(DynamoDbClient client, String table, Clock clock) {
        this.client = client;
        this.table = table;
        this.clock = clock;
    }

    /**
     * What was done about a finding.
     *
     * @param reported whether the report is out
     */
    record Entry(Treatment treatment, boolean reported) {}

    Optional<Entry> find(Finding finding) {
        var answer =
                client.getItem(get -> get.tableName(table).key(key(finding)).consistentRead(true));
        return answer.hasItem() ? Optional.of(entry(answer.item())) : Optional.empty();
    }

    void enter(Finding finding, Treatment treatment) {
        var item = Map.of(
                ID,
                key(finding).get(ID),
                "outcome",
                text(treatment.outcome().name()),
                "message",
                text(treatment.message()),
                EXPIRATION,
                expiration());
        client.putItem(put -> put.tableName(table).item(item));
    }

    void markReported(Finding finding) {
        client.updateItem(update -> update.tableName(table)
                .key(key(finding))
                .updateExpression("SET reported = :true")
                .expressionAttributeValues(Map.of(":true", AttributeValue.fromBool(true))));
    }

    /**
     * Takes one of this hour's, if any is left; no other call gets it, even where it is not used after all.
     *
     * @param counted the mails, or the fixes of a resource
     */
    boolean take(String counted, long perHour) {
        var hour = clock.instant().truncatedTo(ChronoUnit.HOURS);
        return updates(
                "hour#" + hour + "#" + counted,
                "attribute_not_exists(taken) OR taken < :most",
                "SET taken = if_not_exists(taken, :zero) + :one, expirationTime = :expiration",
                Map.of(":most", number(perHour), ":zero", number(0), ":one", number(1)));
    }

    /** Whether no other finding has brought the same of the same resource on this day; true again where this one is repeated. */
    boolean isNewsToday(Finding finding, Outcome outcome) {
        var resource = finding.resource();
        return updates(
                String.join(
                        "#",
                        "day",
                        clock.instant().truncatedTo(ChronoUnit.DAYS).toString(),
                        finding.rule(),
                        resource.type(),
                        resource.id(),
                        outcome.name()),
                "attribute_not_exists(finding) OR finding = :finding",
                "SET finding = :finding, expirationTime = :expiration",
                Map.of(":finding", text(finding.key())));
    }

    private boolean updates(String id, String condition, String update, Map<String, AttributeValue> values) {
        var all = new HashMap<>(values);
        all.put(":expiration", expiration());
        try {
            client.updateItem(request -> request.tableName(table)
                    .key(Map.of(ID, text(id)))
                    .conditionExpression(condition)
                    .updateExpression(update)
                    .expressionAttributeValues(all));
            return true;
        } catch (ConditionalCheckFailedException e) {
            return false;
        }
    }

    private AttributeValue expiration() {
        return number(clock.instant().plus(REMEMBERED).getEpochSecond());
    }

    private static Map<String, AttributeValue> key(Finding finding) {
        return Map.of(ID, text(finding.key()));
    }

    private static Entry entry(Map<String, AttributeValue> item) {
        return new Entry(
                new Treatment(Outcome.valueOf(text(item, "outcome")), text(item, "message")),
                item.containsKey("reported"));
    }
}
