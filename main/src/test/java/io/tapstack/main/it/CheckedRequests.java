package io.tapstack.main.it;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapstack.main.localaws.EmulatorProcess;
import io.tapstack.main.localaws.LocalClients;
import io.tapstack.main.localaws.RootKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * How many requests the emulated AWS of each test checked against AWS's service models and how many it refused:
 * {@code main/target/it/<test>.requests}, read before it ends.
 */
final class CheckedRequests {
    private static final String END = ".requests";

    private CheckedRequests() {}

    /** @param folder of the emulated AWS, with its account's key */
    static void keep(Checkout checkout, EmulatorProcess emulator, Path folder) {
        EmulatedAccount account =
                new EmulatedAccount(new LocalClients(emulator.endpoint(), "eu-central-1", RootKey.in(folder)));
        JsonNode counts = RawCall.rest("sts", "GET", "/_tapstack/models", "").answer(account);
        int refused = counts.path("refused").findValues("count").stream()
                .mapToInt(JsonNode::asInt)
                .sum();
        Path all = checkout.root().getParent();
        try {
            Files.writeString(
                    all.resolve(checkout.root().getFileName() + END),
                    counts.path("checked").asInt() + " checked, " + refused + " refused\n");
            System.out.println("requests checked against AWS's models, of all tests so far: " + checked(all));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int checked(Path all) throws IOException {
        int sum = 0;
        try (Stream<Path> files = Files.list(all)) {
            List<Path> counts =
                    files.filter(file -> file.toString().endsWith(END)).toList();
            for (Path file : counts) {
                sum += Integer.parseInt(Files.readString(file).split(" ", 2)[0]);
            }
        }
        return sum;
    }
}
