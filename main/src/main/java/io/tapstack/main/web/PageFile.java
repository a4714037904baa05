package io.tapstack.main.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** A file of the page; there are no others, whatever the path says. */
record PageFile(String contentType, String text) {
    private static final String SCRIPT = "text/javascript; charset=utf-8";
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("index.html", "text/html; charset=utf-8"),
            Map.entry("console.css", "text/css; charset=utf-8"),
            Map.entry("icon.svg", "image/svg+xml"),
            Map.entry("console.js", SCRIPT),
            Map.entry("dom.js", SCRIPT),
            Map.entry("server.js", SCRIPT),
            Map.entry("overview.js", SCRIPT),
            Map.entry("tryout.js", SCRIPT),
            Map.entry("functions.js", SCRIPT),
            Map.entry("logs.js", SCRIPT),
            Map.entry("events.js", SCRIPT),
            Map.entry("rules.js", SCRIPT),
            Map.entry("resources.js", SCRIPT));
    private static final String TOKEN_PLACE = "{{token}}";

    static Optional<PageFile> at(String path, String token) {
        String name = path.equals("/") ? "index.html" : path.substring(1);
        return Optional.ofNullable(TYPES.get(name))
                .map(type -> new PageFile(type, read(name).replace(TOKEN_PLACE, token)));
    }

    private static String read(String name) {
        try (InputStream in = PageFile.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the build lacks the page's file " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
