package io.tapstack.main.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a run in an account will cost, and how long it takes, from the documents that say so. */
record Expectations(Path documents) {
    private static final Pattern NUMBER = Pattern.compile("\\d[\\d,]*(\\.\\d+)?");
    private static final int HOURS_OF_A_MONTH = 730;

    /** USD a month without traffic, of {@code docs/costs.md}: of a table, or else the first number. */
    int monthlyCosts(String system, String environment) {
        List<String> section = section("costs.md", system);
        List<String> rows = table(section);
        if (rows.isEmpty()) {
            return (int) section.stream()
                    .mapToDouble(Expectations::number)
                    .filter(number -> number > 0)
                    .findFirst()
                    .orElse(0);
        }
        int column = cells(rows.get(0)).indexOf(environment);
        return (int) rows.stream()
                .skip(2)
                .mapToDouble(row -> number(cells(row).get(column)))
                .sum();
    }

    /** The longest that {@code docs/first-deploy.md} adds up to. */
    int minutes(String system) {
        List<String> rows = table(section("first-deploy.md", "minute by minute"));
        int column = cells(rows.get(0)).indexOf(system);
        return (int) rows.stream()
                .skip(2)
                .mapToDouble(row -> number(cells(row).get(column)))
                .sum();
    }

    String words(String system, String environment) {
        int month = monthlyCosts(system, environment);
        return String.format(
                Locale.ROOT,
                "costs about %d USD a month, %.2f USD an hour, as long as it is deployed, and what it uses"
                        + " (docs/costs.md); takes %d minutes at most by the documented limits (docs/first-deploy.md)",
                month,
                (double) month / HOURS_OF_A_MONTH,
                minutes(system));
    }

    private static List<String> table(List<String> section) {
        return section.stream()
                .dropWhile(line -> !line.startsWith("|"))
                .takeWhile(line -> line.startsWith("|"))
                .toList();
    }

    /** The lines below a heading. */
    private List<String> section(String document, String heading) {
        try {
            return Files.readAllLines(documents.resolve(document)).stream()
                    .dropWhile(line -> !(line.startsWith("## ")
                            && line.toLowerCase(Locale.ROOT).contains(heading)))
                    .skip(1)
                    .takeWhile(line -> !line.startsWith("## "))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> cells(String row) {
        return Arrays.stream(row.substring(1).split("\\|", -1))
                .map(String::strip)
                .toList();
    }

    /** None where there is no number, as in "by use". */
    private static double number(String cell) {
        Matcher matcher = NUMBER.matcher(cell);
        return matcher.find() ? Double.parseDouble(matcher.group().replace(",", "")) : 0;
    }
}
