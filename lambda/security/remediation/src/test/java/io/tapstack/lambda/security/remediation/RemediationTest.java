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
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.PublicAccessBlockConfiguration;
import software.amazon.awssdk.services.s3.model.S3Exception;

@Tag("S9")
class RemediationTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T06:59:59.5Z"), ZoneOffset.UTC);
    private static final Remediation.Home HOME =
            Remediation.Home.of("arn:aws:lambda:eu-central-1:123456789012:function:f:live");

    private static final Reach REACH = new Reach(Reach.Scope.OPT_OUT, Set.of("payments"), List.of("payments-audit-*"));

    private final InMemoryS3 s3 = new InMemoryS3();
    private final InMemoryDynamoDb dynamoDb = new InMemoryDynamoDb().table("state", "id");
    private final List<Map<String, Object>> reports = Collections.synchronizedList(new ArrayList<>());
    private final List<String> mails = Collections.synchronizedList(new ArrayList<>());
    private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
    private final JsonLog log = JsonLog.of(
            "remediation",
            "test",
            JsonLog.Level.INFO,
            new PrintStream(lines, true, StandardCharsets.UTF_8),
            Clock.systemUTC());

    @Test
    void resourceIsFixedAndReported() {
        openBucket("payments-b");

        assertThat(handle(finding("payments-b"))).isEqualTo(Outcome.FIXED);

        assertThat(s3.changes).containsExactly("PutPublicAccessBlock payments-b");
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
                .containsEntry("resourceId", "payments-b")
                .containsEntry("account", "123456789012")
                .containsEntry("region", "eu-central-1")
                .containsEntry("eventId", "e-payments-b")
                .containsEntry("time", "2026-11-22T06:59:59Z");
        assertThat(log()).contains("\"outcome\":\"FIXED\"", "\"RemediationsFixed\":1");
    }

    @Test
    void dryRunChangesNothingAndUsesNoFixUp() {
        openBucket("payments-b");
        assertThat(remediation(true, 1).handle(finding("payments-b"), HOME, log))
                .isEqualTo(Outcome.WOULD_FIX);

        assertThat(s3.changes).isEmpty();
        assertThat(reports.get(0)).containsEntry("dryRun", true).containsEntry("outcome", "WOULD_FIX");
        assertThat(dynamoDb.items("state"))
                .noneMatch(
                        item -> item.get("id").s().contains("AWS::S3::Bucket#payments-b") && item.containsKey("taken"));
    }

    @Test
    void resourceOutOfReachIsNotTouched() {
        s3.make("payments-off").tags = Map.of("Remediation", "off");
        s3.make("payments-audit-1");

        assertThat(handle(finding("payments-off"))).isEqualTo(Outcome.NOT_ALLOWED);
        assertThat(handle(finding("payments-audit-1"))).isEqualTo(Outcome.NOT_ALLOWED);
        assertThat(handle(finding("elsewhere"))).isEqualTo(Outcome.NOT_ALLOWED);
        assertThat(s3.changes).isEmpty();
        assertThat(reports)
                .extracting(report -> report.get("message"))
                .containsExactly(
                        "the resource is tagged Remediation=off",
                        "buckets with records or state are left to people",
                        "only buckets of payments are changed, known by their names");
    }

    @Test
    void resourceInOrderIsNotTouched() {
        openBucket("payments-b");
        handle(finding("payments-b"));

        assertThat(handle(finding("e-2", "payments-b", "123456789012", "eu-central-1", FIX, true)))
                .isEqualTo(Outcome.ALREADY_COMPLIANT);
        assertThat(s3.changes).hasSize(1);
    }

    @Test
    void whatIsNotUnderstoodIsReportedAndLeftAlone() {
        openBucket("payments-b");
        assertThat(handle(finding("1", "payments-b", "123456789012", "eu-central-1", Optional.empty(), true)))
                .isEqualTo(Outcome.NO_FIX);
        assertThat(handle(finding(
                        "2", "payments-b", "123456789012", "eu-central-1", Optional.of(Fix.KMS_KEY_ROTATION), true)))
                .isEqualTo(Outcome.NO_FIX);
        assertThat(handle(finding("3", "payments-b", "999999999999", "eu-central-1", FIX, true)))
                .isEqualTo(Outcome.FOREIGN);
        assertThat(handle(finding("4", "payments-b", "123456789012", "us-east-1", FIX, true)))
                .isEqualTo(Outcome.FOREIGN);
        assertThat(handle(finding("5", "payments-b", "123456789012", "eu-central-1", FIX, false)))
                .isEqualTo(Outcome.NOT_FAILED);
        assertThat(handle(finding("payments-gone"))).isEqualTo(Outcome.RESOURCE_GONE);
        assertThat(remediation(false, 10)
                        .refuse(new MalformedEventException(new Finding.Event("s", "i"), "detail is missing"), log))
                .isEqualTo(Outcome.MALFORMED_EVENT);

        assertThat(s3.changes).isEmpty();
        assertThat(reports)
                .extracting(report -> report.get("outcome"))
                .containsExactly(
                        "NO_FIX", "NO_FIX", "FOREIGN", "FOREIGN", "NOT_FAILED", "RESOURCE_GONE", "MALFORMED_EVENT");
        assertThat(reports.get(6)).containsEntry("message", "detail is missing").containsEntry("eventId", "i");
    }

    @Test
    void repeatedEventIsHandledOnce() {
        openBucket("payments-b");
        assertThat(handle(finding("payments-b"))).isEqualTo(Outcome.FIXED);
        assertThat(handle(finding("payments-b"))).isEqualTo(Outcome.DUPLICATE);
        assertThat(reports).hasSize(1);
        assertThat(log()).contains("\"message\":\"duplicate\"");
    }

    @Test
    void failedCallFailsTheInvocationAndTheNextAttemptFixes() {
        openBucket("payments-b");
        s3.failure = Optional.of(InMemoryS3.error("SlowDown", 503));
        assertThatThrownBy(() -> handle(finding("payments-b"))).isInstanceOf(S3Exception.class);
        assertThat(reports).isEmpty();

        s3.failure = Optional.empty();
        assertThat(handle(finding("payments-b"))).isEqualTo(Outcome.FIXED);
    }

    @Test
    void reportThatCouldNotBeSentIsSentByTheNextAttemptAsItWas() {
        openBucket("payments-b");
        var failing = new Remediation(
                remedies(),
                state(),
                report -> {
                    throw new IllegalStateException("SNS is away");
                },
                new Mails(mails::add, state(), 10),
                new RemediationSettings.Limits(false, 10, 10, REACH),
                CLOCK);
        assertThatThrownBy(() -> failing.handle(finding("payments-b"), HOME, log))
                .hasMessage("SNS is away");

        assertThat(handle(finding("payments-b"))).isEqualTo(Outcome.FIXED);
        assertThat(reports).hasSize(1);
        assertThat(s3.changes).hasSize(1);
    }

    @Test
    void limitCountsTheFixesOfAResourceInAnHourOfTheClock() {
        var remediation = remediation(false, 2);
        var outcomes = IntStream.range(0, 3)
                .mapToObj(number -> remediation.handle(opened(number), HOME, log))
                .toList();
        assertThat(outcomes).containsExactly(Outcome.FIXED, Outcome.FIXED, Outcome.LIMIT_REACHED);
        assertThat(reports.get(2).get("message").toString())
                .startsWith("2 fixes of this resource were made this hour; not fixed: off:");

        openBucket("payments-other");
        assertThat(remediation.handle(finding("payments-other"), HOME, log)).isEqualTo(Outcome.FIXED);

        var nextHour = Clock.fixed(Instant.parse("2026-11-22T07:00:00Z"), ZoneOffset.UTC);
        var later = new Remediation(
                remedies(),
                new StateTable(dynamoDb, "state", nextHour),
                report -> reports.add(report.members()),
                new Mails(mails::add, state(), 10),
                new RemediationSettings.Limits(false, 2, 10, REACH),
                nextHour);
        assertThat(later.handle(opened(4), HOME, log)).isEqualTo(Outcome.FIXED);
    }

    /** That the bucket {@code payments-toggled} is open once more. */
    private Finding opened(int time) {
        s3.make("payments-toggled").publicAccessBlock = Optional.empty();
        return finding("e-" + time, "payments-toggled", "123456789012", "eu-central-1", FIX, true);
    }

    @Test
    @Tag("S10")
    void theSameOfTheSameResourceIsMailedOnceADayAndCountedAfterThat() {
        IntStream.range(0, 3).forEach(time -> handle(opened(time)));

        assertThat(mails)
                .singleElement()
                .asString()
                .startsWith("AWS Config: payments-toggled (account 123456789012, eu-central-1). FIXED: off:");
        assertThat(reports).hasSize(3);
        assertThat(count("FindingsRepeated")).isEqualTo(2);
    }

    /** Of different resources, so that none repeats another. */
    @Test
    @Tag("S10")
    void fiveHundredFindingsInAMinuteAreTenMailsAndNoneIsLost() {
        var remediation = remediation(false, 10);
        IntStream.range(0, 500)
                .parallel()
                .forEach(number -> remediation.handle(
                        finding("e-" + number, "b-" + number, "123456789012", "eu-central-1", Optional.empty(), true),
                        HOME,
                        log));

        assertThat(mails).hasSize(10);
        assertThat(reports).hasSize(500);
        assertThat(count("FindingsNotMailed")).isEqualTo(490);
    }

    @Test
    @Tag("S10")
    void aMailThatCouldNotBeSentIsSentByTheNextAttempt() {
        openBucket("payments-b");
        var failing = new Remediation(
                remedies(),
                state(),
                report -> reports.add(report.members()),
                new Mails(
                        text -> {
                            throw new IllegalStateException("SNS is away");
                        },
                        state(),
                        10),
                new RemediationSettings.Limits(false, 10, 10, REACH),
                CLOCK);
        assertThatThrownBy(() -> failing.handle(finding("payments-b"), HOME, log))
                .hasMessage("SNS is away");

        assertThat(handle(finding("payments-b"))).isEqualTo(Outcome.FIXED);
        assertThat(mails).hasSize(1);
    }

    @Test
    @Tag("S10")
    void nothingIsMailedOfWhatNeedsNoAttention() {
        s3.make("payments-closed").publicAccessBlock = Optional.of(PublicAccessBlockConfiguration.builder()
                .blockPublicAcls(true)
                .ignorePublicAcls(true)
                .blockPublicPolicy(true)
                .restrictPublicBuckets(true)
                .build());
        handle(finding("payments-closed"));
        handle(finding("payments-gone"));
        handle(finding("5", "payments-b", "123456789012", "eu-central-1", FIX, false));

        assertThat(reports)
                .extracting(report -> report.get("outcome"))
                .containsExactly("ALREADY_COMPLIANT", "RESOURCE_GONE", "NOT_FAILED");
        assertThat(mails).isEmpty();
    }

    private long count(String metric) {
        return log().lines()
                .filter(line -> line.contains("\"" + metric + "\":1"))
                .count();
    }

    @Property(tries = 25)
    void limitHoldsUnderConcurrency(@ForAll @IntRange(min = 1, max = 20) int limit) {
        var table = new InMemoryDynamoDb().table("state", "id");
        var pool = Executors.newFixedThreadPool(8);
        try {
            var taken = IntStream.range(0, 30)
                    .mapToObj(number -> CompletableFuture.supplyAsync(
                            () -> new StateTable(table, "state", CLOCK).take("mails", limit), pool))
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
                new Mails(mails::add, state(), 10),
                new RemediationSettings.Limits(dryRun, fixesPerHour, 10, REACH),
                CLOCK);
    }

    private Map<Fix, Remedy> remedies() {
        return Map.of(Fix.S3_PUBLIC_ACCESS_BLOCK, new PublicAccessBlock(new Buckets(s3)));
    }

    private StateTable state() {
        return new StateTable(dynamoDb, "state", CLOCK);
    }

    private void openBucket(String name) {
        s3.make(name).publicAccessBlock = Optional.empty();
    }

    private static Finding finding(String bucket) {
        return finding("e-" + bucket, bucket, "123456789012", "eu-central-1", FIX, true);
    }

    private static Finding finding(
            String event, String bucket, String account, String region, Optional<Fix> fix, boolean failed) {
        var resource =
                new Finding.Resource("AWS::S3::Bucket", Optional.of(ResourceKind.S3_BUCKET), bucket, account, region);
        return new Finding(
                new Finding.Event("aws.config", event),
                "aws.config#" + event,
                "rule",
                fix,
                resource,
                "AWS Config: " + bucket,
                failed);
    }

    private String log() {
        return lines.toString(StandardCharsets.UTF_8);
    }
}
