package io.tapstack.environments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hashicorp.cdktf.App;
import com.hashicorp.cdktf.Testing;
import io.tapstack.environments.testing.SynthesizedStacks;
import io.tapstack.environments.testing.TestContext;
import io.tapstack.modules.core.Environment;
import io.tapstack.modules.core.InvalidSettings;
import io.tapstack.modules.core.Region;
import io.tapstack.modules.core.Retention;
import io.tapstack.modules.network.NetworkSettings;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.constructs.IConstruct;

final class EnvironmentsTest {
    @Test
    @Tag("C1")
    @Tag("C2")
    void hasEverySystemInEveryEnvironment() {
        assertThat(Environments.all().stream().map(EnvironmentDefinition::environment))
                .containsExactly(Environment.DEV, Environment.STAGING, Environment.PROD, Environment.LOCAL);
        assertThat(stacks(TestContext.json(), Environments.all()))
                .containsExactly(
                        "foundation-dev",
                        "security-dev",
                        "payments-dev",
                        "loyalty-dev",
                        "portal-dev",
                        "foundation-staging",
                        "security-staging",
                        "payments-staging",
                        "loyalty-staging",
                        "portal-staging",
                        "foundation-prod",
                        "security-prod",
                        "payments-prod",
                        "loyalty-prod",
                        "portal-prod",
                        "foundation-local",
                        "security-local",
                        "payments-local",
                        "loyalty-local",
                        "portal-local");
    }

    @Test
    void buildsOnlyTheStacksThatAreAskedFor() {
        ObjectNode context = TestContext.json().put("stacks", "payments-dev, foundation-prod");
        assertThat(stacks(context, Environments.all())).containsExactly("payments-dev", "foundation-prod");
    }

    @Test
    @Tag("C4")
    void refusesAStackThatDoesNotExist() {
        ObjectNode context = TestContext.json().put("stacks", "payments-dev,payment-prod");
        assertThatThrownBy(() -> stacks(context, Environments.all()))
                .isInstanceOf(InvalidSettings.class)
                .hasMessage("""
                        invalid settings:
                          context.tapstack.stacks must be one of foundation-dev, security-dev, payments-dev, \
                        loyalty-dev, portal-dev, foundation-staging, security-staging, payments-staging, \
                        loyalty-staging, portal-staging, foundation-prod, security-prod, payments-prod, \
                        loyalty-prod, portal-prod, foundation-local, security-local, payments-local, \
                        loyalty-local, portal-local, got payment-prod""");
    }

    @Test
    @Tag("C4")
    void tellsEveryProblemOfContextAndSettingsInOneMessage() {
        ObjectNode context = TestContext.json().put("suffix", "PR-1");
        account(context, "dev").put("accountId", "12");
        account(context, "staging").remove("region");
        assertThatThrownBy(() -> stacks(context, List.of(broken(Dev.definition()), Staging.definition())))
                .isInstanceOf(InvalidSettings.class)
                .hasMessage("""
                        invalid settings:
                          dev.payments.network.zones must be 2 to 6 different letters of a..h, got [a]
                          context.tapstack.environments.dev.accountId must be twelve digits, got "12"
                          context.tapstack.suffix must be 1 to 12 of a-z, 0-9 and -, starting with a letter, not \
                        ending with - and without --, got "PR-1"
                          context.tapstack.environments.staging.region must be a commercial region that has every \
                        service, not of GovCloud or China: one of %s, got null""".formatted(String.join(", ", Region.supported())));
    }

