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
    void areTheTablesInTheDocumentation() throws IOException {
        GeneratedText.section(
                "docs/environments.md", "environments", EnvironmentDifferences.tables(Environments.all()) + "\n");
    }

    @Test
    void areNoneBetweenAnEnvironmentAndItself() {
        assertThat(EnvironmentDifferences.tables(List.of(Dev.definition(), Dev.definition())))
                .isEmpty();
    }

    @Test
    void listSettingsThatOnlyOneEnvironmentHas() {
        assertThat(EnvironmentDifferences.tables(List.of(Dev.definition(), Prod.definition())))
                .contains("\n## payments\n\n| setting | dev | prod |\n| --- | --- | --- |\n")
                .contains("| `payments.database.availability` | SINGLE_AZ | MULTI_AZ |\n")
                .contains("| `payments.api.waf.requestsPerFiveMinutes` | – | 2000 |\n")
                .contains("| `payments.network.flowLogRetention.days` | 7 | 400 |\n")
                .doesNotContain("majorVersion");
    }

    @Test
    void keepTheOrderOfTheSettings() {
        assertThat(EnvironmentDifferences.tables(List.of(Prod.definition(), Dev.definition())))
                .containsSubsequence(
                        "## security",
                        "security.data.trail.afterDays",
                        "security.data.trailLock",
                        "## payments",
                        "## portal");
    }
}
