package io.tapstack.environments.documents;

import io.tapstack.environments.EnvironmentDefinition;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What sets the environments apart: every setting that is not the same in all of them, as a Markdown table. */
final class EnvironmentDifferences {
    private static final String NOTHING = "–";

    private EnvironmentDifferences() {}

    static String table(List<EnvironmentDefinition> definitions) {
        Map<String, Map<String, String>> byEnvironment = new LinkedHashMap<>();
        Set<String> paths = new LinkedHashSet<>();
        for (EnvironmentDefinition definition : definitions) {
            Map<String, String> values = new LinkedHashMap<>();
            flatten("", definition, values);
            values.remove("environment");
            byEnvironment.put(definition.environment().id(), values);
        }
        longestFirst(byEnvironment.values()).forEach(values -> paths.addAll(values.keySet()));
        StringBuilder table = new StringBuilder();
        row(table, "setting", byEnvironment.keySet());
        row(table, "---", byEnvironment.keySet().stream().map(id -> "---").toList());
        for (String path : paths) {
            List<String> values = byEnvironment.values().stream()
                    .map(environment -> environment.getOrDefault(path, NOTHING))
                    .toList();
            if (values.stream().distinct().count() > 1) {
                row(table, '`' + path + '`', values);
            }
        }
        return table.toString();
    }

    /** So that an optional part is listed where the environment that has it has it. */
    private static List<Map<String, String>> longestFirst(Collection<Map<String, String>> environments) {
        return environments.stream()
                .sorted((one, other) -> Integer.compare(other.size(), one.size()))
                .toList();
    }

    private static void flatten(String path, Object value, Map<String, String> found) {
        if (value instanceof Optional<?> optional) {
            optional.ifPresent(present -> flatten(path, present, found));
        } else if (value instanceof Record record) {
            for (RecordComponent component : record.getClass().getRecordComponents()) {
                String name = component.getName();
                flatten(path.isEmpty() ? name : path + "." + name, read(record, component), found);
            }
        } else {
            found.put(path, text(value));
        }
    }

    private static String text(Object value) {
        if (value instanceof Duration duration) {
            return duration.toString().substring(2).toLowerCase(Locale.ROOT);
        }
        if (value instanceof Collection<?> several) {
            return several.stream().map(String::valueOf).collect(Collectors.joining(", "));
        }
        return String.valueOf(value);
    }

    private static Object read(Record record, RecordComponent component) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("cannot read " + component, e);
        }
    }

    private static void row(StringBuilder table, String first, Collection<String> cells) {
        table.append("| ").append(first);
        cells.forEach(cell -> table.append(" | ").append(cell));
        table.append(" |\n");
    }
}
