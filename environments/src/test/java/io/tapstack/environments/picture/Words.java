package io.tapstack.environments.picture;

import io.tapstack.environments.picture.Flow.What;
import java.util.stream.Collectors;

/** The picture in words. */
final class Words {
    private Words() {}

    static String title(Architecture architecture) {
        return "Architecture of the " + architecture.system() + " system";
    }

    /** A sentence for each arrow. */
    static String description(Architecture architecture) {
        return architecture.flows().stream()
                .map(flow ->
                        "%s %s %s.".formatted(architecture.part(flow.from()), verb(flow), architecture.part(flow.to())))
                .collect(Collectors.joining(" "));
    }

    private static String verb(Flow flow) {
        if (flow.what() == What.FAILURES) {
            return "sends what failed to";
        }
        if (flow.forth() && flow.back()) {
            return "reads and writes";
        }
        return flow.back() ? "reads" : "sends to";
    }
}
