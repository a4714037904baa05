package io.tapstack.lambda.security.rotation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;

/** A secret in memory, with the rules of Secrets Manager that a rotation meets. */
final class FakeSecret implements SecretVersions {
    /** What breaks URLs, SQL, shells and property files. */
    static final String NASTY = "'\"\\%@:/?#&;$`{}()!|<> =+~^*[],.-_";

    private static final int LENGTH = 32;

    private final Random random = new Random(5);
    private final Map<String, List<String>> stages = new LinkedHashMap<>();
    private final Map<String, String> values = new LinkedHashMap<>();
    private final List<String> passwords = Collections.synchronizedList(new ArrayList<>());
    private boolean enabled = true;

    /** As RotateSecret does: a new version without a value, staged AWSPENDING. */
    synchronized String rotate() {
        stages.values().forEach(labels -> labels.remove(PENDING));
        var version = UUID.randomUUID().toString();
        stage(version, PENDING);
        return version;
    }

    synchronized void stage(String version, String... labels) {
        stages.put(version, new ArrayList<>(List.of(labels)));
    }

    synchronized void store(String version, String value) {
        values.put(version, value);
    }

    synchronized void disable() {
        enabled = false;
    }

    /** What a client gets. */
    synchronized Credentials current() {
        return describe()
                .current()
                .flatMap(this::value)
                .flatMap(Credentials::of)
                .orElseThrow();
    }

    List<String> passwords() {
        return List.copyOf(passwords);
    }

    @Override
    public synchronized Description describe() {
        var copy = new LinkedHashMap<String, List<String>>();
        stages.forEach((version, labels) -> copy.put(version, List.copyOf(labels)));
        return new Description(enabled, copy);
    }

    @Override
    public synchronized Optional<String> value(String version) {
        return Optional.ofNullable(values.get(version));
    }

    @Override
    public synchronized void put(String version, String value) {
        if (values.isEmpty()) {
            stages.get(version).add(CURRENT); // the first version is current at once
        }
        values.putIfAbsent(version, value);
    }

    @Override
    public synchronized void makeCurrent(String version, Optional<String> insteadOf) {
        var from = describe().current();
        if (!from.equals(insteadOf)) {
            throw new IllegalStateException("AWSCURRENT is at " + from + ", not at " + insteadOf);
        }
        from.ifPresent(old -> stages.get(old).remove(CURRENT));
        stages.get(version).add(CURRENT);
    }

    @Override
    public synchronized String randomPassword() {
        var password = new StringBuilder();
        for (int i = 0; i < LENGTH; i++) {
            password.append(
                    i % 2 == 0 ? NASTY.charAt(random.nextInt(NASTY.length())) : (char) ('!' + random.nextInt(94)));
        }
        passwords.add(password.toString());
        return password.toString();
    }
}
