package io.tapstack.modules.core;

import java.util.Locale;

/** Where a system runs. {@link #LOCAL} is the emulated AWS on the developer's own machine. */
public enum Environment {
    DEV,
    STAGING,
    PROD,
    LOCAL;

    /** The name used in stack ids, role names and context keys: {@code dev}, {@code staging}, {@code prod}, {@code local}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
