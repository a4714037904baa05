package io.tapstack.main.account;

import java.util.Set;

/**
 * How to recognize what an environment has deployed already.
 *
 * @param suffix value of the tag {@code EnvironmentSuffix}
 * @param functions names
 */
public record Own(String suffix, Set<String> functions) {
    static final String TAG = "EnvironmentSuffix";
}
