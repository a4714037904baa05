package io.tapstack.main.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tapstack.browser.Patience;
import io.tapstack.main.process.Program;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The lines that {@code tap up} prints for a person to go on with, run in a shell as they are. */
record PrintedLines(Checkout checkout, JsonNode up) {
    private static final Duration PATIENCE = Patience.LIMIT;

    void work() throws JsonProcessingException {
        List<String> answers = new ArrayList<>();
        for (JsonNode line : up.path("commands")) {
            Program.Result result = new Program(
                            List.of("sh", "-c", line.asText()), checkout.shellFolder(), Checkout.environment())
                    .run(PATIENCE);
            assertThat(result.exitCode())
                    .as(line.asText() + ": " + result.text())
                    .isZero();
            answers.add(result.out());
        }
        assertThat(answers).hasSize(5);
        String posted = json(answers.get(0)).path("transactionId").asText();
        assertThat(posted).startsWith("pay_");
        assertThat(json(answers.get(1)).at("/payments/0/transactionId").asText())
                .isEqualTo(posted);
        assertThat(json(answers.get(2)).path("amount").asInt()).isEqualTo(1999);
        assertThat(json(answers.get(3)).path("batchItemFailures")).isEmpty();
        assertThat(answers.get(4)).contains("INSERT " + posted);
    }

    private static JsonNode json(String text) throws JsonProcessingException {
        return new ObjectMapper().readTree(text);
    }
}