    /** Else each role of the account could become the deployer. */
    @Test
    @Tag("C7")
    @Tag("S5")
    void requiresToKnowWhichPrincipalsDeployToAnAccountOfAws() {
        ObjectNode context = TestContext.json();
        List.of("dev", "prod", "local")
                .forEach(environment -> account(context, environment).remove("deployers"));
        account(context, "staging").put("deployers", "role/staging-*, role/ci");
        assertThatThrownBy(() -> stacks(context, Environments.all()))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining("environments.dev.deployers must be set to the roles and users that deploy: "
                        + "role/…, user/…, got none")
                .hasMessageContaining("environments.prod.deployers must be set to")
                .hasMessageContaining("environments.staging.deployers must be roles and users as role/… or user/…")
                .hasMessageContaining("got role/staging-*")
                .hasMessageNotContaining("got role/ci")
                .hasMessageNotContaining("local.deployers");
    }

    @Test
    @Tag("C4")
    void buildsNothingWhenAnythingIsWrong() {
        ObjectNode context = TestContext.json();
        account(context, "prod").put("region", "mars");
        App app = Testing.app();
        assertThatThrownBy(() -> Environments.build(app, TestContext.of(context)))
                .isInstanceOf(InvalidSettings.class);
        assertThat(app.getNode().getChildren()).isEmpty();
    }

    @Test
    void doesNotAskForAccountsOfEnvironmentsThatAreNotWanted() {
        ObjectNode context = TestContext.json().put("stacks", "payments-dev");
        ((ObjectNode) context.path("environments")).remove(List.of("staging", "prod", "local"));
        assertThat(stacks(context, List.of(Dev.definition(), broken(Prod.definition()))))
                .containsExactly("payments-dev");
    }

    /** Tokyo has a, c and d for accounts of today, Montreal a, b and d for all, us-west-1 two of three. */
    @ParameterizedTest
    @CsvSource({"ap-northeast-1, 'a, b, c, d'", "ca-central-1, 'a, b, d'", "us-west-1, 'a, b, c'"})
    @Tag("C3")
    void asksForTheZonesWhereNotEveryAccountHasThoseOfTheSettings(String region, String zones) {
        ObjectNode context = TestContext.json().put("stacks", "payments-dev");
        account(context, "dev").put("region", region);
        assertThatThrownBy(() -> stacks(context, Environments.all()))
                .isInstanceOf(InvalidSettings.class)
                .hasMessage("""
                        invalid settings:
                          context.tapstack.environments.dev.zones must be set, since not every account has a, b, c in \
                        %s: letters that aws ec2 describe-availability-zones lists, of %s, got none""".formatted(region, zones));
    }

    @Test
    @Tag("C3")
    void putsNetworksIntoTheZonesOfTheContext() {
        ObjectNode context = TestContext.json().put("stacks", "security-dev,payments-dev,portal-dev");
        account(context, "dev").put("region", "ap-northeast-1").put("zones", "a, c, d");
        SynthesizedStacks.of(TestContext.of(context)).values().forEach(stack -> assertThat(stack.all("aws_subnet"))
                .extracting(subnet -> subnet.at("availability_zone").asText())
                .containsOnly("ap-northeast-1a", "ap-northeast-1c", "ap-northeast-1d"));
    }

    @Test
    @Tag("C3")
    void refusesZonesThatTheRegionDoesNotHave() {
        ObjectNode context = TestContext.json().put("stacks", "payments-dev");
        account(context, "dev").put("zones", "a,b,f");
        assertThatThrownBy(() -> stacks(context, Environments.all()))
                .isInstanceOf(InvalidSettings.class)
                .hasMessage("""
                        invalid settings:
                          context.tapstack.environments.dev.zones must be letters of availability zones in \
                        eu-central-1: a, b, c, got a,b,f""");
    }

    @Test
    @Tag("C3")
    @Tag("C4")
    void needsThreeZonesInProduction() {
        ObjectNode context = TestContext.json().put("stacks", "payments-prod");
        account(context, "prod").put("region", "us-west-1").put("zones", "a,c");
        assertThatThrownBy(() -> stacks(context, Environments.all()))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining("prod.payments.network.zones must be at least 3 in production, got 2");
    }

