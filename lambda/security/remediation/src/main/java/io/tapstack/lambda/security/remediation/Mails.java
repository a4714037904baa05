package io.tapstack.lambda.security.remediation;

import io.tapstack.lambda.shared.JsonLog;
import java.util.Map;

/**
 * Tells people of findings, but never floods them: the same about the same resource once a day, and no more in all than an
 * hour's limit. What is not mailed is counted, logged and reported like the rest.
 */
final class Mails {
    private static final String REPEATED = "FindingsRepeated";
    private static final String NOT_MAILED = "FindingsNotMailed";

    private final Topic topic;
    private final StateTable state;
    private final long perHour;

    /** Where mails go. */
    @FunctionalInterface
    interface Topic {
        void publish(String text);
    }

    Mails(Topic topic, StateTable state, long perHour) {
        this.topic = topic;
        this.state = state;
        this.perHour = perHour;
    }

    void send(Finding finding, Treatment treatment, JsonLog log) {
        if (!treatment.outcome().isMailed()) {
            return;
        }
        if (!state.isNewsToday(finding, treatment.outcome())) {
            leaveOut(REPEATED, finding, log);
        } else if (!state.take("mails", perHour)) {
            leaveOut(NOT_MAILED, finding, log);
        } else {
            topic.publish(text(finding, treatment));
        }
    }

    private static void leaveOut(String metric, Finding finding, JsonLog log) {
        log.info(
                "not mailed",
                Map.of("metric", metric, "eventId", finding.event().id()));
        log.count(metric);
    }

    private static String text(Finding finding, Treatment treatment) {
        var resource = finding.resource();
        var text = finding.text() + " (account " + resource.account() + ", " + resource.region() + ")";
        return treatment.outcome() == Outcome.NO_FIX
                ? text
                : text + ". " + treatment.outcome() + ": " + treatment.message();
    }
}
