package io.tapstack.lambda.security.remediation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapstack.lambda.dynamodb.InMemoryDynamoDb;
import io.tapstack.lambda.shared.JsonLog;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.S3Exception;

@Tag("S9")
class RemediationTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T06:59:59.5Z"), ZoneOffset.UTC);
    private static final Remediation.Home HOME =
            Remediation.Home.of("arn:aws:lambda:eu-central-1:123456789012:function:f:live");

    private final InMemoryS3 s3 = new InMemoryS3();
    private final InMemoryDynamoDb dynamoDb = new InMemoryDynamoDb().table("state", "id");
    private final List<Map<String, Object>> reports = Collections.synchronizedList(new ArrayList<>());
    private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
    private final JsonLog log = JsonLog.of(
            "remediation",
            "test",
            JsonLog.Level.INFO,
            new PrintStream(lines, true, StandardCharsets.UTF_8),
            Clock.systemUTC());

    @Test
    void resourceIsFixedAndReported() {
        openBucket("b");

        assertThat(handle(finding("b"))).isEqualTo(Outcome.FIXED);

        assertThat(s3.changes).containsExactly("PutPublicAccessBlock b");
        assertThat(reports).hasSize(1);
        assertThat(reports.get(0).keySet())
                .containsExactly(
                        "version",
                        "type",
                        "outcome",
                        "fix",
                        "dryRun",
                        "source",
                        "rule",
                        "resourceType",
                        "resourceId",
                        "account",
                        "region",
                        "eventId",
                        "time",
                        "message");
        assertThat(reports.get(0))
                .containsEntry("version", 1)
                .containsEntry("type", "Remediation")
                .containsEntry("outcome", "FIXED")
                .containsEntry("fix", "S3_PUBLIC_ACCESS_BLOCK")
                .containsEntry("dryRun", false)
                .containsEntry("source", "aws.config")
                .containsEntry("rule", "rule")
                .containsEntry("resourceType", "AWS::S3::Bucket")
                .containsEntry("resourceId", "b")
                .containsEntry("account", "123456789012")
                .containsEntry("region", "eu-central-1")
                .containsEntry("eventId", "e-b")
                .containsEntry("time", "2026-11-22T06:59:59Z");
        assertThat(log()).contains("\"outcome\":\"FIXED\"", "\"RemediationsFixed\":1");
    }

    @Test
    void dryRunChangesNothingAndUsesNoFixUp() {
        openBucket("b");
        assertThat(remediation(true, 1).handle(finding("b"), HOME, log)).isEqualTo(Outcome.WOULD_FIX);

        assertThat(s3.changes).isEmpty();
        assertThat(reports.get(0)).containsEntry("dryRun", true).containsEntry("outcome", "WOULD_FIX");
        assertThat(dynamoDb.items("state")).noneMatch(item -> item.containsKey("fixes"));
    }

    @Test
    void resourceWithoutTheTagIsNotTouched() {
        s3.make("plain");
        s3.make("other").tags = Map.of("Remediation", "manual");

        assertThat(handle(finding("plain"))).isEqualTo(Outcome.NOT_ALLOWED);
        assertThat(handle(finding("other"))).isEqualTo(Outcome.NOT_ALLOWED);
        assertThat(s3.changes).isEmpty();
        assertThat(reports.get(1)).containsEntry("message", "the resource is not tagged Remediation=auto");
    }

    @Test
    void resourceInOrderIsNotTouched() {
        openBucket("b");
        handle(finding("b"));

        assertThat(handle(finding("e-2", "b", "123456789012", "eu-central-1", FIX, true)))
                .isEqualTo(Outcome.ALREADY_COMPLIANT);
        assertThat(s3.changes).hasSize(1);
    }

    @Test
    void whatIsNotUnderstoodIsReportedAndLeftAlone() {
        openBucket("b");
        assertThat(handle(finding("1", "b", "123456789012", "eu-central-1", Optional.empty(), true)))
                .isEqualTo(Outcome.UNKNOWN_RULE);
        assertThat(handle(finding("2", "b", "123456789012", "eu-central-1", Optional.of(Fix.KMS_KEY_ROTATION), true)))
                .isEqualTo(Outcome.UNKNOWN_RULE);
        assertThat(handle(finding("3", "b", "999999999999", "eu-central-1", FIX, true)))
                .isEqualTo(Outcome.FOREIGN);
        assertThat(handle(finding("4", "b", "123456789012", "us-east-1", FIX, true)))
                .isEqualTo(Outcome.FOREIGN);
        assertThat(handle(finding("5", "b", "123456789012", "eu-central-1", FIX, false)))
                .isEqualTo(Outcome.NOT_FAILED);
        assertThat(handle(finding("gone"))).isEqualTo(Outcome.RESOURCE_GONE);
        assertThat(remediation(false, 10)
                        .refuse(new MalformedEventException(new Finding.Event("s", "i"), "detail is missing"), log))
                .isEqualTo(Outcome.MALFORMED_EVENT);

        assertThat(s3.changes).isEmpty();
        assertThat(reports)
                .extracting(report -> report.get("outcome"))
                .containsExactly(
                        "UNKNOWN_RULE",
                        "UNKNOWN_RULE",
                        "FOREIGN",
                        "FOREIGN",
                        "NOT_FAILED",
                        "RESOURCE_GONE",
                        "MALFORMED_EVENT");
        assertThat(reports.get(6)).containsEntry("message", "detail is missing").containsEntry("eventId", "i");
    }

    @Test
    void repeatedEventIsHandledOnce() {
        openBucket("b");
        assertThat(handle(finding("b"))).isEqualTo(Outcome.FIXED);
        assertThat(handle(finding("b"))).isEqualTo(Outcome.DUPLICATE);
        assertThat(reports).hasSize(1);
        assertThat(log()).contains("\"message\":\"duplicate\"");
    }

    @Test
    void failedCallFailsTheInvocationAndTheNextAttemptFixes() {
        openBucket("b");
        s3.failure = Optional.of(InMemoryS3.error("SlowDown", 503));
        assertThatThrownBy(() -> handle(finding("b"))).isInstanceOf(S3Exception.class);
        assertThat(reports).isEmpty();

        s3.failure = Optional.empty();
        assertThat(handle(finding("b"))).isEqualTo(Outcome.FIXED);
    }

    @Test
    void reportThatCouldNotBeSentIsSentByTheNextAttemptAsItWas() {
        openBucket("b");
        var failing = new Remediation(
                remedies(),
                state(),
                report -> {
                    throw new IllegalStateException("SNS is away");
                },
                new RemediationSettings.Limits(false, 10, "Remediation", "auto"),
                CLOCK);
        assertThatThrownBy(() -> failing.handle(finding("b"), HOME, log)).hasMessage("SNS is away");

        assertThat(handle(finding("b"))).isEqualTo(Outcome.FIXED);
        assertThat(reports).hasSize(1);
        assertThat(s3.changes).hasSize(1);
    }

    @Test
    void limitCountsTheHourOfTheClock() {
        IntStream.range(0, 4).forEach(number -> openBucket("bucket-" + number));
        var remediation = remediation(false, 2);
        var outcomes = IntStream.range(0, 3)
                .mapToObj(number -> remediation.handle(finding("bucket-" + number), HOME, log))
                .toList();
        assertThat(outcomes).containsExactly(Outcome.FIXED, Outcome.FIXED, Outcome.LIMIT_REACHED);
        assertThat(reports.get(2).get("message").toString()).startsWith("2 fixes were made this hour; not fixed: off:");

        var nextHour = Clock.fixed(Instant.parse("2026-11-22T07:00:00Z"), ZoneOffset.UTC);
        var later = new Remediation(
                remedies(),
                new StateTable(dynamoDb, "state", nextHour),
                report -> reports.add(report.members()),
                new RemediationSettings.Limits(false, 2, "Remediation", "auto"),
                nextHour);
        assertThat(later.handle(finding("bucket-3"), HOME, log)).isEqualTo(Outcome.FIXED);
    }

    @Test
    void oneResourceDoesNotUseUpTheHoursFixes() {
        var outcomes = IntStream.range(0, 6)
                .mapToObj(number -> {
                    openBucket("toggled");
                    s3.make("toggled").publicAccessBlock = Optional.empty();
                    return handle(finding("e-" + number, "toggled", "123456789012", "eu-central-1", FIX, true));
                })
                .toList();
        assertThat(outcomes.subList(0, 4)).containsOnly(Outcome.FIXED);
        assertThat(outcomes.subList(4, 6)).containsOnly(Outcome.LIMIT_REACHED);
        assertThat(reports.get(5).get("message").toString())
                .startsWith("4 fixes of this resource were made this hour; not fixed: off:");

        openBucket("other");
        assertThat(handle(finding("other"))).isEqualTo(Outcome.FIXED);
    }

    @Property(tries = 25)
    void limitHoldsUnderConcurrency(@ForAll @IntRange(min = 1, max = 20) int limit) {
        var table = new InMemoryDynamoDb().table("state", "id");
        var pool = Executors.newFixedThreadPool(8);
        try {
            var taken = IntStream.range(0, 30)
                    .mapToObj(number -> CompletableFuture.supplyAsync(
                            () -> new StateTable(table, "state", CLOCK).takeFix("all", limit), pool))
                    .toList();
            assertThat(taken.stream().filter(CompletableFuture::join)).hasSize(limit);
        } finally {
            pool.shutdown();
        }
    }

    private static final Optional<Fix> FIX = Optional.of(Fix.S3_PUBLIC_ACCESS_BLOCK);

    private Outcome handle(Finding finding) {
        return remediation(false, 10).handle(finding, HOME, log);
    }

    private Remediation remediation(boolean dryRun, long fixesPerHour) {
        return new Remediation(
                remedies(),
                state(),
                report -> reports.add(report.members()),
                new RemediationSettings.Limits(dryRun, fixesPerHour, "Remediation", "auto"),
                CLOCK);
    }

    private Map<Fix, Remedy> remedies() {
        return Map.of(Fix.S3_PUBLIC_ACCESS_BLOCK, new PublicAccessBlock(new Buckets(s3)));
    }

    private StateTable state() {
        return new StateTable(dynamoDb, "state", CLOCK);
    }

    private void openBucket(String name) {
        s3.make(name).tags = Map.of("Remediation", "auto");
    }

    private static Finding finding(String bucket) {
        return finding("e-" + bucket, bucket, "123456789012", "eu-central-1", FIX, true);
    }

    private static Finding finding(
            String event, String bucket, String account, String region, Optional<Fix> fix, boolean failed) {
        var resource =
                new Finding.Resource("AWS::S3::Bucket", Optional.of(ResourceKind.S3_BUCKET), bucket, account, region);
        return new Finding(
                new Finding.Event("aws.config", event), "aws.config#" + event, "rule", fix, resource, failed);
    }

    private String log() {
        return lines.toString(StandardCharsets.UTF_8);
    }
}
