package io.tapstack.main.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapstack.main.console.Failure;
import io.tapstack.main.process.Interrupt;
import io.tapstack.main.testing.FakeAws;
import io.tapstack.main.testing.Stage;
import io.tapstack.main.testing.TestKey;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the demonstration's parts do when something is wrong; that it works is for the integration tests. */
final class SecurityDemonstrationTest {
    private static final String BOUNDARY = "arn:aws:iam::123456789012:policy/local-tapstack-boundary";
    private static final String KEYS = "<AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>k</AccessKeyId>"
            + "<SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken>"
            + "<Expiration>2030-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>";
    private static final String ROLE =
            "<GetRoleResponse><GetRoleResult><Role><Arn>arn:aws:iam::123456789012:role/r</Arn>"
                    + "</Role></GetRoleResult></GetRoleResponse>";
    private static final String REFUSED =
            "<ErrorResponse><Error><Code>AccessDenied</Code><Message>no</Message></Error></ErrorResponse>";

    @TempDir
    private Path folder;

    @Test
    @Tag("S5")
    void listsWhatTheBoundaryRefusedAndTakesTheRoleAway() {
        try (FakeAws aws = new FakeAws(iam(request -> new FakeAws.Answer(403, REFUSED)))) {
            try (BoundedRole role = new BoundedRole(target(aws))) {
                assertThat(role.tryToGetOut())
                        .containsExactly(
                                "iam:DeletePolicy", "iam:DeleteRolePermissionsBoundary", "iam:CreateRole without it");
            }
            assertThat(aws.requests()).last().satisfies(request -> assertThat(request.body())
                    .contains("Action=DeleteRole&"));
        }
    }

    @Test
    @Tag("S5")
    void failsIfARoleUnderTheBoundaryMayGetOut() {
        Function<FakeAws.Request, FakeAws.Answer> lax =
                request -> request.body().contains("Action=DeletePolicy")
                        ? new FakeAws.Answer(403, REFUSED)
                        : new FakeAws.Answer(200, "<R/>");
        try (FakeAws aws = new FakeAws(iam(lax));
                BoundedRole role = new BoundedRole(target(aws))) {
            assertThatThrownBy(role::tryToGetOut)
                    .isInstanceOf(Failure.class)
                    .hasMessage("a role under the permission boundary may iam:DeleteRolePermissionsBoundary");
        }
    }

    @Test
    @Tag("S9")
    void findsTheRuleOfAwsConfigOnALaterPage() {
        try (FakeAws aws = new FakeAws(config("S3_BUCKET_LEVEL_PUBLIC_ACCESS_PROHIBITED"));
                OpenedBucket bucket = new OpenedBucket(target(aws))) {
            bucket.letConfigLook();
            assertThat(aws.requests())
                    .filteredOn(request -> request.header("X-Amz-Target").endsWith("StartConfigRulesEvaluation"))
                    .hasSize(2)
                    .allSatisfy(request -> assertThat(request.body()).isEqualTo("{\"ConfigRuleNames\":[\"r2\"]}"));
        }
    }

    @Test
    @Tag("S9")
    void saysWhichRuleIsMissing() {
        try (FakeAws aws = new FakeAws(config("ANOTHER"))) {
            assertThatThrownBy(() -> new OpenedBucket(target(aws)))
                    .isInstanceOf(Failure.class)
                    .hasMessage("AWS Config has no rule S3_BUCKET_LEVEL_PUBLIC_ACCESS_PROHIBITED");
        }
    }

    /** IAM and STS for the root; everything else that the role itself asks for as given. */
    private static Function<FakeAws.Request, FakeAws.Answer> iam(Function<FakeAws.Request, FakeAws.Answer> forRole) {
        return request -> {
            String body = request.body();
            if (body.contains("Action=AssumeRole&")) {
                return new FakeAws.Answer(200, KEYS);
            }
            if (body.contains("Action=GetRole&")) {
                return new FakeAws.Answer(200, ROLE);
            }
            return request.header("X-Amz-Security-Token").isEmpty()
                    ? new FakeAws.Answer(200, "<R/>")
                    : forRole.apply(request);
        };
    }

    /** AWS Config with two pages of one rule each, and a bucket that does all it is told. */
    private static Function<FakeAws.Request, FakeAws.Answer> config(String lastIdentifier) {
        String page = "{\"ConfigRules\":[{\"ConfigRuleName\":\"%s\",\"Source\":{\"SourceIdentifier\":\"%s\"}}]%s}";
        return request -> {
            if (!request.header("X-Amz-Target").endsWith("DescribeConfigRules")) {
                return new FakeAws.Answer(200, request.header("X-Amz-Target").isEmpty() ? "" : "{}");
            }
            return request.body().contains("NextToken")
                    ? new FakeAws.Answer(200, page.formatted("r2", lastIdentifier, ""))
                    : new FakeAws.Answer(200, page.formatted("r1", "FIRST", ",\"NextToken\":\"2\""));
        };
    }

    private Demonstration.Target target(FakeAws aws) {
        return new Demonstration.Target(
                TestKey.clients(aws.endpoint()),
                Map.of("permissionBoundaryArn", BOUNDARY),
                folder.resolve("memory.json"),
                new Stage(folder).console(),
                new Interrupt());
    }
}
