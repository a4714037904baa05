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
public record CurlLine(String region, String method, URI uri, Map<String, String> headers, String body) {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:@%+=,-]+");

    public CurlLine {
        headers = new TreeMap<>(headers);
    }

    @Override
    public String toString() {
        String login = LocalClients.CREDENTIALS.accessKeyId() + ":" + LocalClients.CREDENTIALS.secretAccessKey();
        List<String> words = new ArrayList<>(
                List.of("curl", "-sS", "--aws-sigv4", "aws:amz:" + region + ":execute-api", "--user", login));
        if (!method.equals(body.isEmpty() ? "GET" : "POST")) {
            words.addAll(List.of("-X", method));
        }
        headers.forEach((name, value) -> words.addAll(List.of("-H", name + ": " + value)));
        if (!body.isEmpty()) {
            words.addAll(List.of("--data-raw", body));
        }
        words.add(uri.toString());
        return String.join(" ", words.stream().map(CurlLine::quote).toList());
    }

    /** A word as a POSIX shell takes it for itself. */
    static String quote(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
