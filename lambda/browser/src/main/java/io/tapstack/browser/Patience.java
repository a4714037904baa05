package io.tapstack.browser;

import java.time.Duration;

/** How long a test waits for what must come: only a hang takes longer. */
public final class Patience {
    /** {@code -Dpatience} gives it in minutes. */
    public static final Duration LIMIT = Duration.ofMinutes(Integer.getInteger("patience", 4));

    private Patience() {}
}
