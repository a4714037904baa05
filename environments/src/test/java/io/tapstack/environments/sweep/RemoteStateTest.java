package io.tapstack.environments.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tapstack.environments.testing.EveryStack;
import io.tapstack.environments.testing.StackJson;
import io.tapstack.environments.testing.SynthesizedStacks;
import io.tapstack.environments.testing.TestContext;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** State is in S3, encrypted with the environment's key, locked, and each stack's apart from the others'. */
@Tag("C5")
final class RemoteStateTest {
    @EveryStack
    void holds(StackJson stack) {
        assertThat(violations(stack)).isEmpty();
    }

    @Test
    void isApartForEachStack() {
        assertThat(SynthesizedStacks.shipped().stream()
                        .map(stack -> stack.root()
                                        .at("/terraform/backend/s3/bucket")
                                        .asText() + "/"
                                + stack.root().at("/terraform/backend/s3/key").asText()))
                .hasSize(20)
                .doesNotHaveDuplicates();
    }

    @Test
    void canFail() {
        StackJson dev = SynthesizedStacks.shipped("payments-dev");
        for (StackJson spoilt : List.of(
                dev.changed(root -> backend(root).remove("use_lockfile")),
                dev.changed(root -> backend(root).put("encrypt", false)),
                dev.changed(root -> backend(root).remove("kms_key_id")),
                dev.changed(root -> backend(root).put("key", "terraform.tfstate")),
                dev.changed(root -> backend(root).put("dynamodb_table", "locks")),
                dev.changed(root -> ((ObjectNode) root.path("terraform"))
                        .putObject("backend")
                        .putObject("local")))) {
            assertThat(violations(spoilt)).isNotEmpty();
        }
    }

    private static List<String> violations(StackJson stack) {
        JsonNode s3 = stack.root().at("/terraform/backend/s3");
        String environment = stack.environment().id();
        TestContext.Place place = TestContext.PLACES.get(stack.environment());
        List<String> all = new ArrayList<>();
        require(all, s3.path("bucket").asText().equals("tapstack-" + environment + "-state"), "another bucket");
        require(all, s3.path("region").asText().equals(place.region()), "another region");
        require(
                all,
                s3.path("key").asText().equals(stack.id() + "/" + environment + "/terraform.tfstate"),
                "another key");
        require(all, s3.path("encrypt").asBoolean(), "not encrypted");
        require(
                all,
                s3.path("kms_key_id")
                        .asText()
                        .equals("arn:aws:kms:" + place.region() + ":" + place.accountId() + ":alias/" + environment
                                + "-tapstack-state"),
                "not encrypted with the environment's key");
        require(all, s3.path("use_lockfile").asBoolean() && !s3.has("dynamodb_table"), "not locked by S3");
        return all;
    }

    private static void require(List<String> all, boolean holds, String complaint) {
        if (!holds) {
            all.add(complaint);
        }
    }

    private static ObjectNode backend(ObjectNode root) {
        return (ObjectNode) root.at("/terraform/backend/s3");
    }
}
