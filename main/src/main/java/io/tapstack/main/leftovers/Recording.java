package io.tapstack.main.leftovers;

import java.util.List;
import java.util.Map;

/** The recorder of AWS Config and its rules, which have names, and ARNs without them. */
final class Recording {
    private Recording() {}

    static Call rule(Leftover rule) {
        return Call.json("config", "DescribeConfigRules", Map.of("ConfigRuleNames", List.of(rule.id())));
    }

    static Call channel(Leftover channel) {
        return Call.json("config", "DescribeDeliveryChannels", Map.of("DeliveryChannelNames", List.of(channel.id())));
    }

    static Call recorder(Leftover recorder) {
        return Call.json(
                "config",
                "DescribeConfigurationRecorders",
                Map.of("ConfigurationRecorderNames", List.of(recorder.id())));
    }

    /** Stopped first: a channel stays as long as a recorder uses it. */
    static Outcome deleteRecorder(Access access, Leftover recorder, Answer seen) {
        Map<String, String> name = Map.of("ConfigurationRecorderName", recorder.id());
        access.send(recorder, Call.json("config", "StopConfigurationRecorder", name));
        return Outcome.of(access.send(recorder, Call.json("config", "DeleteConfigurationRecorder", name)));
    }
}
