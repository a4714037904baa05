package io.tapstack.modules.apigateway;

import io.tapstack.modules.core.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * An API as OpenAPI, written once in a system's {@code openapi.json} (P8). The parts that repeat for every operation (the
 * integration with the function, the answer to a CORS preflight) and what only the deployment knows are filled in here.
 *
 * @param template the document, with {@code {{name}}}, {@code {{allowedOrigin}}} and other words in double braces;
 *     {@code {"$ref": "{{integration}}"}} and {@code {"$ref": "{{cors}}"}} stand for whole objects
 */
public record ApiDefinition(String template) {

    /** The {@code openapi.json} beside a class. */
    public static ApiDefinition of(Class<?> system) {
        try (InputStream resource = system.getResourceAsStream("openapi.json")) {
            return new ApiDefinition(new String(resource.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("the jar is damaged: openapi.json", e);
        }
    }

    /**
     * The document as JSON text.
     *
     * @param name the API's name
     * @param functionUri invoke ARN of the function behind the API; may be a token
     * @param words what other words in double braces stand for
     */
    public String json(String name, String functionUri, Cors cors, Map<String, String> words) {
        String text = template.replace("{ \"$ref\": \"{{integration}}\" }", integration(functionUri))
                .replace("{ \"$ref\": \"{{cors}}\" }", Json.text(cors.preflight()))
                .replace("{{name}}", name)
                .replace("{{allowedOrigin}}", cors.origin());
        for (Map.Entry<String, String> word : words.entrySet()) {
            text = text.replace("{{" + word.getKey() + "}}", word.getValue());
        }
        return text;
    }

    private static String integration(String functionUri) {
        return Json.text(Map.of(
                "type", "aws_proxy",
                "httpMethod", "POST",
                "uri", functionUri,
                "passthroughBehavior", "never",
                "timeoutInMillis", 29_000));
    }
}
