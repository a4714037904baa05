package io.tapstack.environments.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapstack.environments.testing.TestContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** AWS's Service Authorization Reference, as the emulated AWS keeps it: actions, resources and keys of a service. */
final class ServiceReference {
    private static final Path FOLDER = Path.of("../main/emulator/tapstack_emulator/iam/reference");
    private static final Map<String, Optional<JsonNode>> SERVICES = new ConcurrentHashMap<>();

    private ServiceReference() {}

    /** @param prefix of the service's actions */
    static Optional<JsonNode> of(String prefix) {
        return SERVICES.computeIfAbsent(prefix, ServiceReference::read);
    }

    private static Optional<JsonNode> read(String prefix) {
        Path file = FOLDER.resolve(prefix + ".json");
        try {
            return Files.exists(file) ? Optional.of(TestContext.parse(Files.readString(file))) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
