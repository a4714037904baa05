package io.tapstack.main.localaws;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A request to an API with IAM authorisation as a line for the shell: curl itself signs it, since version 7.75. The
 * credentials are the emulated account's, which open nothing else.
 */
public record CurlLine(LocalClients clients, String method, URI uri, Map<String, String> headers, String body) {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:@%+=,-]+");

    public CurlLine {
        headers = new TreeMap<>(headers);
    }

    @Override
    public String toString() {
        return String.join(" ", parts());
    }

    /** The same, easier to read. */
    public String onSeveralLines() {
        return String.join(" \\\n  ", parts());
    }

    private List<String> parts() {
        List<String> parts = new ArrayList<>();
        parts.add("curl -sS " + login(clients, "execute-api"));
        if (!method.equals(body.isEmpty() ? "GET" : "POST")) {
            parts.add("-X " + quote(method));
        }
        headers.forEach((name, value) -> parts.add("-H " + quote(name + ": " + value)));
        if (!body.isEmpty()) {
            parts.add("--data-raw " + quote(body));
        }
        parts.add(quote(uri.toString()));
        return parts;
    }

    /** The options by which curl signs for a service as the account's root, of whose secret the line says nothing. */
    public static String login(LocalClients clients, String service) {
        return "--aws-sigv4 " + quote("aws:amz:" + clients.region() + ":" + service) + " --config "
                + quote(clients.root().curlConfig().toString());
    }

    /** A word as a POSIX shell takes it for itself. */
    static String quote(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
