package io.tapstack.main.tap;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapstack.main.terraform.TerraformEvent;
import org.junit.jupiter.api.Test;

final class ReadinessTest {
    private static final String RULES = "aws_s3_bucket_lifecycle_configuration.state";

    private final Readiness readiness = new Readiness();

    @Test
    void isGivenWhenEverythingButTheLifecycleRulesIsMade() {
        planned("aws_s3_bucket.state", "create");
        planned("aws_kms_alias.state", "create");
        planned(RULES, "create");
        completed("aws_s3_bucket.state", "create");
        assertThat(readiness.isGiven()).isFalse();
        completed("aws_kms_alias.state", "create");
        assertThat(readiness.isGiven()).isTrue();
    }

    @Test
    void isNotGivenByTheFirstHalfOfAReplacement() {
        planned("aws_iam_policy.boundary", "replace");
        completed("aws_iam_policy.boundary", "delete");
        assertThat(readiness.isGiven()).isFalse();
        completed("aws_iam_policy.boundary", "create");
        assertThat(readiness.isGiven()).isTrue();
    }

    @Test
    void isNotGivenByTheRulesAlone() {
        planned(RULES, "create");
        completed(RULES, "create");
        assertThat(readiness.isGiven()).isFalse();
    }

    @Test
    void isGivenByTheEndOfTheDeploy() throws InterruptedException {
        readiness.give();
        readiness.await();
        assertThat(readiness.isGiven()).isTrue();
    }

    private void planned(String address, String action) {
        readiness.accept(new TerraformEvent.Planned(address, action));
    }

    private void completed(String address, String action) {
        readiness.accept(new TerraformEvent.Completed(address, action, 1));
    }
}
