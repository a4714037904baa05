package io.tapstack.main.tap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tapstack.main.console.Failure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EventDocumentTest {
    @TempDir
    private Path folder;

    @Test
    void leavesEveryDigitWhereItIs() throws IOException {
        Path file = Files.writeString(folder.resolve("event.json"), "{\"amount\": 1.10000000000000000001}");
        assertThat(EventDocument.read(file.toString(), InputStream.nullInputStream()))
                .isEqualTo("{\"amount\": 1.10000000000000000001}");
    }

    @Test
    void readsStandardInput() {
        assertThat(EventDocument.read("-", input("[1]"))).isEqualTo("[1]");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "`{\"a\":1,\n \"b\":x}`|line 2, column 6",
                "`{\"a\":1} {}`|line 1, column 9",
                "`{\"a\":1,\"a\":2}`|line 1, column 11",
                "`{\"a\":`|line 1, column 6"
            })
    void namesThePlaceThatIsWrong(String text, String place) {
        assertThatExceptionOfType(Failure.class)
                .isThrownBy(() -> EventDocument.read("-", input(text)))
                .withMessageStartingWith("standard input, " + place + " is not JSON: ")
                .withMessageNotContaining("Source");
    }

    @Test
    void refusesAnEmptyDocument() {
        assertThatExceptionOfType(Failure.class)
                .isThrownBy(() -> EventDocument.read("-", input(" \n")))
                .withMessage("standard input is empty: a JSON document is expected");
    }

    @Test
    void refusesAFileThatIsNotThere() {
        String name = folder.resolve("none.json").toString();
        assertThatExceptionOfType(Failure.class)
                .isThrownBy(() -> EventDocument.read(name, input("")))
                .withMessage("there is no file " + name);
    }

    private static InputStream input(String text) {
        return new ByteArrayInputStream(text.getBytes(UTF_8));
    }
}
