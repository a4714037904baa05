package io.tapstack.main.leftovers;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapstack.modules.core.Domain;
import io.tapstack.modules.core.Environment;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("C2")
final class CopyTest {
    private final Copy copy = new Copy(Environment.DEV, "pr1", FakeAccount.COPIES);

    @Test
    void ownsWhatItsStacksTag() {
        assertThat(copy.owns(tags("System", "payments"))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "EnvironmentSuffix,pr12",
        "EnvironmentSuffix,pr1-x",
        "EnvironmentSuffix,dev",
        "Environment,staging",
        "Environment,prod",
        "System,foundation",
        "System,another"
    })
    void ownsNothingThatIsTaggedOtherwise(String key, String value) {
        assertThat(copy.owns(tags(key, value))).isFalse();
    }

    @Test
    void ownsNothingWithoutTags() {
        assertThat(copy.owns(Map.of("EnvironmentSuffix", "pr1"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"payments-pr1-api", "security-pr1-recorder", "payments-pr1-x"})
    void ownsNamesThatStartWithSystemAndSuffix(String name) {
        assertThat(copy.ownsName(List.of("pr1", "pr12", "dev")).test(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"payments-pr12-api", "payments-pr1", "foundation-pr1-x", "other-pr1-api", "payments-pr1-x-api"})
    void ownsNoNameOfAnotherSuffixInUse(String name) {
        assertThat(copy.ownsName(List.of("pr1", "pr12", "pr1-x")).test(name)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "api-pr1, true",
        "_a1.api-pr1, true",
        "token._domainkey.loyalty-pr1, true",
        "api-pr12, false",
        "api-pr1-x, false",
        "api-x-pr1, false",
        "api-pr1.other, false",
        "portal-pr1, true",
        "portal-origin-pr1, false",
        "www, false"
    })
    void ownsRecordsOfItsHostsThatAreNoOtherCopys(String host, boolean owned) {
        Domain domain = new Domain("pay.example.com", "Z1", Optional.empty());
        List<String> suffixes = List.of("pr1", "pr12", "pr1-x", "origin-pr1");
        assertThat(copy.ownsHost(domain, host + ".pay.example.com", suffixes)).isEqualTo(owned);
        assertThat(copy.ownsHost(domain, host + ".pay.example.org", suffixes)).isFalse();
    }

    @Test
    void ownsTheStatesOfItsSystemsButNotTheFoundations() {
        assertThat(copy.stateKeys())
                .contains("payments-dev/pr1/terraform.tfstate", "portal-dev/pr1/terraform.tfstate")
                .noneMatch(key -> key.startsWith("foundation"));
    }

    private static Map<String, String> tags(String key, String value) {
        Map<String, String> tags =
                new HashMap<>(Map.of("System", "payments", "Environment", "dev", "EnvironmentSuffix", "pr1"));
        tags.put(key, value);
        return tags;
    }
}
