package io.tapstack.main.terraform;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Version of a program: {@code 1.11.4}; what follows the numbers ({@code -beta1}) does not count. */
public record Version(int major, int minor, int patch) implements Comparable<Version> {
    private static final Pattern NUMBERS = Pattern.compile("v?(\\d{1,6})\\.(\\d{1,6})(?:\\.(\\d{1,6}))?(?:[-+].*)?");
    private static final Comparator<Version> ORDER = Comparator.comparingInt(Version::major)
            .thenComparingInt(Version::minor)
            .thenComparingInt(Version::patch);

    public static Optional<Version> parse(String text) {
        Matcher matcher = NUMBERS.matcher(text.strip());
        return matcher.matches()
                ? Optional.of(new Version(number(matcher.group(1)), number(matcher.group(2)), number(matcher.group(3))))
                : Optional.empty();
    }

    public boolean isAtLeast(Version least) {
        return compareTo(least) >= 0;
    }

    @Override
    public int compareTo(Version other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return major + "." + minor + "." + patch;
    }

    private static int number(String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }
}
