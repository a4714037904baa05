package io.tapstack.lambda.dynamodb;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/**
 * DynamoDB in memory, as far as the functions use it: conditions are checked and transactions are all or nothing. Each
 * call is one step; {@link #faults} may fail it or hold it back.
 */
public final class InMemoryDynamoDb implements DynamoDbClient {
    /** What goes wrong around a call. */
    public interface Faults {
        /** Before the call takes effect; whatever it throws, nothing was written. */
        default void before(String operation) {}

        /** After the call took effect, before its answer arrives. */
        default void after(String operation) {}
    }

    private record Keys(String hash, Optional<String> range) {
        List<AttributeValue> of(Map<String, AttributeValue> item) {
            return Stream.concat(Stream.of(hash), range.stream())
                    .map(name -> Optional.ofNullable(item.get(name))
                            .orElseThrow(() -> new IllegalArgumentException("key attribute missing: " + name)))
                    .toList();
        }

        boolean areIn(Map<String, AttributeValue> item) {
            return item.containsKey(hash) && range.map(item::containsKey).orElse(true);
        }
    }

    private record Write(
            String table,
            List<AttributeValue> key,
            boolean holds,
            Map<String, AttributeValue> before,
            Optional<Map<String, AttributeValue>> after,
            ReturnValuesOnConditionCheckFailure onFailure) {}

    private final Map<String, Keys> keys = new HashMap<>();
    private final Map<String, Map<List<AttributeValue>, Map<String, AttributeValue>>> tables = new HashMap<>();
    /** Every request in order, for tests that look at shapes. */
    public final List<Object> requests = new ArrayList<>();
    /** What goes wrong; nothing until a test sets it. */
    public Faults faults = new Faults() {};

    /** Makes a table with a hash key and perhaps a range key. */
    public InMemoryDynamoDb table(String name, String hash, String... range) {
        keys.put(name, new Keys(hash, Stream.of(range).findFirst()));
        tables.put(name, new LinkedHashMap<>());
        return this;
    }

    /** Makes an index of a table; items without its keys are not in it. */
    public InMemoryDynamoDb index(String name, String hash, String range) {
        keys.put(name, new Keys(hash, Optional.of(range)));
        return this;
    }

    /** The table's items. */
    public synchronized List<Map<String, AttributeValue>> items(String table) {
        return List.copyOf(tables.get(table).values());
    }

    /** Removes items as time to live does, and gives what was removed. */
    public synchronized List<Map<String, AttributeValue>> remove(
            String table, Predicate<Map<String, AttributeValue>> which) {
        var removed = items(table).stream().filter(which).toList();
        tables.get(table).values().removeAll(removed);
        return removed;
    }

    @Override
    public GetItemResponse getItem(GetItemRequest request) {
        return step("GetItem", request, () -> {
            var found = tables.get(request.tableName())
                    .get(keys.get(request.tableName()).of(request.key()));
            return found == null
                    ? GetItemResponse.builder().build()
                    : GetItemResponse.builder().item(found).build();
        });
    }

    @Override
    public PutItemResponse putItem(PutItemRequest request) {
        return step("PutItem", request, () -> {
            apply(write(
                    request.tableName(),
                    keys.get(request.tableName()).of(request.item()),
                    request.conditionExpression(),
                    request.expressionAttributeValues(),
                    request.expressionAttributeNames(),
                    request.returnValuesOnConditionCheckFailure(),
                    expression -> Optional.of(request.item())));
            return PutItemResponse.builder().build();
        });
    }

    @Override
    public UpdateItemResponse updateItem(UpdateItemRequest request) {
        return step("UpdateItem", request, () -> {
            var write = write(
                    request.tableName(),
                    keys.get(request.tableName()).of(request.key()),
                    request.conditionExpression(),
                    request.expressionAttributeValues(),
                    request.expressionAttributeNames(),
                    request.returnValuesOnConditionCheckFailure(),
                    expression -> Optional.of(with(expression.updated(request.updateExpression()), request.key())));
            apply(write);
            return request.returnValues() == ReturnValue.ALL_NEW
                    ? UpdateItemResponse.builder()
                            .attributes(write.after().orElseThrow())
                            .build()
                    : UpdateItemResponse.builder().build();
        });
    }

    @Override
    public DeleteItemResponse deleteItem(DeleteItemRequest request) {
        return step("DeleteItem", request, () -> {
            tables.get(request.tableName()).remove(keys.get(request.tableName()).of(request.key()));
            return DeleteItemResponse.builder().build();
        });
    }

    @Override
    public QueryResponse query(QueryRequest request) {
        return step("Query", request, () -> {
            var table = keys.get(request.tableName());
            var index = request.indexName() == null ? table : keys.get(request.indexName());
            Comparator<Map<String, AttributeValue>> order = Comparator.comparing(item -> sortable(index, table, item));
            if (Boolean.FALSE.equals(request.scanIndexForward())) {
                order = order.reversed();
            }
            var all = tables.get(request.tableName()).values().stream()
                    .filter(index::areIn)
                    .filter(item -> matches(request, item))
                    .sorted(order)
                    .toList();
            if (!request.exclusiveStartKey().isEmpty()) {
                var from = order;
                all = all.stream()
                        .filter(item -> from.compare(item, request.exclusiveStartKey()) > 0)
                        .toList();
            }
            var limit = request.limit() == null ? all.size() : request.limit();
            var page = all.stream().limit(limit).toList();
            var response = QueryResponse.builder().items(page);
            // As DynamoDB does: a page that is full ends with a key, even where nothing follows.
            if (!page.isEmpty() && page.size() == limit) {
                response.lastEvaluatedKey(keyOf(table, index, page.get(page.size() - 1)));
            }
            return response.build();
        });
    }

