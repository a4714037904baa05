package io.tapstack.lambda.shared;

import java.util.regex.Pattern;

/** Reads the {@code limit} parameter of a question for a page. */
public final class PageLimit {
    private static final Pattern FORM = Pattern.compile("[1-9][0-9]?|100");
    private static final int BY_DEFAULT = 25;

    private PageLimit() {}

    /**
     * How many things a page holds at most: 25 unless the request says otherwise.
     *
     * @throws Problem.ProblemException 400 where it is not a number from 1 to 100
     */
    public static int of(ApiRequest request) {
        if (!request.query().containsKey("limit")) {
            return BY_DEFAULT;
        }
        return request.queryParameter("limit")
                .filter(text -> FORM.matcher(text).matches())
                .map(Integer::parseInt)
                .orElseThrow(() ->
                        Problems.invalid("limit", "must be a number, 1 to 100").toException());
    }
}
