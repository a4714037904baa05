package io.tapstack.modules.core;

/** Whether a resource that holds data can be destroyed. */
public enum Protection {
    /** Deletion protection, {@code prevent_destroy}, no {@code force_destroy}: Terraform refuses to destroy it (C4). */
    PROTECTED,
    /** Goes away with its stack, contents included. */
    DISPOSABLE;

    public boolean isProtected() {
        return this == PROTECTED;
    }
}
