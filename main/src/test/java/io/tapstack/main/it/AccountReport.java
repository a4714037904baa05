package io.tapstack.main.it;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What happened in an account, to attach to a bug: written anew after each step, so that a killed run has one too. */
final class AccountReport {
    private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final Path folder;
    private final Masked masked;
    private final String title;
    private final List<Step> steps = new ArrayList<>();

    /** @param text AWS's own words if it failed */
    record Step(String step, long seconds, String outcome, String text) {}

    /** Something that may fail. */
    interface Work {
        /** What is worth reporting of a success. */
        String run();
    }

    AccountReport(Path folder, Masked masked, String title) {
        this.folder = folder;
        this.masked = masked;
        this.title = title;
    }

    void step(String name, Work work) {
        long start = System.nanoTime();
        try {
            add(name, start, "passed", work.run());
        } catch (RuntimeException | AssertionError e) {
            add(name, start, "failed", String.valueOf(e.getMessage()));
            throw e;
        }
    }

    private void add(String name, long start, String outcome, String text) {
        steps.add(new Step(name, Duration.ofNanos(System.nanoTime() - start).toSeconds(), outcome, masked.text(text)));
        write();
    }

    private void write() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("run", masked.text(title));
        document.put("steps", steps);
        try {
            Files.createDirectories(folder);
            MAPPER.writeValue(folder.resolve("aws-report.json").toFile(), document);
            Files.writeString(folder.resolve("aws-report.md"), markdown());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String markdown() {
        String rows = steps.stream()
                .map(step -> "| " + step.step + " | " + step.seconds + " | " + step.outcome + " |\n")
                .collect(Collectors.joining());
        String texts = steps.stream()
                .filter(step -> !step.text.isBlank())
                .map(step -> "\n## " + step.step + "\n\n" + indented(step.text) + "\n")
                .collect(Collectors.joining());
        return "# " + masked.text(title) + "\n\n| step | seconds | outcome |\n|---|---|---|\n" + rows + texts;
    }

    /** Nothing in a text can end it. */
    private static String indented(String text) {
        return text.lines().map(line -> "    " + line).collect(Collectors.joining("\n"));
    }
}
