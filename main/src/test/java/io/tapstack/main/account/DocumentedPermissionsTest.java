package io.tapstack.main.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** docs/deploy.md lists the actions that an examination of an account needs. */
@Tag("C15")
final class DocumentedPermissionsTest {
    private static final Pattern CALL = Pattern.compile("\\bcall\\(\\s*\"([a-z0-9]+:\\w+)\"|value\\(\"(\\w+)\"");

    @Test
    void areThoseOfTheCalls() throws IOException {
        Set<String> actions = new TreeSet<>();
        try (Stream<Path> sources = Files.list(Path.of("src/main/java/io/tapstack/main/account"))) {
            for (Path source : sources.toList()) {
                Matcher call = CALL.matcher(Files.readString(source));
                while (call.find()) {
                    actions.add('`' + (call.group(1) == null ? "servicequotas:" + call.group(2) : call.group(1)) + '`');
                }
            }
        }
        assertThat(actions).hasSize(9);
        assertThat(Files.readString(Path.of("../docs/deploy.md"))).contains(actions);
    }
}
