package io.tapstack.main.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapstack.main.console.Failure;
import io.tapstack.main.process.Interrupt;
import io.tapstack.main.testing.FakeAws;
import io.tapstack.main.testing.Stage;
import io.tapstack.main.testing.TestKey;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the demonstration objects to; that the deployed portal is not like that is for the integration tests. */
final class PortalDemonstrationTest {
    private static final String PAGE = "<script src=\"/assets/portal-1.js\"></script>";
    private static final Map<String, String> HEADERS = Map.of(
            "Strict-Transport-Security", "max-age=1",
            "Content-Security-Policy", "default-src 'none'",
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY",
            "Referrer-Policy", "no-referrer");

    @TempDir
    private Path folder;

    @Test
    @Tag("B3")
    void showsAPortalThatIsInOrder() {
        try (FakeAws aws = new FakeAws(PortalDemonstrationTest::portal)) {
            assertThat(new PortalDemonstration().show(target(aws)))
                    .extracting(Demonstration.Step::outcome)
                    .containsExactly(
                            "the page, its 1 files and the security headers",
                            "the same page, which knows what to show",
                            "1 accounts out of PostgreSQL, by an instance",
                            "refused: 403");
            assertThat(new PortalDemonstration().endpoints(target(aws)))
                    .containsEntry("portal", "http://e1abc.cloudfront.localhost:" + aws.port() + "/");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Strict-Transport-Security",
                "Content-Security-Policy",
                "X-Content-Type-Options",
                "X-Frame-Options",
                "Referrer-Policy"
            })
    @Tag("B4")
    void missesEachSecurityHeader(String header) {
        Map<String, String> headers = new HashMap<>(HEADERS);
        headers.remove(header);
        objects("/_cloudfront/E1ABC/", new FakeAws.Answer(200, PAGE, headers), "without the header " + header);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/_cloudfront/E1ABC/                    | 500 | oops            | answered 500 and not 200: oops",
                "/_cloudfront/E1ABC/assets/portal-1.js  | 403 | no              | answered 403 and not 200: no",
                "/_cloudfront/E1ABC/assets/portal-1.js  | 200 | x               | may not be kept",
                "/_cloudfront/E1ABC/accounts/anything   | 200 | other           | another page came: other",
                "/_cloudfront/E1ABC/api/accounts        | 200 | {'accounts':[]} | PostgreSQL has no accounts",
                "/_cloudfront/E1ABC/api/accounts        | 200 | <html>          | did not answer with JSON",
                "/_elb/alb/80/api/accounts              | 200 | {}              | answered 200 and not 403"
            })
    @Tag("B5")
    void objectsToAnAnswerThatIsNotInOrder(String path, int status, String body, String problem) {
        objects(path, new FakeAws.Answer(status, body.replace('\'', '"')), problem);
    }

    @Test
    @Tag("B3")
    void objectsToAPageWithoutFiles() {
        objects("/_cloudfront/E1ABC/", new FakeAws.Answer(200, "<p>", HEADERS), "the page asks for no files");
    }

    private void objects(String path, FakeAws.Answer answer, String problem) {
        Function<FakeAws.Request, FakeAws.Answer> wrong =
                request -> request.path().equals(path) ? answer : portal(request);
        try (FakeAws aws = new FakeAws(wrong)) {
            Demonstration.Target target = target(aws);
            assertThatThrownBy(() -> new PortalDemonstration().show(target))
                    .isInstanceOf(Failure.class)
                    .hasMessageContaining(problem);
        }
    }

    private static FakeAws.Answer portal(FakeAws.Request request) {
        return switch (request.path()) {
            case "/_cloudfront/E1ABC/", "/_cloudfront/E1ABC/accounts/anything" ->
                new FakeAws.Answer(200, PAGE, HEADERS);
            case "/_cloudfront/E1ABC/assets/portal-1.js" ->
                new FakeAws.Answer(200, "js", Map.of("Cache-Control", "public, immutable"));
            case "/_cloudfront/E1ABC/api/accounts" -> new FakeAws.Answer(200, "{\"accounts\":[{}]}");
            case "/_elb/alb/80/api/accounts" -> new FakeAws.Answer(403, "");
            default -> new FakeAws.Answer(404, request.path());
        };
    }

    private Demonstration.Target target(FakeAws aws) {
        return new Demonstration.Target(
                TestKey.clients(aws.endpoint()),
                Map.of(
                        "distributionId", "E1ABC",
                        "loadBalancerName", "alb",
                        "applicationLogGroup", "/portal/local/application",
                        "dbEndpoint", "127.0.0.1",
                        "dbPort", "5432",
                        "dbName", "portal"),
                folder.resolve("memory.json"),
                new Stage(folder).console(),
                new Interrupt());
    }
}
