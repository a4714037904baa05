package io.tapstack.environments.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Text in a document that comes from the code: compared by every build, written by {@code -Dreadme.update=true}. */
final class GeneratedText {
    /** Tests run in the folder of their module. */
    static final Path PROJECT = Path.of("..");

    private static final boolean UPDATE = Boolean.getBoolean("readme.update");
    private static final String HOW = " is out of date: mvn test -pl environments -am -Dreadme.update=true writes it";

    private GeneratedText() {}

    /** The document is {@code text} and nothing else. */
    static void whole(String document, String text) throws IOException {
        Path file = PROJECT.resolve(document);
        if (UPDATE) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        }
        assertThat(Files.exists(file) ? Files.readString(file) : "")
                .as(document + HOW)
                .isEqualTo(text);
    }

    /** The document has {@code text} between the two markers of that name. */
    static void section(String document, String name, String text) throws IOException {
        String start = "<!-- " + name + " -->\n";
        String end = "<!-- /" + name + " -->";
        Path file = PROJECT.resolve(document);
        String now = Files.readString(file);
        assertThat(now).as(document).contains(start).contains(end);
        String expected =
                now.substring(0, now.indexOf(start) + start.length()) + text + now.substring(now.indexOf(end));
        if (UPDATE) {
            Files.writeString(file, expected);
        }
        assertThat(Files.readString(file)).as(document + HOW).isEqualTo(expected);
    }
}
