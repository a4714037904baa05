package io.tapstack.main.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AccountReportTest {
    @TempDir
    private Path folder;

    private AccountReport report;

    @BeforeEach
    void begin() {
        report = new AccountReport(folder, new Masked(List.of()), "payments in account 123456789012");
    }

    @Test
    void isThereAfterEachStep() throws IOException {
        report.step("bootstrap", () -> "3 changes");
        assertThat(steps()).hasSize(1);
        report.step("apply", () -> "");
        assertThat(steps()).extracting(step -> step.path("outcome").asText()).containsExactly("passed", "passed");
        assertThat(markdown()).contains("| bootstrap | 0 | passed |").contains("    3 changes");
    }

    @Test
    void keepsAwssErrorAndLetsItPass() throws IOException {
        assertThatThrownBy(() -> report.step("apply", () -> {
                    throw new AssertionError(
                            "api error AccessDenied: arn:aws:iam::123456789012:role/x is not authorized");
                }))
                .isInstanceOf(AssertionError.class);
        assertThat(steps().get(0).path("outcome").asText()).isEqualTo("failed");
        assertThat(steps().get(0).path("text").asText())
                .isEqualTo("api error AccessDenied: arn:aws:iam::<account>:role/x is not authorized");
    }

    @Test
    void namesNoAccountAndLetsNoTextEndItsOwnPart() throws IOException {
        report.step("apply", () -> "```\n# heading of 123456789012\n| a | b |");
        assertThat(markdown())
                .doesNotContain("123456789012")
                .doesNotContain("\n# heading")
                .doesNotContain("\n```");
        assertThat(Files.readString(folder.resolve("aws-report.json"))).doesNotContain("123456789012");
    }

    private JsonNode steps() throws IOException {
        return new ObjectMapper()
                .readTree(folder.resolve("aws-report.json").toFile())
                .path("steps");
    }

    private String markdown() throws IOException {
        return Files.readString(folder.resolve("aws-report.md"));
    }
}
