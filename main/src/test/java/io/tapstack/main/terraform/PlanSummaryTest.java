package io.tapstack.main.terraform;

import static io.tapstack.main.terraform.PlanSummary.Action.CREATE;
import static io.tapstack.main.terraform.PlanSummary.Action.DESTROY;
import static io.tapstack.main.terraform.PlanSummary.Action.FORGET;
import static io.tapstack.main.terraform.PlanSummary.Action.REPLACE;
import static io.tapstack.main.terraform.PlanSummary.Action.UPDATE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class PlanSummaryTest {
    @Test
    void isEmptyWhenNothingChanges() {
        PlanSummary summary = summary(change("aws_vpc", "v", "\"no-op\"", ""), change("aws_ami", "a", "\"read\"", ""));
        assertThat(summary.byType()).isEmpty();
        assertThat(summary.losses()).isEmpty();
    }

    @Test
    void countsByTypeAndAction() {
        PlanSummary summary = summary(
                change("aws_vpc", "v", "\"create\"", ""),
                change("aws_subnet", "a", "\"create\"", ""),
                change("aws_subnet", "b", "\"update\"", ""));
        assertThat(summary.byType())
                .isEqualTo(Map.of("aws_vpc", Map.of(CREATE, 1), "aws_subnet", Map.of(CREATE, 1, UPDATE, 1)));
        assertThat(summary.count(CREATE)).isEqualTo(2);
        assertThat(summary.count(DESTROY)).isZero();
        assertThat(summary.losses()).isEmpty();
    }

    @Test
    void namesWhatIsReplacedAndWhy() {
        PlanSummary summary = summary(change(
                "aws_db_instance", "d", "\"delete\",\"create\"", "\"replace_paths\":[[\"engine\"],[\"tags\",\"a\"]]"));
        assertThat(summary.losses())
                .containsExactly(new PlanSummary.Loss("aws_db_instance.d", REPLACE, List.of("engine", "tags.a")));
    }

    @Test
    void takesAReplacementThatCreatesFirstForTheSame() {
        assertThat(summary(change("aws_vpc", "v", "\"create\",\"delete\"", "")).count(REPLACE))
                .isEqualTo(1);
    }

    @Test
    void namesWhatIsDestroyedAndWhy() {
        PlanSummary summary = summary("""
                {"address":"aws_vpc.v","type":"aws_vpc","action_reason":"delete_because_no_resource_config",\
                "change":{"actions":["delete"]}}""");
        assertThat(summary.losses())
                .containsExactly(
                        new PlanSummary.Loss("aws_vpc.v", DESTROY, List.of("delete because no resource config")));
    }

    @Test
    void doesNotTakeWhatIsForgottenForDestroyed() {
        PlanSummary summary = summary(change("aws_vpc", "v", "\"forget\"", ""));
        assertThat(summary.count(FORGET)).isEqualTo(1);
        assertThat(summary.count(DESTROY)).isZero();
        assertThat(summary.losses()).isEmpty();
    }

    @Test
    void takesANewOneBesideAForgottenOneForAReplacement() {
        assertThat(summary(change("aws_vpc", "v", "\"create\",\"forget\"", "")).losses())
                .hasSize(1);
    }

    @Test
    void speaksJson() throws JsonProcessingException {
        PlanSummary summary = summary(change("aws_vpc", "v", "\"delete\"", ""));
        assertThat(new ObjectMapper().writeValueAsString(summary.toJson()))
                .contains("\"create\":0,\"update\":0,\"replace\":0,\"destroy\":1,\"forget\":0")
                .contains("\"byType\":{\"aws_vpc\":{\"destroy\":1}}")
                .contains("\"address\":\"aws_vpc.v\"");
    }

    private static String change(String type, String name, String actions, String more) {
        return "{\"address\":\"%s.%s\",\"type\":\"%s\",\"change\":{\"actions\":[%s]%s}}"
                .formatted(type, name, type, actions, more.isEmpty() ? "" : "," + more);
    }

    private static PlanSummary summary(String... changes) {
        try {
            return PlanSummary.of(
                    new ObjectMapper().readTree("{\"resource_changes\":[" + String.join(",", changes) + "]}"));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
