package io.tapstack.lambda.shared;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Finds payment card numbers in text, so that they can be refused before they are stored or logged: 13 to 19 digits
 * that pass the Luhn check (ISO/IEC 7812-1), in one piece or in groups parted by a space, dash or dot.
 *
 * <p>Groups are joined in every way, so that a stray number in front does not hide a card. UUIDs are left out: one in
 * a few thousand random ones would look like a card.
 */
public final class CardNumbers {
    private static final int SHORTEST = 13;
    private static final int LONGEST = 19;
    private static final Pattern UUID =
            Pattern.compile("(?i)(?<![0-9a-z])[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(?![0-9a-z])");
    private static final Pattern GROUPED_DIGITS =
            Pattern.compile("\\d+(?:[\\s\\p{Z}\\p{Pd}.]{1,3}\\d+)*", Pattern.UNICODE_CHARACTER_CLASS);

    private CardNumbers() {}

    /** Whether the text holds what looks like a card number. */
    public static boolean isIn(String text) {
        return GROUPED_DIGITS
                .matcher(UUID.matcher(text).replaceAll("x"))
                .results()
                .anyMatch(match -> isInGroups(groups(match.group())));
    }

    /** The groups in ASCII digits, whatever script they were written in. */
    private static List<String> groups(String run) {
        var groups = new ArrayList<String>();
        var group = new StringBuilder();
        run.codePoints().map(point -> Character.digit(point, 10)).forEach(digit -> {
            if (digit >= 0) {
                group.append(digit);
            } else if (!group.isEmpty()) {
                groups.add(group.toString());
                group.setLength(0);
            }
        });
        groups.add(group.toString());
        return groups;
    }

    private static boolean isInGroups(List<String> groups) {
        for (int first = 0; first < groups.size(); first++) {
            var joined = new StringBuilder();
            for (int last = first; last < groups.size() && joined.length() <= LONGEST; last++) {
                joined.append(groups.get(last));
                if (isCard(joined)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isCard(CharSequence digits) {
        // No issuer's numbers begin with 0, and a row of zeros would pass the check.
        return digits.length() >= SHORTEST && digits.length() <= LONGEST && digits.charAt(0) != '0' && luhn(digits);
    }

    private static boolean luhn(CharSequence digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int weighted = i % 2 == 0 ? digit : digit * 2;
            sum += weighted > 9 ? weighted - 9 : weighted;
        }
        return sum % 10 == 0;
    }
}
