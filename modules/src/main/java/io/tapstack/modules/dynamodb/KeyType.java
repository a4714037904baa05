package io.tapstack.modules.dynamodb;

/** Type of an attribute that a key is made of. */
public enum KeyType {
    STRING("S"),
    NUMBER("N");

    private final String id;

    KeyType(String id) {
        this.id = id;
    }

    /** DynamoDB's letter. */
    String id() {
        return id;
    }
}
