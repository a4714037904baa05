package io.tapstack.main.tap;

import static io.tapstack.main.terraform.PlanSummary.Action.CREATE;
import static io.tapstack.main.terraform.PlanSummary.Action.REPLACE;
import static org.assertj.core.api.Assertions.assertThat;

import io.tapstack.main.terraform.PlanSummary;
import io.tapstack.main.testing.Stage;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReviewTest {
    @TempDir
    private Path folder;

    @Test
    void saysThatNothingChanges() {
        assertThat(print(new PlanSummary(Map.of(), List.of()))).isEqualTo("payments-dev: no changes\n");
    }

    @Test
    void endsWithWhatWillBeLost() {
        PlanSummary summary = new PlanSummary(
                Map.of("aws_vpc", Map.of(CREATE, 2), "aws_db_instance", Map.of(REPLACE, 1)),
                List.of(new PlanSummary.Loss("aws_db_instance.d", REPLACE, List.of("engine"))));
        assertThat(print(summary))
                .contains("payments-dev: 2 to create, 0 to update, 1 to replace, 0 to destroy, 0 to forget")
                .endsWith("WILL BE DESTROYED OR REPLACED:\n  -/+ aws_db_instance.d  (engine)\n");
    }

    private String print(PlanSummary summary) {
        Stage stage = new Stage(folder);
        Review.print(stage.console(), "payments-dev", summary);
        return stage.out();
    }
}
