package io.tapstack.main.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapstack.main.console.Failure;
import io.tapstack.main.process.Interrupt;
import io.tapstack.main.testing.FakeAws;
import io.tapstack.main.testing.Stage;
import io.tapstack.main.testing.TestKey;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the demonstration does when something is wrong; that it works is for the integration tests. */
@Tag("L2")
final class LoyaltyDemonstrationTest {
    private static final String SIGNED_IN = "{\"AuthenticationResult\":{\"IdToken\":\"t-1\"}}";

    @TempDir
    private Path folder;

    @Test
    void failsWithTheAnswerAndTheFunctionsLastWords() {
        try (FakeAws aws = new FakeAws(answering(request -> new FakeAws.Answer(502, "{\"message\":\"broken\"}")))) {
            assertThatThrownBy(() -> show(aws))
                    .isInstanceOf(Failure.class)
                    .hasMessageContaining("POST " + aws.endpoint() + "/_execute-api/api1/local/members answered 502")
                    .hasMessageContaining("/aws/lambda/loyalty-local-api:\n    no table");
        }
    }

    @Test
    void failsWhenTheSameKeyRedeemsTwice() {
        int[] made = {0};
        try (FakeAws aws = new FakeAws(answering(request ->
                new FakeAws.Answer(201, "{\"memberId\":\"m-1\",\"transactionId\":\"txn_" + ++made[0] + "\"}")))) {
            assertThatThrownBy(() -> show(aws)).hasMessageContaining("the same key redeemed twice");
        }
    }

    @Test
    void saysWhatCognitoRefused() {
        try (FakeAws aws = new FakeAws(request ->
                new FakeAws.Answer(400, "{\"__type\":\"ResourceNotFoundException\",\"message\":\"no such pool\"}"))) {
            assertThatThrownBy(() -> show(aws)).hasMessage("Cognito answered 400 to AdminCreateUser: no such pool");
        }
    }

    @Test
    void usesTheUsersOfTheLastTimeAndTheirTokens() {
        try (FakeAws aws = new FakeAws(answering(request -> new FakeAws.Answer(500, "")))) {
            assertThatThrownBy(() -> show(aws)).isInstanceOf(Failure.class);
            assertThat(aws.requests())
                    .filteredOn(request -> request.path().endsWith("/members"))
                    .singleElement()
                    .satisfies(request ->
                            assertThat(request.header("Authorization")).isEqualTo("t-1"));
        }
    }

    @Test
    void aPasswordIsAnotherOneEachTimeAndOnlyCognitoIsToldIt() {
        try (FakeAws aws = new FakeAws(answering(request -> new FakeAws.Answer(500, "")))) {
            assertThatThrownBy(() -> show(aws)).isInstanceOf(Failure.class);
            List<String> told = aws.requests().stream()
                    .filter(request -> request.header("X-Amz-Target").endsWith("AdminSetUserPassword"))
                    .map(FakeAws.Request::body)
                    .map(body -> body.replaceAll(".*\"Password\":\"([^\"]*)\".*", "$1"))
                    .toList();
            assertThat(told).hasSize(2).doesNotHaveDuplicates().allMatch(password -> password.length() >= 32);
            assertThat(folder).isDirectoryNotContaining(file -> file.toString().endsWith(".json"));
        }
    }

    /** Cognito knows the users already, the function wrote a line; everything else as given. */
    private static Function<FakeAws.Request, FakeAws.Answer> answering(
            Function<FakeAws.Request, FakeAws.Answer> others) {
        return request -> {
            String target = request.header("X-Amz-Target");
            if (target.endsWith("AdminCreateUser")) {
                return new FakeAws.Answer(400, "{\"__type\":\"UsernameExistsException\"}");
            }
            if (target.startsWith("AWSCognito")) {
                return new FakeAws.Answer(200, SIGNED_IN);
            }
            return target.startsWith("Logs_")
                    ? new FakeAws.Answer(200, "{\"events\":[{\"message\":\"no table\\n\"}]}")
                    : others.apply(request);
        };
    }

    private void show(FakeAws aws) {
        new LoyaltyDemonstration()
                .show(new Demonstration.Target(
                        TestKey.clients(aws.endpoint()),
                        Map.of(
                                "apiId", "api1",
                                "apiStage", "local",
                                "userPoolId", "eu-central-1_1",
                                "userPoolClientId", "client-1",
                                "apiLambdaArn",
                                        "arn:aws:lambda:eu-central-1:123456789012:function:loyalty-local-api:live"),
                        folder.resolve("memory.json"),
                        new Stage(folder).console(),
                        new Interrupt()));
    }
}
