package io.tapstack.modules.core;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Ids of policy statements: IAM takes letters and digits only, physical names have more. */
public final class Sid {
    private Sid() {}

    /** {@code of("PutObjectsIn", "access-logs")} is {@code PutObjectsInAccessLogs}. */
    public static String of(String verb, String name) {
        return Stream.of(name.split("[^A-Za-z0-9]+", -1))
                .filter(word -> !word.isEmpty())
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining("", verb, ""));
    }
}
