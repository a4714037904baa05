package io.tapstack.modules.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapstack.modules.testing.Samples;
import io.tapstack.modules.testing.Synthesized;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

final class StackSettingsSynthTest {
    private final JsonNode root = Synthesized.of(stack -> {}).root();

    @Test
    @Tag("C5")
    void keepsStateEncryptedInS3WithItsOwnKeyAndNativeLocking() {
        JsonNode backend = root.at("/terraform/backend/s3");
        assertThat(backend.path("bucket").asText()).isEqualTo("tapstack-dev-state");
        assertThat(backend.path("key").asText()).isEqualTo("payments-dev/pr123/terraform.tfstate");
        assertThat(backend.path("encrypt").asBoolean()).isTrue();
        assertThat(backend.path("kms_key_id").asText())
                .isEqualTo("arn:aws:kms:eu-central-1:123456789012:alias/dev-tapstack-state");
        assertThat(backend.path("use_lockfile").asBoolean()).isTrue();
    }

    @Test
    void runsOnTheProviderThatTheProjectIsTestedWith() {
        JsonNode provider = root.at("/terraform/required_providers/aws");
        assertThat(provider.path("version").asText()).isEqualTo("5.100.0");
        assertThat(provider.path("source").asText()).isEqualTo("hashicorp/aws");
    }

    @Test
    @Tag("C6")
    void tagsEverythingAndTouchesOneAccountOnly() {
        JsonNode provider = root.at("/provider/aws/0");
        assertThat(provider.path("allowed_account_ids").toString()).isEqualTo("[\"123456789012\"]");
        assertThat(provider.at("/default_tags/0/tags").toString())
                .isEqualTo("{\"CostCenter\":\"cc-1\",\"DataClassification\":\"confidential\","
                        + "\"Environment\":\"dev\",\"EnvironmentSuffix\":\"pr123\",\"ManagedBy\":\"terraform\","
                        + "\"Owner\":\"platform\",\"System\":\"payments\"}");
    }

    @Test
    @Tag("B4")
    void reachesTheEdgesRegionAsItReachesItsOwn() {
        JsonNode providers = Synthesized.of(stack -> StackSettings.usEast1(stack, Samples.DEPLOYMENT))
                .root()
                .at("/provider/aws");
        assertThat(providers).hasSize(2);
        JsonNode edge = providers.get(1);
        assertThat(edge.path("alias").asText()).isEqualTo("us_east_1");
        assertThat(edge.path("region").asText()).isEqualTo("us-east-1");
        for (String attribute : new String[] {"allowed_account_ids", "default_tags"}) {
            assertThat(edge.path(attribute)).isEqualTo(providers.get(0).path(attribute));
        }
    }
}
