package io.tapstack.environments;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapstack.environments.testing.EventPattern;
import io.tapstack.environments.testing.StackJson;
import io.tapstack.environments.testing.SynthesizedStacks;
import io.tapstack.environments.testing.TestContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which of production's rules forward an event, for events as AWS publishes them. */
@Tag("S10")
final class FindingsReachPeopleTest {
    private static final StackJson STACK = SynthesizedStacks.shipped("security-prod");

    @ParameterizedTest
    @CsvSource({
        "security-hub-finding, security-prod-securityhub-alerts",
        "guardduty-finding, security-prod-guardduty-alerts",
        "access-analyzer-finding, security-prod-access-alerts",
        "config-compliance-change, security-prod-noncompliance"
    })
    void forwardsWhatAServiceFinds(String event, String rule) {
        assertThat(rulesFor(text(event))).containsExactly(rule);
    }

    @Test
    void forwardsSecurityHubsFindingsUnderEitherOfItsNames() {
        String present = text("security-hub-finding").replace("\"Security Hub\"", "\"Security Hub CSPM\"");
        assertThat(present).isNotEqualTo(text("security-hub-finding"));
        assertThat(rulesFor(present)).containsExactly("security-prod-securityhub-alerts");
    }

    @ParameterizedTest
    @CsvSource({
        "security-hub-finding, ::product/aws/securityhub, ::product/aws/guardduty",
        "security-hub-finding, \"CRITICAL\", \"LOW\"",
        "security-hub-finding, \"Status\": \"NEW\", \"Status\": \"NOTIFIED\"",
        "security-hub-finding, ACTIVE, ARCHIVED",
        "guardduty-finding, \"severity\": 5, \"severity\": 2",
        "access-analyzer-finding, ACTIVE, RESOLVED",
        "config-compliance-change, NON_COMPLIANT, COMPLIANT",
        "config-compliance-change, security-prod-, elsewhere-"
    })
    void forwardsNothingElse(String event, String what, String instead) {
        assertThat(text(event)).contains(what);
        assertThat(rulesFor(text(event).replace(what, instead))).isEmpty();
    }

    private static List<String> rulesFor(String event) {
        JsonNode sent = TestContext.parse(event);
        return STACK.all("aws_cloudwatch_event_rule").stream()
                .filter(rule -> !rule.at("event_pattern").isMissingNode())
                .filter(rule -> new EventPattern(
                                TestContext.parse(rule.at("event_pattern").asText()))
                        .matches(sent))
                .map(rule -> rule.at("name").asText())
                .toList();
    }

    private static String text(String event) {
        try (InputStream file = FindingsReachPeopleTest.class.getResourceAsStream("events/" + event + ".json")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
