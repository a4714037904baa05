package io.tapstack.environments.picture;

import java.util.ArrayList;
import java.util.List;

/** How many pixels a text takes at most: in DejaVu Sans, the widest sans-serif font that readers are likely to have. */
final class TextWidth {
    private static final double SMALL = 6.8;
    private static final double BOLD = 8.1;
    private static final int LINE = 250;
    private static final String WIDE = "mwMW";
    private static final String NARROW = " fijlrtI-.,:()/";

    private TextWidth() {}

    static long small(String text) {
        return of(text, SMALL);
    }

    static long bold(String text) {
        return of(text, BOLD);
    }

    /** The text in lines that are not wider than a few parts side by side. */
    static List<String> lines(String text) {
        List<String> lines = new ArrayList<>();
        String line = "";
        for (String word : text.split(" ", -1)) {
            if (small(line + " " + word) > LINE) {
                lines.add(line);
                line = "";
            }
            line = line.isEmpty() ? word : line + " " + word;
        }
        lines.add(line);
        return lines;
    }

    private static long of(String text, double usual) {
        return Math.round(text.chars()
                .mapToDouble(letter ->
                        WIDE.indexOf(letter) >= 0 ? usual * 1.5 : NARROW.indexOf(letter) >= 0 ? usual * 0.68 : usual)
                .sum());
    }
}
