package io.tapstack.main.tap;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tapstack.main.verify.Outcome;
import io.tapstack.main.verify.Outcome.Result;
import io.tapstack.main.verify.Verdict;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class VerificationReportTest {
    private static final VerificationReport REPORT = new VerificationReport(
            "payments-dev",
            List.of(
                    new Verdict("key-enabled", "aws_kms_key.data", new Outcome(Result.PASSED, "", "")),
                    new Verdict(
                            "log-retention",
                            "aws_cloudwatch_log_group.api",
                            new Outcome(Result.SKIPPED, "not allowed: logs:DescribeLogGroups", "allow it")),
                    new Verdict(
                            "key-rotation",
                            "aws_kms_key.data",
                            new Outcome(Result.FAILED, "rotation is off", "deploy"))));

    @Test
    void showsFailuresFirstWithTheirReasonAndAdvice() {
        assertThat(REPORT.lines())
                .containsExactly(
                        "failed   key-rotation   aws_kms_key.data",
                        "                        rotation is off",
                        "                        → deploy",
                        "skipped  log-retention  aws_cloudwatch_log_group.api",
                        "                        not allowed: logs:DescribeLogGroups",
                        "                        → allow it",
                        "passed   key-enabled    aws_kms_key.data",
                        "",
                        "payments-dev: 1 passed, 1 failed, 1 skipped");
    }

    @Test
    void isADocumentForPrograms() throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        assertThat(mapper.readTree(mapper.writeValueAsString(REPORT.toJson()))).isEqualTo(mapper.readTree("""
                {"stack":"payments-dev",
                 "checks":[
                  {"check":"key-enabled","resource":"aws_kms_key.data","outcome":"passed","reason":""},
                  {"check":"log-retention","resource":"aws_cloudwatch_log_group.api","outcome":"skipped",
                   "reason":"not allowed: logs:DescribeLogGroups"},
                  {"check":"key-rotation","resource":"aws_kms_key.data","outcome":"failed","reason":"rotation is off"}],
                 "passed":1,"failed":1,"skipped":1}"""));
    }

    @Test
    void isGoodOnlyIfEveryPromiseIsKnownToBeKept() {
        Verdict passed = verdict(Result.PASSED);
        assertThat(report(passed, passed).allPassed()).isTrue();
        assertThat(report(passed, verdict(Result.FAILED)).allPassed()).isFalse();
        assertThat(report(passed, verdict(Result.SKIPPED)).allPassed()).isFalse();
        assertThat(report().allPassed()).isFalse();
    }

    private static VerificationReport report(Verdict... verdicts) {
        return new VerificationReport("payments-dev", List.of(verdicts));
    }

    private static Verdict verdict(Result result) {
        return new Verdict("a", "b.c", new Outcome(result, "", ""));
    }
}
