package io.tapstack.modules.core;

/**
 * Literals that a human tunes. A settings record does not throw when it is made: an environment is checked whole, so
 * that all problems come in one message. A construct's {@code Props} checks its own part again, so that no construct
 * is ever built from settings that nobody checked.
 */
@FunctionalInterface
public interface Settings {

    /** Reports everything that is wrong with this value to {@code problems}, under the names of its components. */
    void check(Problems problems);
}