    @Test
    @Tag("P9")
    void refusesADomainThatLeavesNoRoomForTheNamesUnderIt() {
        ObjectNode context = TestContext.json().put("stacks", "payments-dev").put("suffix", "abcdefghijkl");
        String name = "a".repeat(26) + ".example.com"; // 38: with portal-origin-abcdefghijkl. 65
        ((ObjectNode) account(context, "dev").path("domain")).put("name", name);
        assertThatThrownBy(() -> stacks(context, Environments.all()))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining("context.tapstack.environments.dev.domain.name must be at most 37 characters");
    }

    @Test
    @Tag("L5")
    void refusesARegionWithoutEmailWhereLoyaltyIsWanted() {
        ObjectNode context = TestContext.json().put("stacks", "payments-dev,loyalty-dev");
        account(context, "dev").put("region", "eu-south-2");
        assertThatThrownBy(() -> stacks(context, Environments.all()))
                .isInstanceOf(InvalidSettings.class)
                .hasMessage("""
                        invalid settings:
                          context.tapstack.environments.dev.region must be one with Amazon SES, since loyalty sends \
                        e-mails: one of %s, got eu-south-2""".formatted(String.join(", ", Region.withEmail())));
    }

    @Test
    @Tag("L5")
    void asksForAnAddressToSendFromWhereLoyaltyIsWantedAndThereIsNoDomain() {
        ObjectNode context = TestContext.json().put("stacks", "payments-dev");
        account(context, "dev").remove("domain");
        assertThat(stacks(context, Environments.all())).containsExactly("payments-dev");
        ObjectNode wanted = context.put("stacks", "loyalty-dev");
        assertThatThrownBy(() -> stacks(wanted, Environments.all()))
                .isInstanceOf(InvalidSettings.class)
                .hasMessage("""
                        invalid settings:
                          context.tapstack.environments.dev.senderEmail must be set where there is no domain: loyalty \
                        sends e-mails, got none""");
        account(wanted, "dev").put("senderEmail", "offers@example.com");
        assertThat(stacks(wanted, Environments.all())).containsExactly("loyalty-dev");
    }

    @Test
    @Tag("B4")
    @Tag("B5")
    void asksForADomainWhereTheProductionPortalIsWanted() {
        ObjectNode context = TestContext.json().put("stacks", "payments-prod,portal-dev");
        account(context, "prod").remove("domain");
        account(context, "dev").remove("domain");
        assertThat(stacks(context, Environments.all())).containsExactly("portal-dev", "payments-prod");
        ObjectNode wanted = context.put("stacks", "portal-prod");
        assertThatThrownBy(() -> stacks(wanted, Environments.all()))
                .isInstanceOf(InvalidSettings.class)
                .hasMessage("""
                        invalid settings:
                          context.tapstack.environments.prod.domain must be set in production: the portal is reached \
                        over TLS all the way, got none""");
    }

    @Test
    @Tag("C2")
    void keepsTheFoundationOutOfCopies() {
        ObjectNode context = TestContext.json().put("suffix", "pr123").put("stacks", "foundation-dev,payments-dev");
        JsonNode foundation = SynthesizedStacks.of(TestContext.of(context))
                .get("foundation-dev")
                .root();
        assertThat(foundation.toString()).doesNotContain("pr123");
    }

    private static List<String> stacks(ObjectNode context, List<EnvironmentDefinition> definitions) {
        App app = Testing.app();
        Environments.build(app, TestContext.of(context), definitions);
        return app.getNode().getChildren().stream()
                .map(IConstruct::getNode)
                .map(node -> node.getId())
                .toList();
    }

    private static ObjectNode account(ObjectNode context, String environment) {
        return (ObjectNode) context.path("environments").path(environment);
    }

    private static EnvironmentDefinition broken(EnvironmentDefinition definition) {
        NetworkSettings network = definition.payments().network();
        return Changes.with(
                definition, "payments.network", new NetworkSettings(network.cidr(), List.of("a"), new Retention(400)));
    }
}
