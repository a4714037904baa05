package io.tapstack.lambda.shared;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A request as a REST API's Lambda proxy integration sends it (payload version 1.0), reduced to what handlers use.
 *
 * @param route what was asked for
 * @param pathParameters by the route template's names
 * @param query every value of every parameter
 * @param headers every value of every header, by lower-case name
 * @param body text; empty where there is none
 * @param caller who asked
 */
public record ApiRequest(
        Route route,
        Map<String, String> pathParameters,
        Map<String, List<String>> query,
        Map<String, List<String>> headers,
        String body,
        Caller caller) {
    private static final JsonObject EMPTY = new JsonObject(Map.of());

    /**
     * What was asked for.
     *
     * @param method upper case
     * @param resource the template, for instance {@code /payment/{id}}: has neither the stage nor a custom domain's base
     *     path in front
     * @param path as the client sent it, stage or base path included
     */
    public record Route(String method, String resource, String path) {}

    /**
     * Who asked.
     *
     * @param principal what idempotency keys are scoped by, see {@link ApiRequest#of}
     * @param requestId API Gateway's id of the request
     * @param claims of the token that a user pool's authorizer has checked; empty with other authorizers
     */
    public record Caller(String principal, String requestId, Map<String, String> claims) {}

    /**
     * Reads the event; members that are missing or of a wrong type are empty.
     *
     * <p>A token's user is its subject. An assumed role counts as the role, without the session's name: another instance of the same client, with a
     * session of its own, must be able to repeat a request.
     */
    public static ApiRequest of(JsonObject event) {
        var context = event.object("requestContext").orElse(EMPTY);
        var path = event.string("path").orElse("");
        var claims = single(context.object("authorizer")
                .flatMap(authorizer -> authorizer.object("claims"))
                .orElse(EMPTY));
        return new ApiRequest(
                new Route(
                        event.string("httpMethod").orElse("").toUpperCase(Locale.ROOT),
                        event.string("resource").orElse(path),
                        context.string("path").orElse(path)),
                single(event.object("pathParameters").orElse(EMPTY)),
                values(event, "queryStringParameters", "multiValueQueryStringParameters"),
                lowerCase(values(event, "headers", "multiValueHeaders")),
                body(event),
                new Caller(
                        principal(claims, context.object("identity").orElse(EMPTY)),
                        context.string("requestId").orElse(""),
                        claims));
    }

    /** The header's value if it was sent exactly once; names are case-insensitive. */
    public Optional<String> header(String name) {
        return only(headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()));
    }

    /** The parameter's value if it was sent exactly once. */
    public Optional<String> queryParameter(String name) {
        return only(query.getOrDefault(name, List.of()));
    }

    private static Optional<String> only(List<String> values) {
        return values.size() == 1 ? Optional.of(values.get(0)) : Optional.empty();
    }

    private static String principal(Map<String, String> claims, JsonObject identity) {
        return Optional.ofNullable(claims.get("sub"))
                .or(() -> identity.string("userArn")
                        .map(arn -> arn.contains(":assumed-role/") ? arn.substring(0, arn.lastIndexOf('/')) : arn))
                .or(() -> identity.string("caller"))
                .or(() -> identity.string("accountId"))
                .orElse("anonymous");
    }

    private static String body(JsonObject event) {
        var body = event.string("body").orElse("");
        if (!event.bool("isBase64Encoded").orElse(false)) {
            return body;
        }
        try {
            return new String(Base64.getDecoder().decode(body), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static Map<String, String> single(JsonObject object) {
        var all = new TreeMap<String, String>();
        object.members().keySet().forEach(name -> object.string(name).ifPresent(value -> all.put(name, value)));
        return all;
    }

    /** API Gateway sends both forms; the one with every value counts, the other fills what it lacks. */
    private static Map<String, List<String>> values(JsonObject event, String one, String many) {
        var all = new TreeMap<String, List<String>>();
        single(event.object(one).orElse(EMPTY)).forEach((name, value) -> all.put(name, List.of(value)));
        var multiple = event.object(many).orElse(EMPTY);
        multiple.members().keySet().forEach(name -> all.put(name, multiple.items(name, String.class)));
        return all;
    }

    private static Map<String, List<String>> lowerCase(Map<String, List<String>> headers) {
        var all = new TreeMap<String, List<String>>();
        headers.forEach((name, values) -> all.computeIfAbsent(name.toLowerCase(Locale.ROOT), key -> new ArrayList<>())
                .addAll(values));
        return all;
    }
}
