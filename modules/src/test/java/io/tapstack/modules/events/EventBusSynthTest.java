package io.tapstack.modules.events;

import static io.tapstack.modules.testing.Samples.DEPLOYMENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapstack.modules.core.InvalidSettings;
import io.tapstack.modules.core.Statement;
import io.tapstack.modules.kms.EncryptionKey;
import io.tapstack.modules.messaging.Queue;
import io.tapstack.modules.testing.Synthesized;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("L4")
final class EventBusSynthTest {
    private static final EncryptionKey.Ref KEY = new EncryptionKey.Ref("key-arn");
    private static final Queue.Ref DEAD_LETTERS = new Queue.Ref("dead", "queue-arn", "url", "key-arn");
    private static final Synthesized BUS = synth(90);

    @Test
    void isEncryptedWithTheGivenKey() {
        BUS.only("aws_cloudwatch_event_bus")
                .has("name", "payments-pr123-offers")
                .has("kms_key_identifier", "key-arn");
    }

    @Test
    @Tag("L8")
    void keepsWhatItCannotDecrypt() {
        BUS.only("aws_cloudwatch_event_bus").has("dead_letter_config", Map.of("arn", "queue-arn"));
    }

    @Test
    void takesEventsOfItsOwnAccountOnly() {
        String bus = BUS.only("aws_cloudwatch_event_bus").address();
        BUS.only("aws_cloudwatch_event_bus_policy").has("event_bus_name", "${" + bus + ".name}");
        BUS.only("aws_cloudwatch_event_bus_policy")
                .statement("policy", "AccountPutsEvents")
                .has("Principal/AWS", "arn:aws:iam::123456789012:root")
                .has("Action", "events:PutEvents")
                .has("Resource", "${" + bus + ".arn}");
        assertThat(BUS.only("aws_cloudwatch_event_bus_policy").json("policy").at("Statement"))
                .hasSize(1);
    }

    @Test
    void keepsEventsToBeReplayed() {
        BUS.only("aws_cloudwatch_event_archive")
                .has("name", "payments-pr123-offers")
                .has("retention_days", 90)
                .has(
                        "event_source_arn",
                        "${" + BUS.only("aws_cloudwatch_event_bus").address() + ".arn}")
                .lacks("event_pattern");
    }

    @Test
    @Tag("C4")
    void refusesAnArchiveWithoutEnd() {
        assertThatThrownBy(() -> synth(0))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining("offers.archiveDays must be 1..3650, got 0");
    }

    @Test
    @Tag("C7")
    void letsARolePutEventsOnItAlone() {
        List<Statement> put = new EventBus.Ref("bus", "bus-arn").put();
        assertThat(put).extracting(Statement::actions).containsExactly(List.of("events:PutEvents"));
        assertThat(put).extracting(Statement::resources).containsExactly(List.of("bus-arn"));
    }

    private static Synthesized synth(int archiveDays) {
        return Synthesized.of(stack -> new EventBus(
                stack,
                "bus",
                new EventBus.Props(DEPLOYMENT, "offers", new EventBusSettings(archiveDays), KEY, DEAD_LETTERS)));
    }
}
