package io.tapstack.main.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapstack.main.terraform.StackState;
import io.tapstack.main.testing.FakeAws.Answer;
import io.tapstack.main.verify.Outcome.Result;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

final class VerificationTest {
    private static final StackState.Resource KEY = FakeSubject.resource("aws_kms_key", "{}");

    @Test
    void keepsTheOrderOfTheStateAndLeavesOutWhatIsNotPromised() {
        Check.Look look = subject -> subject.number("n") % 3 == 0 ? Outcome.notPromised() : Outcome.passed();
        List<StackState.Resource> resources = IntStream.range(0, 9)
                .mapToObj(n -> new StackState.Resource(
                        "a",
                        "a." + n,
                        FakeSubject.resource("a", "{\"n\":" + n + "}").attributes()))
                .toList();

        try (FakeSubject aws = new FakeSubject(request -> new Answer(200, "{}"))) {
            assertThat(new Verification(List.of(check("a", look))).of(aws.account(), new StackState(resources)))
                    .extracting(Verdict::resource)
                    .containsExactly("a.1", "a.2", "a.4", "a.5", "a.7", "a.8");
        }
    }

    /** The codes with which services refuse, by their API references. */
    @ParameterizedTest
    @CsvSource({
        "400, AccessDeniedException",
        "403, AccessDenied",
        "403, AuthorizationError",
        "403, UnauthorizedOperation"
    })
    void saysWhichActionWasNotAllowed(int status, String code) {
        String message = "User: arn:aws:iam::123456789012:user/u is not authorized to perform: kms:DescribeKey on"
                + " resource: arn:aws:kms:eu-central-1:123456789012:key/k because no identity-based policy allows the"
                + " kms:DescribeKey action";
        assertThat(outcomeOf(status, code, message))
                .extracting(Outcome::result, Outcome::reason)
                .containsExactly(Result.SKIPPED, "not allowed: kms:DescribeKey");
    }

    @Test
    void namesTheChecksActionsWhereTheRefusalNamesNone() {
        assertThat(outcomeOf(403, "AccessDenied", "Access Denied").reason()).isEqualTo("not allowed: a:Read");
    }

    /** Bad or old keys are no lack of rights. */
    @Test
    void doesNotTakeOtherRefusalsForALackOfRights() {
        assertThat(outcomeOf(403, "ExpiredToken", "The provided token has expired"))
                .extracting(Outcome::result, Outcome::reason)
                .containsExactly(Result.SKIPPED, "AWS answered 403 ExpiredToken");
    }

    @ParameterizedTest
    @CsvSource({
        "404, ResourceNotFoundException",
        "404, NoSuchPublicAccessBlockConfiguration",
        "404, DBInstanceNotFound",
        "400, AWS.SimpleQueueService.NonExistentQueue",
        "400, QueueDoesNotExist",
        "400, WAFNonexistentItemException",
        "401, InvalidAccessException"
    })
    void failsForWhatIsMissing(int status, String code) {
        assertThat(outcomeOf(status, code, "").result()).isEqualTo(Result.FAILED);
    }

    @Test
    void knowsNothingWhereAwsDoesNotAnswer() {
        try (FakeSubject aws = new FakeSubject(request -> new Answer(200, "{}"))) {
            aws.stopAnswering();
            assertThat(aws.verdicts("analyzer-active", analyzer()))
                    .singleElement()
                    .satisfies(verdict -> {
                        assertThat(verdict.outcome().result()).isEqualTo(Result.SKIPPED);
                        assertThat(verdict.outcome().reason()).contains("access-analyzer did not answer");
                    });
        }
    }

    @Test
    void asksInTheRegionOfTheResource() {
        try (FakeSubject aws = new FakeSubject(request -> new Answer(200, "{}"))) {
            aws.verdicts(
                    "analyzer-active",
                    FakeSubject.resource(
                            "aws_accessanalyzer_analyzer",
                            "{\"arn\":\"arn:aws:access-analyzer:us-east-1:123456789012:analyzer/a\"}"));
            aws.verdicts("analyzer-active", analyzer());
            assertThat(aws.requests())
                    .extracting(request -> request.header("Authorization").replaceAll(".*/(.*)/aws4_request.*", "$1"))
                    .containsExactly("access-analyzer", "access-analyzer");
            assertThat(aws.requests().get(0).header("Authorization")).contains("/us-east-1/");
            assertThat(aws.requests().get(1).header("Authorization")).contains("/eu-central-1/");
        }
    }

    @Test
    void checksHaveNamesOfTheirOwn() {
        assertThat(Checks.ALL).extracting(Check::name).doesNotHaveDuplicates();
    }

    private static StackState.Resource analyzer() {
        return FakeSubject.resource("aws_accessanalyzer_analyzer", "{\"analyzer_name\":\"a\"}");
    }

    private static Outcome outcomeOf(int status, String code, String message) {
        Check.Look refused = subject -> {
            throw AwsServiceException.builder()
                    .statusCode(status)
                    .awsErrorDetails(AwsErrorDetails.builder()
                            .errorCode(code)
                            .errorMessage(message)
                            .build())
                    .build();
        };
        try (FakeSubject aws = new FakeSubject(request -> new Answer(200, "{}"))) {
            return new Verification(List.of(check("aws_kms_key", refused)))
                    .of(aws.account(), new StackState(List.of(KEY)))
                    .get(0)
                    .outcome();
        }
    }

    private static Check check(String type, Check.Look look) {
        return new Check("it", type, "", List.of("a:Read"), look);
    }
}
