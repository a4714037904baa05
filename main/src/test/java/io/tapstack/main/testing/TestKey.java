package io.tapstack.main.testing;

import io.tapstack.main.localaws.LocalClients;
import io.tapstack.main.localaws.RootKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;

/** The root's key of an emulated AWS that only pretends. */
public final class TestKey {
    public static final RootKey ROOT =
            new RootKey(AwsBasicCredentials.create("AKIAROOT", "secret"), Path.of("/emulator/credentials.curl"));

    private TestKey() {}

    public static LocalClients clients(String endpoint) {
        return new LocalClients(endpoint, "eu-central-1", ROOT);
    }

    /** As an emulator does at its start. */
    public static void write(Path folder) {
        try {
            Files.createDirectories(folder);
            Path draft = Files.writeString(
                    folder.resolve("credentials.new"), "{\"accessKeyId\":\"AKIAROOT\",\"secretAccessKey\":\"secret\"}");
            Files.move(draft, folder.resolve("credentials.json"), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
