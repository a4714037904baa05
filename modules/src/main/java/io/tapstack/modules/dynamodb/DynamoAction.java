package io.tapstack.modules.dynamodb;

/**
 * Calls on the items of a table. Transactions and batches need the actions of their parts; a {@code Scan} is not on
 * offer, because it reads what the caller did not ask for by key.
 */
public enum DynamoAction {
    GET_ITEM("GetItem"),
    BATCH_GET_ITEM("BatchGetItem"),
    QUERY("Query"),
    PUT_ITEM("PutItem"),
    UPDATE_ITEM("UpdateItem"),
    DELETE_ITEM("DeleteItem"),
    BATCH_WRITE_ITEM("BatchWriteItem"),
    CONDITION_CHECK_ITEM("ConditionCheckItem");

    private final String id;

    DynamoAction(String name) {
        this.id = "dynamodb:" + name;
    }

    /** IAM's name. */
    String id() {
        return id;
    }
}
