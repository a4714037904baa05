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
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the demonstration's parts do when something is wrong; that it works is for the integration tests. */
final class SecurityDemonstrationTest {
    private static final String BOUNDARY = "arn:aws:iam::123456789012:policy/local-tapstack-boundary";
    private static final String KEYS = "<AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>k</AccessKeyId>"
            + "<SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken>"
            + "<Expiration>2030-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>";
    private static final String ROLE =
            "<GetRoleResponse><GetRoleResult><Role><Arn>arn:aws:iam::123456789012:role/r</Arn>"
                    + "</Role></GetRoleResult></GetRoleResponse>";
    private static final String GROUP =
            "<DescribeSecurityGroupsResponse><securityGroupInfo><item><groupId>sg-1</groupId>"
                    + "</item></securityGroupInfo></DescribeSecurityGroupsResponse>";
    private static final String REFUSED =
            "<ErrorResponse><Error><Code>AccessDenied</Code><Message>no</Message></Error></ErrorResponse>";

    @TempDir
    private Path folder;

    @Test
    @Tag("S5")
    void listsWhatTheBoundaryRefusedAndDeletesTheRoles() {
        try (FakeAws aws = new FakeAws(iam(SecurityDemonstrationTest::isWayOut))) {
            try (BoundedRole role = new BoundedRole(target(aws))) {
                assertThat(role.tryToGetOut())
                        .contains("iam:DeletePolicy", "iam:CreateRole without it", "sts:AssumeRole of the deployer");
            }
            assertThat(aws.requests()
                            .subList(aws.requests().size() - 4, aws.requests().size()))
                    .allSatisfy(request -> assertThat(request.body()).containsPattern("Action=(Delete|Detach)"));
        }
    }

    @ParameterizedTest
    @Tag("S5")
    @ValueSource(
            strings = {
                "iam:DeletePolicy",
                "iam:DeleteRolePermissionsBoundary",
                "iam:CreateRole without it",
                "iam:UpdateAssumeRolePolicy of an administrator",
                "sts:AssumeRole of an administrator"
            })
    void failsIfTheBoundaryAllowsAWayOut(String way) {
        String action = way.replaceAll("^.*:| .*$", "");
        try (FakeAws aws = new FakeAws(
                        iam(request -> isWayOut(request) && !request.body().contains("Action=" + action + "&")));
                BoundedRole role = new BoundedRole(target(aws))) {
            assertThatThrownBy(role::tryToGetOut)
                    .isInstanceOf(Failure.class)
                    .hasMessage("the permission boundary allows " + way);
        }
    }

    @Test
    @Tag("S9")
    void findsTheRuleOfAwsConfigOnALaterPage() {
        try (FakeAws aws = new FakeAws(config("INCOMING_SSH_DISABLED"));
                OpenedGroup group = new OpenedGroup(target(aws), "g")) {
            group.letConfigLook();
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
            assertThatThrownBy(() -> new OpenedGroup(target(aws), "g"))
                    .isInstanceOf(Failure.class)
                    .hasMessage("AWS Config has no rule INCOMING_SSH_DISABLED");
        }
    }

    /** IAM and STS that deny what is given to every session, and allow the rest. */
    private static Function<FakeAws.Request, FakeAws.Answer> iam(Predicate<FakeAws.Request> isDenied) {
        return request -> {
            if (!request.header("X-Amz-Security-Token").isEmpty() && isDenied.test(request)) {
                return new FakeAws.Answer(403, REFUSED);
            }
            return new FakeAws.Answer(
                    200,
                    request.body().contains("Action=AssumeRole&")
                            ? KEYS
                            : request.body().contains("Action=GetRole&") ? ROLE : "<R/>");
        };
    }

    private static boolean isWayOut(FakeAws.Request request) {
        String body = request.body();
        return Stream.of("AssumeRole&", "UpdateAssumeRolePolicy&", "DeleteRolePermissionsBoundary&")
                        .anyMatch(action -> body.contains("Action=" + action))
                || (body.contains("Action=DeletePolicy&") && body.contains("tapstack-boundary"))
                || (body.contains("Action=CreateRole&") && !body.contains("PermissionsBoundary="));
    }

    @Test
    @Tag("S9")
    void saysWhichGroupIsMissing() {
        try (FakeAws aws = new FakeAws(request -> new FakeAws.Answer(200, "<DescribeSecurityGroupsResponse/>"))) {
            assertThatThrownBy(() -> new OpenedGroup(target(aws), "g"))
                    .isInstanceOf(Failure.class)
                    .hasMessage("no security group g");
        }
    }

    /** AWS Config with two pages of one rule each, and EC2 with a group that does all it is told. */
    private static Function<FakeAws.Request, FakeAws.Answer> config(String lastIdentifier) {
        String page = "{\"ConfigRules\":[{\"ConfigRuleName\":\"%s\",\"Source\":{\"SourceIdentifier\":\"%s\"}}]%s}";
        return request -> {
            if (!request.header("X-Amz-Target").endsWith("DescribeConfigRules")) {
                return new FakeAws.Answer(200, request.header("X-Amz-Target").isEmpty() ? GROUP : "{}");
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
