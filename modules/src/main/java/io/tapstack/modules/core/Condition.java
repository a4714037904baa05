package io.tapstack.modules.core;

import java.util.List;

/**
 * One condition of a policy statement.
 *
 * @param operator IAM's name: {@code StringEquals}, {@code ArnLike}, …
 * @param key IAM's condition key: {@code aws:SourceAccount}, …
 */
public record Condition(String operator, String key, List<String> values) {

    public static Condition equals(String key, String... values) {
        return new Condition("StringEquals", key, List.of(values));
    }

    /** Holds where the key is absent as well. */
    public static Condition notEquals(String key, String... values) {
        return new Condition("StringNotEquals", key, List.of(values));
    }

    public static Condition like(String key, String... values) {
        return new Condition("StringLike", key, List.of(values));
    }

    public static Condition arnLike(String key, String... values) {
        return new Condition("ArnLike", key, List.of(values));
    }

    public static Condition isTrue(String key) {
        return new Condition("Bool", key, List.of("true"));
    }

    public static Condition isFalse(String key) {
        return new Condition("Bool", key, List.of("false"));
    }

    /** A service may act for this account only: guards against the confused deputy. */
    public static Condition sourceAccount(Account account) {
        return equals("aws:SourceAccount", account.id());
    }
}
