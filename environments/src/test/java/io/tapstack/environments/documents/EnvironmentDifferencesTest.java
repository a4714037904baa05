package io.tapstack.environments.documents;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapstack.environments.Dev;
import io.tapstack.environments.Environments;
import io.tapstack.environments.Prod;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

final class EnvironmentDifferencesTest {
    @Test
    @Tag("C2")
    void areTheTableInTheReadme() throws IOException {
        GeneratedText.section("README.md", "environments", EnvironmentDifferences.table(Environments.all()));
    }

    @Test
    void areNoneBetweenAnEnvironmentAndItself() {
        assertThat(EnvironmentDifferences.table(List.of(Dev.definition(), Dev.definition())))
                .isEqualTo("| setting | dev |\n| --- | --- |\n");
    }

    @Test
    void listWhatOneHasAndTheOtherHasNot() {
        assertThat(EnvironmentDifferences.table(List.of(Dev.definition(), Prod.definition())))
                .startsWith("| setting | dev | prod |\n| --- | --- | --- |\n")
                .contains("| `payments.database.availability` | SINGLE_AZ | MULTI_AZ |\n")
                .contains("| `payments.api.waf.requestsPerFiveMinutes` | – | 2000 |\n")
                .contains("| `payments.network.flowLogRetention.days` | 7 | 400 |\n")
                .doesNotContain("majorVersion");
    }
}
