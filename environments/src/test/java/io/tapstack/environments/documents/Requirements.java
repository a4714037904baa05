package io.tapstack.environments.documents;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The requirements, and which tests prove each: what a test says of itself with a tag (in Python, with a comment). */
final class Requirements {
    private static final Pattern JAVA_TAG = Pattern.compile("@Tag\\(\"([A-Z]+\\d+)\"\\)");
    private static final Pattern PYTHON_TAG = Pattern.compile("(?m)^\\s*# ([A-Z]+\\d+(?:, [A-Z]+\\d+)*)$");
    private static final List<String> FOLDERS =
            List.of("modules/src/test", "environments/src/test", "main/src/test", "main/emulator/tests", "lambda");

    private Requirements() {}

    /** Short texts by id, in the order in which they are to be read. */
    static Map<String, String> texts() throws IOException {
        Map<String, String> texts = new LinkedHashMap<>();
        try (InputStream resource = Requirements.class.getResourceAsStream("requirements.tsv")) {
            String text = new String(resource.readAllBytes(), StandardCharsets.UTF_8);
            text.lines().map(line -> line.split("\t", -1)).forEach(cells -> texts.put(cells[0], cells[1]));
        }
        return texts;
    }

    /** Names of test classes by the id that they are tagged with. */
    static Map<String, Set<String>> tests() throws IOException {
        Map<String, Set<String>> tests = new TreeMap<>();
        for (Path source : sources()) {
            String file = source.getFileName().toString();
            String text = Files.readString(source);
            for (String id : file.endsWith(".py") ? pythonTags(text) : javaTags(text)) {
                tests.computeIfAbsent(id, any -> new TreeSet<>()).add(file.replace(".java", ""));
            }
        }
        return tests;
    }

    static List<String> javaTags(String text) {
        return JAVA_TAG.matcher(text).results().map(match -> match.group(1)).toList();
    }

    static List<String> pythonTags(String text) {
        List<String> ids = new ArrayList<>();
        for (MatchResult match : PYTHON_TAG.matcher(text).results().toList()) {
            ids.addAll(List.of(match.group(1).split(", ", -1)));
        }
        return ids;
    }

    /** Of every test of the project. */
    static List<Path> sources() throws IOException {
        List<Path> sources = new ArrayList<>();
        for (String folder : FOLDERS) {
            sources.addAll(sources(GeneratedText.PROJECT.resolve(folder)));
        }
        return sources;
    }

    private static List<Path> sources(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> {
                        String path = file.toString().replace('\\', '/');
                        boolean isTest = path.contains("/src/test/java/") && path.endsWith(".java");
                        return isTest || (path.contains("/emulator/tests/") && path.endsWith(".py"));
                    })
                    .sorted()
                    .toList();
        }
    }
}
