package io.tapstack.main.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tapstack.main.localaws.SignedHttp;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/** What IAM in the emulated account was asked and how it decided, and who a role's service would be to it. */
record Decisions(EmulatedAccount account) {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String ADDRESS = "/_tapstack/iam/";

    /** One question that was asked, however often. */
    record Decision(String principal, String action, String resource, boolean allowed, int count) {}

    /** Of all sessions of a role. */
    List<Decision> ofRole(String roleName) {
        return of("arn:aws:sts::123456789012:assumed-role/" + roleName + "/");
    }

    private List<Decision> of(String principalPrefix) {
        JsonNode answer =
                read(http().get(URI.create(account.endpoint() + ADDRESS + "calls?principal=" + principalPrefix)));
        Stream<JsonNode> calls = StreamSupport.stream(answer.path("calls").spliterator(), false);
        return calls.map(call -> new Decision(
                        call.path("principal").asText(),
                        call.path("action").asText(),
                        call.path("resource").asText(),
                        call.path("allowed").asBoolean(),
                        call.path("count").asInt()))
                .toList();
    }

    /** The actions that any session of a role asked for and was allowed. */
    Set<String> actionsAllowedTo(String roleName) {
        return ofRole(roleName).stream()
                .filter(Decision::allowed)
                .map(Decision::action)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The account as a role sees it that our root may assume. */
    EmulatedAccount assume(String roleName) {
        return account.as(account.root().assume(roleName, "terraform"));
    }

    /** The credentials that a function's code gets of a role which trusts services only. */
    AwsSessionCredentials credentialsOf(String roleArn, String functionArn) {
        ObjectNode body = MAPPER.createObjectNode().put("role", roleArn).put("function", functionArn);
        JsonNode keys = read(http().post(
                        URI.create(account.endpoint() + ADDRESS + "credentials"),
                        Map.of("Content-Type", "application/json"),
                        body.toString()));
        return AwsSessionCredentials.create(
                keys.path("accessKeyId").asText(),
                keys.path("secretAccessKey").asText(),
                keys.path("sessionToken").asText());
    }

    private SignedHttp http() {
        return new SignedHttp(account.root(), "sts");
    }

    private static JsonNode read(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        try {
            return MAPPER.readTree(response.body());
        } catch (JsonProcessingException e) {
            throw new AssertionError(response.body(), e);
        }
    }
}
