package io.tapstack.lambda.portal.application;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The paths there are. */
enum PortalRoute {
    ACCOUNTS("/api/accounts", "/api/accounts"),
    TRANSACTIONS("/api/accounts/{id}/transactions", "/api/accounts/(?<id>[A-Za-z0-9_]{1,64})/transactions");

    /** What the log calls any other path: one that a stranger made up does not belong there. */
    static final String UNKNOWN = "/{unknown}";

    /** A path and what its template's names stand for. */
    record Match(String template, Map<String, String> parameters) {}

    private final String template;
    private final Pattern form;

    PortalRoute(String template, String form) {
        this.template = template;
        this.form = Pattern.compile(form);
    }

    static Optional<PortalRoute> of(String template) {
        return Stream.of(values())
                .filter(route -> route.template.equals(template))
                .findFirst();
    }

    static Match match(String path) {
        return Stream.of(values())
                .flatMap(route -> route.matching(path).stream())
                .findFirst()
                .orElse(new Match(UNKNOWN, Map.of()));
    }

    private Optional<Match> matching(String path) {
        var matcher = form.matcher(path);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return Optional.of(
                new Match(template, matcher.groupCount() == 0 ? Map.of() : Map.of("id", matcher.group("id"))));
    }
}
