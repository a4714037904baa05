package io.tapstack.main.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapstack.main.localaws.CurlLine;
import io.tapstack.main.localaws.LocalClients;
import io.tapstack.main.localaws.SignedHttp;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Sends a request to a deployed API, signed as the account's root. Nothing but the catalogue's methods can be asked. */
record TryOut(LocalClients clients, ApiCatalogue catalogue) {
    private static final int BAD_REQUEST = 400;

    /** @param curl the same request for the shell */
    record Result(int status, long milliseconds, Map<String, List<String>> headers, String body, String curl) {}

    private record Request(URI uri, Map<String, String> headers, String body) {}

    /** @param document {@code operation}, {@code parameters} by name, {@code body} as text */
    Result send(JsonNode document) {
        ApiCatalogue.Operation operation = catalogue
                .operation(document.path("operation").asText())
                .orElseThrow(() -> new Refusal(BAD_REQUEST, "the deployed APIs have no such method"));
        Request request = request(operation, document);
        try {
            long begin = System.nanoTime();
            HttpResponse<String> response = new SignedHttp(clients, "execute-api")
                    .send(operation.method(), request.uri, request.headers, request.body);
            return new Result(
                    response.statusCode(),
                    (System.nanoTime() - begin) / 1_000_000,
                    new TreeMap<>(response.headers().map()),
                    response.body(),
                    new CurlLine(clients, operation.method(), request.uri, request.headers, request.body)
                            .onSeveralLines());
        } catch (IllegalArgumentException e) {
            throw new Refusal(BAD_REQUEST, String.valueOf(e.getMessage())); // a header with a line break
        }
    }

    private Request request(ApiCatalogue.Operation operation, JsonNode document) {
        String path = operation.path();
        Map<String, String> query =
                new TreeMap<>(); // in the order that a signature has them in; curl 7.88 does not sort
        Map<String, String> headers = new LinkedHashMap<>();
        for (ApiCatalogue.Parameter parameter : operation.parameters()) {
            String value = document.path("parameters").path(parameter.name()).asText();
            if (value.isEmpty()) {
                if (parameter.in().equals("path")) {
                    throw new Refusal(BAD_REQUEST, parameter.name() + " is part of the path and must not be empty");
                }
                continue;
            }
            switch (parameter.in()) {
                case "path" -> path = path.replace("{" + parameter.name() + "}", encode(value));
                case "query" -> query.put(encode(parameter.name()), encode(value));
                case "header" -> headers.put(parameter.name(), value);
                default -> throw new Refusal(BAD_REQUEST, "no parameters in " + parameter.in());
            }
        }
        String body = operation.body() == null ? "" : document.path("body").asText();
        if (!body.isEmpty()) {
            headers.put("Content-Type", "application/json");
        }
        String search = query.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining("&", query.isEmpty() ? "" : "?", ""));
        String base = clients.endpoint() + "/_execute-api/" + encode(operation.api()) + "/" + encode(operation.stage());
        return new Request(URI.create(base + path + search), headers, body);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }
}
