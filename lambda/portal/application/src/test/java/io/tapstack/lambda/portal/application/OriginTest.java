package io.tapstack.lambda.portal.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapstack.lambda.shared.Problem;
import io.tapstack.lambda.shared.UnavailableException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("B5")
class OriginTest {
    private static final String SECRET = "arn:origin";

    private final FakeSecrets secrets = new FakeSecrets();
    private final TestClock clock = new TestClock();
    private final Origin origin = new Origin(secrets, SECRET, clock);

    @Test
    void letsInTheSecret() {
        secrets.put(SECRET, "one");

        assertLetIn("one");
    }

    @ParameterizedTest
    @ValueSource(strings = {"two", "", "On", "one "})
    void refusesAnythingElse(String sent) {
        secrets.put(SECRET, "one");

        assertRefused(sent);
    }

    @Test
    void refusesWhoSendsNothingWithoutLookingUp() {
        assertThatThrownBy(() -> origin.admit(Optional.empty())).isInstanceOf(Problem.ProblemException.class);
        assertThat(secrets.reads()).isZero();
    }

    @Test
    void anEmptySecretLetsNobodyIn() {
        secrets.put(SECRET, " ");

        assertThatThrownBy(() -> origin.admit(Optional.of(" "))).isInstanceOf(UnavailableException.class);
        assertThatThrownBy(() -> origin.admit(Optional.of(""))).isInstanceOf(UnavailableException.class);
    }

    @Test
    void letsInTheNewAndThePreviousOneAfterARotation() {
        secrets.put(SECRET, "one");
        assertLetIn("one");
        secrets.put(SECRET, "two");
        clock.pass(Origin.LOOK_AGAIN);

        assertLetIn("two");
        assertLetIn("one");

        secrets.put(SECRET, "three");
        clock.pass(Origin.LOOK_AGAIN);
        assertLetIn("three");
        assertRefused("one");
    }

    @Test
    void wrongHeadersDoNotBecomeCallsOfSecretsManager() {
        secrets.put(SECRET, "one");
        assertRefused("wrong");
        int reads = secrets.reads();

        for (int i = 0; i < 1000; i++) {
            assertRefused("wrong " + i);
        }

        assertThat(secrets.reads()).isEqualTo(reads);
    }

    @Test
    void whatIsKnownStaysGoodWhileSecretsManagerIsAway() {
        secrets.put(SECRET, "one");
        assertLetIn("one");
        secrets.away(true);
        clock.pass(Origin.LOOK_AGAIN);

        assertThatThrownBy(() -> origin.admit(Optional.of("wrong"))).isInstanceOf(UnavailableException.class);
        assertLetIn("one");
    }

    @Test
    void letsNobodyInBeforeItCouldReadTheSecret() {
        secrets.put(SECRET, "one");
        secrets.away(true);
        assertThatThrownBy(() -> origin.admit(Optional.of("one"))).isInstanceOf(UnavailableException.class);
        secrets.away(false);
        assertThatThrownBy(() -> origin.admit(Optional.of("one"))).isInstanceOf(UnavailableException.class);

        clock.pass(Origin.LOOK_AGAIN);
        assertLetIn("one");
    }

    @Test
    void aRequestAroundTheEdgeIsRefusedButTheHealthCheck() {
        try (var portal = PortalInstance.start()) {
            var around = HttpRequest.newBuilder(URI.create("http://localhost:" + portal.port() + "/api/accounts"));
            PortalApiTest.assertProblem(portal.send(around), 403, "origin-not-verified");
            var wrong = around.copy().header(Origin.HEADER, "guessed");
            PortalApiTest.assertProblem(portal.send(wrong), 403, "origin-not-verified");
            var twice = around.copy()
                    .header(Origin.HEADER, PortalInstance.ORIGIN)
                    .header(Origin.HEADER, PortalInstance.ORIGIN);
            PortalApiTest.assertProblem(portal.send(twice), 403, "origin-not-verified");

            var health = HttpRequest.newBuilder(URI.create("http://localhost:" + portal.port() + "/healthz"));
            assertThat(portal.send(health).statusCode()).isEqualTo(200);
            assertThat(portal.log()).contains("\"PortalRefused\":1").doesNotContain("guessed");
        }
    }

    private void assertLetIn(String sent) {
        assertThatCode(() -> origin.admit(Optional.of(sent))).doesNotThrowAnyException();
    }

    private void assertRefused(String sent) {
        assertThatThrownBy(() -> origin.admit(Optional.of(sent)))
                .isInstanceOfSatisfying(
                        Problem.ProblemException.class,
                        refusal -> assertThat(refusal.problem().status()).isEqualTo(403));
    }
}