    @Override
    public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
        return step("TransactWriteItems", request, () -> {
            var writes =
                    request.transactItems().stream().map(this::transactional).toList();
            if (writes.stream()
                            .map(write -> List.of(write.table(), write.key()))
                            .distinct()
                            .count()
                    < writes.size()) {
                throw new IllegalArgumentException("a transaction cannot write one item twice");
            }
            if (!writes.stream().allMatch(Write::holds)) {
                throw TransactionCanceledException.builder()
                        .cancellationReasons(
                                writes.stream().map(InMemoryDynamoDb::reason).toList())
                        .statusCode(400)
                        .build();
            }
            writes.forEach(this::apply);
            return TransactWriteItemsResponse.builder().build();
        });
    }

    @Override
    public String serviceName() {
        return "dynamodb";
    }

    @Override
    public void close() {}

    /** One atomic step. The faults come outside the lock, so that a step held back lets others go on. */
    private <T> T step(String operation, Object request, java.util.function.Supplier<T> effect) {
        faults.before(operation);
        T answer;
        synchronized (this) {
            requests.add(request);
            answer = effect.get();
        }
        faults.after(operation);
        return answer;
    }

    private Write transactional(TransactWriteItem item) {
        if (item.put() != null) {
            var put = item.put();
            return write(
                    put.tableName(),
                    keys.get(put.tableName()).of(put.item()),
                    put.conditionExpression(),
                    put.expressionAttributeValues(),
                    put.expressionAttributeNames(),
                    put.returnValuesOnConditionCheckFailure(),
                    expression -> Optional.of(put.item()));
        }
        var update = item.update();
        return write(
                update.tableName(),
                keys.get(update.tableName()).of(update.key()),
                update.conditionExpression(),
                update.expressionAttributeValues(),
                update.expressionAttributeNames(),
                update.returnValuesOnConditionCheckFailure(),
                expression -> Optional.of(with(expression.updated(update.updateExpression()), update.key())));
    }

    private Write write(
            String table,
            List<AttributeValue> key,
            String condition,
            Map<String, AttributeValue> values,
            Map<String, String> names,
            ReturnValuesOnConditionCheckFailure onFailure,
            java.util.function.Function<Expression, Optional<Map<String, AttributeValue>>> effect) {
        var before = tables.get(table).getOrDefault(key, Map.of());
        var expression = new Expression(before, values, names);
        if (!expression.holds(condition)) {
            return new Write(table, key, false, before, Optional.empty(), onFailure);
        }
        var after = effect.apply(expression);
        expression.checkAllUsed();
        return new Write(table, key, true, before, after, onFailure);
    }

    private void apply(Write write) {
        if (!write.holds()) {
            var reason = reason(write);
            throw ConditionalCheckFailedException.builder()
                    .item(reason.item())
                    .statusCode(400)
                    .build();
        }
        write.after().ifPresent(after -> tables.get(write.table()).put(write.key(), Map.copyOf(after)));
    }

    private static CancellationReason reason(Write write) {
        var reason = CancellationReason.builder().code(write.holds() ? "None" : "ConditionalCheckFailed");
        if (!write.holds()
                && write.onFailure() == ReturnValuesOnConditionCheckFailure.ALL_OLD
                && !write.before().isEmpty()) {
            reason.item(write.before());
        }
        return reason.build();
    }

    private static Map<String, AttributeValue> with(Map<String, AttributeValue> item, Map<String, AttributeValue> key) {
        var all = new HashMap<>(item);
        all.putAll(key);
        return all;
    }

    private static boolean matches(QueryRequest request, Map<String, AttributeValue> item) {
        var expression = new Expression(item, request.expressionAttributeValues(), request.expressionAttributeNames());
        var holds = expression.holds(request.keyConditionExpression());
        expression.checkAllUsed();
        return holds;
    }

    /** The range key, then the table's keys, as one text that sorts like them. */
    private static String sortable(Keys index, Keys table, Map<String, AttributeValue> item) {
        return Stream.of(index.range().stream(), Stream.of(table.hash()), table.range().stream())
                .flatMap(names -> names)
                .map(name -> {
                    var value = item.get(name);
                    return value.n() == null
                            ? value.s()
                            : "0".repeat(20 - value.n().length()) + value.n();
                })
                .collect(Collectors.joining("\n"));
    }

    private static Map<String, AttributeValue> keyOf(Keys table, Keys index, Map<String, AttributeValue> item) {
        var names = new HashSet<String>();
        Stream.of(table, index).forEach(keys -> {
            names.add(keys.hash());
            keys.range().ifPresent(names::add);
        });
        return names.stream().collect(Collectors.toMap(name -> name, item::get));
    }
}
