package io.tapstack.main.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tapstack.main.terraform.StackState.Resource;
import org.junit.jupiter.api.Test;

final class StackStateTest {
    private static final String STATE = """
            {"version": 4, "resources": [
              {"mode": "data", "type": "aws_region", "name": "r", "instances": [{"attributes": {"id": "x"}}]},
              {"mode": "managed", "type": "aws_sqs_queue", "name": "failures",
               "instances": [{"attributes": {"name": "payments-local-failures", "tags": null}}]},
              {"mode": "managed", "type": "aws_subnet", "name": "private",
               "instances": [{"index_key": "a", "attributes": {}}, {"index_key": 1, "attributes": {}}]}]}
            """;

    @Test
    void listsWhatWasMadeAndLeavesOutWhatWasOnlyRead() throws JsonProcessingException {
        assertThat(state().resources())
                .extracting(Resource::address)
                .containsExactly("aws_sqs_queue.failures", "aws_subnet.private[\"a\"]", "aws_subnet.private[1]");
    }

    @Test
    void givesAttributesAsText() throws JsonProcessingException {
        Resource queue = state().ofType("aws_sqs_queue").get(0);
        assertThat(queue.text("name")).isEqualTo("payments-local-failures");
        assertThat(queue.text("arn")).isEmpty();
    }

    private static StackState state() throws JsonProcessingException {
        return StackState.of(new ObjectMapper().readTree(STATE));
    }
}
