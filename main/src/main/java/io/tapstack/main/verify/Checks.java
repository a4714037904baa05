package io.tapstack.main.verify;

import java.util.List;
import java.util.stream.Stream;

/** All checks. A new one is a line in the list of its service. */
public final class Checks {
    public static final List<Check> ALL = Stream.of(
                    KeyChecks.ALL,
                    SecretChecks.ALL,
                    BucketChecks.ALL,
                    TableChecks.ALL,
                    DatabaseChecks.ALL,
                    MessagingChecks.ALL,
                    ObservabilityChecks.ALL,
                    FunctionChecks.ALL,
                    ApiChecks.ALL,
                    EdgeChecks.ALL,
                    DetectionChecks.ALL,
                    AccountChecks.ALL,
                    NetworkChecks.ALL,
                    EmailChecks.ALL,
                    IdentityChecks.ALL,
                    RequestChecks.ALL)
            .flatMap(List::stream)
            .toList();

    private Checks() {}
}
