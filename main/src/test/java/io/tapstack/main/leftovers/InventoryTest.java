package io.tapstack.main.leftovers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("C2")
final class InventoryTest {
    private final FakeAccount account = new FakeAccount();

    @AfterEach
    void close() {
        account.close();
    }

    @Test
    void findsWhatHasTheSuffixAndNothingOfOneThatBeginsAlike() {
        account.topic("payments-pr1-alerts", "pr1")
                .topic("payments-pr12-alerts", "pr12")
                .topic("payments-pr1-x-alerts", "pr1-x");

        assertThat(account.of("pr1").list()).extracting(Leftover::name).containsExactly("sns:payments-pr1-alerts");
    }

    @Test
    void leavesOutWhatIsListedButDoesNotExist() {
        account.ghost("payments-pr1-alerts", "pr1");

        assertThat(account.of("pr1").list()).isEmpty();
    }

    @Test
    void findsLogGroupsWithoutTagsByTheirNames() {
        account.topic("payments-pr1-x-alerts", "pr1-x")
                .logGroup("/aws/lambda/payments-pr1-api")
                .logGroup("/aws/lambda/payments-pr1-x-api");

        assertThat(account.of("pr1").list())
                .extracting(Leftover::name)
                .containsExactly("logs:log-group:/aws/lambda/payments-pr1-api");
    }

    /** It has no tags. */
    @Test
    void findsSecurityHubByTheStateOfTheStackThatEnabledIt() {
        account.state("security-dev/pr1/terraform.tfstate", """
                {"resources": [{"mode": "managed", "type": "aws_securityhub_account", "name": "hub",
                                "instances": [{"attributes": {"id": "123456789012"}}]}]}
                """);

        assertThat(account.of("pr1").list())
                .extracting(Leftover::name)
                .containsExactly("securityhub:hub/default", "s3:state-bucket/security-dev/pr1/terraform.tfstate");
        assertThat(account.of("pr12").list()).isEmpty();
    }

    @Test
    void listsNothingTwiceThatHasTagsAndAName() {
        account.tagged("logs:eu-central-1:123456789012:log-group:/aws/lambda/payments-pr1-api", "pr1")
                .logGroup("/aws/lambda/payments-pr1-api");

        assertThat(account.of("pr1").list()).hasSize(1);
    }
}
