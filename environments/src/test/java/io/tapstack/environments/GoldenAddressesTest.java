package io.tapstack.environments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.tapstack.environments.testing.EveryStack;
import io.tapstack.environments.testing.StackJson;
import io.tapstack.environments.testing.SynthesizedStacks;
import io.tapstack.modules.testing.ResourceAssert;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The address of every resource, written down: Terraform replaces what changes its address, so that a rename is a
 * deletion. A change that is meant is written with {@code mvn test -pl environments -am -Dgolden.update=true} and shows
 * up in review; one of prod's data needs a {@code moved} block or a {@code terraform state mv} besides.
 */
@Tag("C1")
final class GoldenAddressesTest {
    private static final Path FOLDER = Path.of("src", "test", "resources", "golden");
    private static final boolean UPDATE = Boolean.getBoolean("golden.update");

    @EveryStack
    void areWhatTheyWere(StackJson stack) throws IOException {
        Path file = FOLDER.resolve(stack.id() + ".txt");
        List<String> addresses =
                stack.all().stream().map(ResourceAssert::address).sorted().toList();
        if (UPDATE) {
            Files.createDirectories(FOLDER);
            Files.write(file, addresses);
        }
        assertThat(addresses)
                .as("resources of %s; -Dgolden.update=true writes them to %s", stack, file)
                .isEqualTo(Files.readAllLines(file));
    }

    @Test
    void areKeptOfExistingStacksOnly() throws IOException {
        assumeFalse(UPDATE, "the files are being written");
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(SynthesizedStacks.shipped().stream()
                            .map(stack -> stack.id() + ".txt")
                            .toList());
        }
    }
}
