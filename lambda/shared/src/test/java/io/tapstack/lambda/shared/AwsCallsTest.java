package io.tapstack.lambda.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;

class AwsCallsTest {
    private final AwsCalls calls = new AwsCalls("DynamoDB");

    @Test
    void returnsWhatTheServiceAnswers() {
        assertThat(calls.<String>call(() -> "answer")).isEqualTo("answer");
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 503})
    void isUnavailableWhereTheServiceFails(int status) {
        assertUnavailable(failure(status, "InternalServerError"));
    }

    @Test
    void isUnavailableWhereTheServiceThrottles() {
        assertUnavailable(failure(400, "ThrottlingException"));
    }

    @Test
    void isUnavailableWhereTheServiceCannotBeReached() {
        assertUnavailable(SdkClientException.create("no route"));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 499})
    void leavesAMistakeOfOursAsItIs(int status) {
        var mistake = failure(status, "ValidationException");

        assertThatThrownBy(() -> failing(mistake)).isSameAs(mistake);
    }

    private void assertUnavailable(RuntimeException cause) {
        assertThatThrownBy(() -> failing(cause))
                .isInstanceOf(UnavailableException.class)
                .hasMessage("DynamoDB unavailable")
                .hasCause(cause);
    }

    private void failing(RuntimeException failure) {
        calls.call(() -> {
            throw failure;
        });
    }

    private static AwsServiceException failure(int status, String code) {
        return AwsServiceException.builder()
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
                .build();
    }
}
