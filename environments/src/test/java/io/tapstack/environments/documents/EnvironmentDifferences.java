package io.tapstack.environments.documents;

import io.tapstack.environments.EnvironmentDefinition;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The settings that differ between environments, as Markdown: a table for each system, in the order of the settings. */
final class EnvironmentDifferences {
    private static final String ABSENT = "–";

    private EnvironmentDifferences() {}

    static String tables(List<EnvironmentDefinition> definitions) {
        List<Optional<Object>> values =
                definitions.stream().map(Optional::<Object>of).toList();
        StringBuilder text = new StringBuilder();
        for (String system : components(values)) {
            Map<String, List<String>> rows = new LinkedHashMap<>();
            addRows(system, component(values, system), rows);
            rows.values().removeIf(cells -> cells.stream().distinct().count() < 2);
            rows.remove("environment");
            if (!rows.isEmpty()) {
                text.append("\n## ").append(system).append("\n\n");
                row(text, "setting", definitions.stream().map(each -> each.environment()
                        .id()));
                row(text, "---", definitions.stream().map(each -> "---"));
                rows.forEach((path, cells) -> row(text, '`' + path + '`', cells.stream()));
            }
        }
        return text.toString();
    }

    /** Walks all environments side by side: a part that only one of them has keeps its place among the others. */
    private static void addRows(String path, List<Optional<Object>> values, Map<String, List<String>> rows) {
        List<String> components = components(values);
        if (components.isEmpty()) {
            rows.put(path, values.stream().map(EnvironmentDifferences::text).toList());
        }
        components.forEach(name -> addRows(path + "." + name, component(values, name), rows));
    }

    /** Names of the components of these records, without repetition. */
    private static List<String> components(List<Optional<Object>> values) {
        return values.stream()
                .flatMap(Optional::stream)
                .filter(Record.class::isInstance)
                .flatMap(record -> Arrays.stream(record.getClass().getRecordComponents()))
                .map(RecordComponent::getName)
                .distinct()
                .toList();
    }

    private static List<Optional<Object>> component(List<Optional<Object>> records, String name) {
        return records.stream()
                .map(record -> record.flatMap(present -> component(present, name)))
                .toList();
    }

    private static Optional<Object> component(Object record, String name) {
        return Arrays.stream(record.getClass().getRecordComponents())
                .filter(component -> component.getName().equals(name))
                .map(component -> read(record, component))
                .flatMap(value -> value instanceof Optional<?> optional ? optional.stream() : Stream.of(value))
                .findFirst()
                .map(Object.class::cast);
    }

    private static Object read(Object record, RecordComponent component) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("cannot read " + component, e);
        }
    }

    private static String text(Optional<Object> value) {
        if (value.isEmpty()) {
            return ABSENT;
        }
        if (value.get() instanceof Duration duration) {
            return duration.toString().substring(2).toLowerCase(Locale.ROOT);
        }
        if (value.get() instanceof Collection<?> several) {
            return several.isEmpty()
                    ? "none"
                    : several.stream().map(String::valueOf).collect(Collectors.joining(", "));
        }
        return String.valueOf(value.get());
    }

    private static void row(StringBuilder table, String first, Stream<String> cells) {
        table.append("| ").append(first);
        cells.forEach(cell -> table.append(" | ").append(cell));
        table.append(" |\n");
    }
}
