package io.tapstack.main.leftovers;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapstack.main.leftovers.Outcome.State;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Codes as the API references of the services list them for their deletions. */
final class OutcomeTest {
    /** A database that is being created, a certificate whose distribution was deleted just now, … */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "InvalidDBInstanceState", "ResourceInUseException", "ResourceConflictException",
                        "ScalingActivityInProgress",
                "ConcurrentAccess", "ConcurrentModificationException", "WAFAssociatedItemException",
                        "ThrottlingException",
                "TooManyRequestsException", "RequestLimitExceeded"
            })
    void waitsForWhatAwsIsAt(String code) {
        assertThat(outcome(400, code).state()).isEqualTo(State.WAITS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"AccessDenied", "DependencyViolation", "OperationNotPermitted", "InvalidParameterException"})
    void repeatsARefusalThatTimeDoesNotEnd(String code) {
        assertThat(outcome(400, code)).isEqualTo(Outcome.refused(code + ": words"));
    }

    @ParameterizedTest
    @CsvSource({"404,NotFound", "400,DBInstanceNotFoundFault", "400,InvalidVpcID.NotFound", "400,NoSuchEntity"})
    void countsTheAbsentAsDeleted(int status, String code) {
        assertThat(outcome(status, code).state()).isEqualTo(State.ACCEPTED);
    }

    private static Outcome outcome(int status, String code) {
        return Outcome.of(new Answer(status, "{\"__type\": \"" + code + "\", \"message\": \"words\"}", ""));
    }
}
