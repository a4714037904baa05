package io.tapstack.modules.core;

/** What an account, or a region of it, has one of at most: whether this project makes it. */
public enum Singleton {
    /** Here. */
    CREATE,
    /** It is there already, made by somebody else: left alone. */
    EXISTS_IN_ACCOUNT;

    public boolean isCreated() {
        return this == CREATE;
    }
}
