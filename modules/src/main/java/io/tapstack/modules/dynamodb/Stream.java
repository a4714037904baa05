package io.tapstack.modules.dynamodb;

/** What a table tells of its changes. */
public enum Stream {
    /** Nothing: the table has no stream. */
    NONE,
    /** Each changed item as it was and as it is. */
    NEW_AND_OLD_IMAGES
}
