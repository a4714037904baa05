package io.tapstack.main.it;

import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;

/** Texts for people outside: without ids of accounts, keys, secrets and addresses. */
record Masked(Collection<String> secrets) {
    /** Shorter ones are words that stand everywhere. */
    private static final int SHORTEST_SECRET = 8;

    private record Rule(Pattern pattern, String replacement) {
        Rule(String pattern, String replacement) {
            this(Pattern.compile(pattern), replacement);
        }
    }

    private static final List<Rule> RULES = List.of(
            new Rule("(?s)-----BEGIN [A-Z ]+-----.*?(-----END [A-Z ]+-----|$)", "<key>"),
            new Rule("\\beyJ[\\w-]+\\.[\\w-]+(\\.[\\w-]+)?", "<token>"),
            new Rule("(?i)(X-Amz-(?:Signature|Security-Token|Credential)=)[^&\\s\"]+", "$1<secret>"),
            new Rule("(?i)(authorization\"?\\s*[:=]\\s*\"?)[^\\r\\n\"]+", "$1<secret>"),
            new Rule(
                    "(?i)(\\w*(?:password|passwd|secret|token|credential)\\w*(?:\\\\?\"\\s*:|\\s*=)\\s*|\\w*passw(?:or)?d:\\s+)(\\\\?\"|)"
                            + "[^\\s\"\\\\,;]+",
                    "$1$2<secret>"),
            new Rule("(://)[^/\\s:@]+:[^/\\s@]+@", "$1<secret>@"),
            new Rule("\\b(?:AKIA|ASIA|AROA|AIDA|ABIA|ACCA)[A-Z0-9]{12,}\\b", "<key id>"),
            // AWS's secret keys have 40 characters, its session tokens hundreds
            new Rule(
                    "(?<![A-Za-z0-9/+=_-])(?:[A-Za-z0-9/+]{40}|[A-Za-z0-9/+]{100,}={0,2})(?![A-Za-z0-9/+=_-])",
                    "<key>"),
            new Rule("[\\w.+-]+@[\\w-]+(?:\\.[\\w-]+)+", "<address>"),
            new Rule("(?<!\\d)(\\d{4}-\\d{4}-\\d{4}|\\d{12})(?!\\d)", "<account>"));

    String text(String original) {
        String text = original;
        for (String secret : secrets) {
            if (secret.length() >= SHORTEST_SECRET) {
                text = text.replace(secret, "<secret>");
            }
        }
        for (Rule rule : RULES) {
            text = rule.pattern.matcher(text).replaceAll(rule.replacement);
        }
        return text;
    }
}
