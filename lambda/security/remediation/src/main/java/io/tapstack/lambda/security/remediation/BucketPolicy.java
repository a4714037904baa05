package io.tapstack.lambda.security.remediation;

import io.tapstack.lambda.shared.Json;
import io.tapstack.lambda.shared.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A bucket's policy document, of which everything is kept that is not ours to change. */
record BucketPolicy(JsonObject document, String bucketArn) {
    private static final String SID = "DenyCleartext";
    private static final JsonObject WITHOUT_TLS =
            new JsonObject(Map.of("Bool", new JsonObject(Map.of("aws:SecureTransport", "false"))));
    private static final JsonObject EMPTY = new JsonObject(Map.of("Version", "2012-10-17"));

    /** @param policy nothing where the bucket has none */
    static BucketPolicy of(Optional<String> policy, String bucketArn) {
        return new BucketPolicy(policy.map(Json::object).orElse(EMPTY), bucketArn);
    }

    /** Whether one statement alone denies everybody everything without TLS, under no further condition. */
    boolean deniesCleartext() {
        return statements().stream().anyMatch(this::deniesCleartext);
    }

    /** The same policy with one statement more, the last. */
    BucketPolicy withCleartextDenied() {
        var statements = new ArrayList<Object>(statements());
        statements.add(new JsonObject(denial()));
        var members = new LinkedHashMap<>(document.members());
        members.put("Statement", statements);
        return new BucketPolicy(new JsonObject(members), bucketArn);
    }

    String json() {
        return Json.write(document);
    }

    private Map<String, Object> denial() {
        var statement = new LinkedHashMap<String, Object>();
        statement.put("Sid", freeSid());
        statement.put("Effect", "Deny");
        statement.put("Principal", "*");
        statement.put("Action", "s3:*");
        statement.put("Resource", List.of(bucketArn, bucketArn + "/*"));
        statement.put("Condition", WITHOUT_TLS);
        return statement;
    }

    /** S3 refuses a policy in which two statements are called the same. */
    private String freeSid() {
        var taken = statements().stream()
                .map(statement -> statement.string("Sid").orElse(""))
                .collect(Collectors.toSet());
        var sid = SID;
        for (int number = 2; taken.contains(sid); number++) {
            sid = SID + number;
        }
        return sid;
    }

    /** A single statement may stand without its list. */
    private List<JsonObject> statements() {
        return document.object("Statement")
                .map(List::of)
                .orElseGet(() -> document.items("Statement", JsonObject.class));
    }

    private boolean deniesCleartext(JsonObject statement) {
        return statement.string("Effect").equals(Optional.of("Deny"))
                && isEverybody(statement)
                && texts(statement, "Action").stream().anyMatch(Set.of("*", "s3:*")::contains)
                && covers(texts(statement, "Resource"))
                && isCleartext(statement);
    }

    private static boolean isEverybody(JsonObject statement) {
        return texts(statement, "Principal").contains("*")
                || statement
                        .object("Principal")
                        .map(principal -> texts(principal, "AWS"))
                        .orElse(List.of())
                        .contains("*");
    }

    private boolean covers(List<String> resources) {
        return resources.contains("*")
                || resources.contains(bucketArn + "*")
                || resources.containsAll(List.of(bucketArn, bucketArn + "/*"));
    }

    /** The condition on TLS and no other, which would narrow it. */
    private static boolean isCleartext(JsonObject statement) {
        var condition = statement.object("Condition");
        var bool = condition.flatMap(all -> all.object("Bool"));
        return condition.isPresent()
                && condition.get().members().size() == 1
                && bool.isPresent()
                && bool.get().members().size() == 1
                && bool.get().members().entrySet().stream()
                        .allMatch(entry -> entry.getKey().equalsIgnoreCase("aws:SecureTransport")
                                && List.of("false").equals(texts(bool.get(), entry.getKey())));
    }

    /** The member's text or texts; a truth value counts as its text. */
    private static List<String> texts(JsonObject object, String name) {
        var value = object.members().get(name);
        if (value instanceof List<?> list) {
            return list.stream().map(String::valueOf).toList();
        }
        return value instanceof String || value instanceof Boolean ? List.of(value.toString()) : List.of();
    }
}
