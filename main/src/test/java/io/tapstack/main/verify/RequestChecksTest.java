package io.tapstack.main.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapstack.main.account.CallerAccount;
import io.tapstack.main.terraform.StackState;
import io.tapstack.main.terraform.StackState.Resource;
import io.tapstack.main.testing.FakeAws.Answer;
import io.tapstack.main.verify.Outcome.Result;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

public final class RequestChecksTest {
    /** The checks that are seen to fail here. */
    public static final Set<String> NAMES = Set.of("api-request", "page-request");

    private static final Resource API = FakeSubject.resource("aws_api_gateway_rest_api", """
            {"id":"a1","body":"{\\"paths\\":{\\"/health\\":{\\"get\\":{}},\\"/payment/{id}\\":{\\"get\\":{\\"security\\":[{\\"sigv4\\":[]}]}}}}"}""");
    private static final Resource STAGE =
            FakeSubject.resource("aws_api_gateway_stage", "{\"rest_api_id\":\"a1\",\"stage_name\":\"v1\"}");
    private static final Resource DISTRIBUTION = FakeSubject.resource("aws_cloudfront_distribution", "{\"id\":\"E1\"}");

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void anApiMayRefuseAStrangerInTwoWays(int status) {
        assertThat(outcome(status).result()).isEqualTo(Result.PASSED);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 404, 500})
    void anyOtherAnswerIsAFailure(int status) {
        assertThat(outcome(status).result()).isEqualTo(Result.FAILED);
        assertThat(outcome(status).reason())
                .isEqualTo("GET /payment/none without credentials was answered with " + status);
    }

    /** Without a signature, where credentials are needed, and with nothing that could become data. */
    @Test
    void theRequestIsHarmless() {
        try (FakeSubject aws = new FakeSubject(request -> new Answer(403, "{}"))) {
            aws.verdicts("api-request", API, STAGE);
            assertThat(aws.requests()).singleElement().satisfies(request -> {
                assertThat(request.method()).isEqualTo("GET");
                assertThat(request.path()).isEqualTo("/_execute-api/a1/v1/payment/none");
                assertThat(request.header("Authorization")).isEmpty();
                assertThat(request.body()).isEmpty();
            });
        }
    }

    @Test
    void aPageMustBeServed() {
        try (FakeSubject aws =
                new FakeSubject(request -> new Answer(request.path().equals("/_cloudfront/E1/") ? 200 : 404, "page"))) {
            assertThat(aws.verdicts("page-request", DISTRIBUTION))
                    .singleElement()
                    .matches(verdict -> verdict.is(Result.PASSED));
        }
        try (FakeSubject aws = new FakeSubject(request -> new Answer(502, ""))) {
            assertThat(aws.verdicts("page-request", DISTRIBUTION)
                            .get(0)
                            .outcome()
                            .reason())
                    .isEqualTo("GET / was answered with 502");
        }
    }

    @Test
    void theAddressIsTheApisOwnDomainWhereItHasOne() {
        Resource mapping = FakeSubject.resource(
                "aws_api_gateway_base_path_mapping",
                "{\"api_id\":\"a1\",\"domain_name\":\"api-prod.example.com\",\"base_path\":\"\"}");
        Resource other = FakeSubject.resource(
                "aws_api_gateway_base_path_mapping", "{\"api_id\":\"a2\",\"domain_name\":\"other.example.com\"}");
        assertThat(addressAtAws(other, mapping)).isEqualTo("https://api-prod.example.com");
        assertThat(addressAtAws(other)).isEqualTo("https://a1.execute-api.eu-central-1.amazonaws.com/v1");
    }

    private static String addressAtAws(Resource... mappings) {
        Resource stage = FakeSubject.resource("aws_api_gateway_stage", """
                {"rest_api_id":"a1","stage_name":"v1","invoke_url":"https://a1.execute-api.eu-central-1.amazonaws.com/v1"}""");
        try (CallerAccount account = CallerAccount.ofCaller("eu-central-1", Map.of())) {
            return RequestChecks.base(new Subject(account, new StackState(List.of(mappings)), stage));
        }
    }

    private static Outcome outcome(int status) {
        try (FakeSubject aws = new FakeSubject(request -> new Answer(status, "{}"))) {
            return aws.verdicts("api-request", API, STAGE).get(0).outcome();
        }
    }
}
