package io.tapstack.environments.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tapstack.environments.Context;
import io.tapstack.modules.core.Environment;
import java.util.Map;
import java.util.Optional;

/** Facts about four accounts that exist nowhere: every environment in an account and a region of its own. */
public final class TestContext {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Account id and region by environment. */
    public static final Map<Environment, Place> PLACES = Map.of(
            Environment.DEV, new Place("111122223333", "eu-central-1"),
            Environment.STAGING, new Place("222233334444", "eu-west-1"),
            Environment.PROD, new Place("333344445555", "us-east-2"),
            Environment.LOCAL, new Place("444455556666", "ap-south-1"));

    private TestContext() {}

    /** Where an environment lives. */
    public record Place(String accountId, String region) {}

    /** The object under {@code context.tapstack}; changing it changes no other test's. */
    public static ObjectNode json() {
        return json(PLACES);
    }

    public static ObjectNode json(Map<Environment, Place> places) {
        ObjectNode root = MAPPER.createObjectNode();
        ObjectNode environments = root.putObject("environments");
        for (Environment environment : Environment.values()) {
            Place place = places.get(environment);
            ObjectNode account = environments.putObject(environment.id());
            account.put("accountId", place.accountId());
            account.put("region", place.region());
            account.put("stateBucket", "tapstack-" + environment.id() + "-state");
            account.put("deployers", "role/aws-reserved/sso.amazonaws.com/*AWSReservedSSO_Deploy_*");
            account.put("owner", "payments-team");
            account.put("costCenter", "cc-42");
            account.put("alertEmail", alertEmail(environment));
            account.putObject("domain")
                    .put("name", environment.id() + ".example.com")
                    .put("hostedZoneId", "Z0123456789" + environment.name());
        }
        return root;
    }

    public static String alertEmail(Environment environment) {
        return environment.id() + "-alerts@example.com";
    }

    public static Context of(JsonNode json) {
        return Context.of(json, Optional.empty());
    }

    /** For contexts that tests write down; single quotes stand for double ones. */
    public static JsonNode parse(String json) {
        try {
            return MAPPER.readTree(json.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + json, e);
        }
    }
}
