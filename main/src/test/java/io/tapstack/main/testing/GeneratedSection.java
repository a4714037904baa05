package io.tapstack.main.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A part of a document that a test writes with {@code -Dreadme.update=true}, and otherwise compares.
 *
 * @param marks what stands in the comments around it
 */
public record GeneratedSection(Path document, String marks) {

    /** The document has this text between its marks. */
    public void is(String text) {
        String start = "<!-- " + marks + " -->\n";
        String end = "<!-- /" + marks + " -->";
        try {
            String now = Files.readString(document);
            String expected =
                    now.substring(0, now.indexOf(start) + start.length()) + text + now.substring(now.indexOf(end));
            if (Boolean.getBoolean("readme.update")) {
                Files.writeString(document, expected);
            }
            assertThat(Files.readString(document))
                    .as(document + " is out of date: -Dreadme.update=true writes it")
                    .isEqualTo(expected);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
