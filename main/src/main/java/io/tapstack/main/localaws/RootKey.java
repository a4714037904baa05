package io.tapstack.main.localaws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tapstack.main.console.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;

/**
 * The access key of an emulated account's root. The emulator makes it at its start and keeps it in files that only their
 * owner reads.
 *
 * @param curlConfig gives the key to curl, on whose command line every user of the machine would read it
 */
public record RootKey(AwsBasicCredentials credentials, Path curlConfig) {

    /**
     * The key of the emulator that writes to a folder.
     *
     * @throws Failure if none was started there
     */
    public static RootKey in(Path folder) {
        return found(folder).orElseThrow(() -> new Failure("no emulated AWS was started in " + folder));
    }

    static Optional<RootKey> found(Path folder) {
        Path file = folder.resolve("credentials.json");
        try {
            JsonNode key = new ObjectMapper().readTree(Files.readString(file));
            return Optional.of(new RootKey(
                    AwsBasicCredentials.create(
                            key.path("accessKeyId").asText(),
                            key.path("secretAccessKey").asText()),
                    folder.resolve("credentials.curl")));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IOException e) {
            throw new Failure("cannot read the emulated account's key from " + file, e);
        }
    }
}
