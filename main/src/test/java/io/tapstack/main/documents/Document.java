package io.tapstack.main.documents;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A Markdown file of the project, as GitHub reads it.
 *
 * @param path from the project's root
 */
public record Document(Path path, String text) {
    private static final Pattern CODE_SPAN = Pattern.compile("(`+)(.+?)\\1");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)(?:\\s+\"[^\"]*\")?\\)");
    private static final Pattern HEADING = Pattern.compile("#{1,6}\\s+(.*?)\\s*#*");
    private static final Pattern LIST_ITEM = Pattern.compile("\\s*(?:[-*]|\\d+\\.)\\s.*");

    /** All Markdown files, without build output and downloaded packages. */
    public static List<Document> all() {
        return ProjectFiles.all().stream()
                .filter(path -> path.toString().endsWith(".md"))
                .map(path -> new Document(path, ProjectFiles.read(path)))
                .toList();
    }

    /** Targets of links and pictures. */
    List<String> links() {
        return prose().map(line -> CODE_SPAN.matcher(line).replaceAll("``"))
                .flatMap(line -> LINK.matcher(line).results())
                .map(match -> match.group(1))
                .toList();
    }

    /** Fragments that lead to a heading. */
    Set<String> anchors() {
        Set<String> anchors = new HashSet<>();
        Map<String, Integer> seen = new HashMap<>();
        prose().map(HEADING::matcher).filter(match -> match.matches()).forEach(match -> {
            String slug = slug(match.group(1));
            int before = seen.merge(slug, 1, Integer::sum) - 1;
            anchors.add(before == 0 ? slug : slug + "-" + before);
        });
        return anchors;
    }

    /** Code spans in the text, then the lines of code blocks. */
    public List<String> code() {
        Stream<String> spans =
                prose().flatMap(line -> CODE_SPAN.matcher(line).results()).map(match -> match.group(2));
        return Stream.concat(spans, lines().stream().filter(Line::code).map(Line::text))
                .map(String::strip)
                .toList();
    }

    @Override
    public String toString() {
        return path.toString();
    }

    private Stream<String> prose() {
        return lines().stream().filter(line -> !line.code()).map(Line::text);
    }

    private record Line(String text, boolean code) {}

    /** Blocks of code are fenced, or indented after an empty line outside a list. */
    private List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        boolean fenced = false;
        boolean block = false;
        boolean list = false;
        String previous = "";
        for (String line : text.lines().toList()) {
            boolean fence = line.strip().startsWith("```");
            boolean indented = line.startsWith("    ");
            list = LIST_ITEM.matcher(line).matches() || (list && (line.isBlank() || line.startsWith(" ")));
            block = indented && (block || previous.isBlank()) && (!list || line.startsWith("       "));
            if (!fence) {
                lines.add(new Line(line, fenced || block));
            }
            fenced = fence != fenced;
            previous = line;
        }
        return lines;
    }

    private static String slug(String heading) {
        return heading.replaceAll("\\[([^\\]]*)\\]\\([^)]*\\)", "$1")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}\\s_-]", "")
                .replace(' ', '-');
    }
}
