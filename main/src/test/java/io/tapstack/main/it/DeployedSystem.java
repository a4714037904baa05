package io.tapstack.main.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.Architecture;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.Runtime;
import software.amazon.awssdk.services.lambda.model.SnapStartApplyOn;
import software.amazon.awssdk.services.lambda.model.TracingMode;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * What the API of AWS says of any deployed system, in one environment.
 *
 * @param environment whose names the resources carry, as environment and as suffix
 */
record DeployedSystem(EmulatedAccount account, String system, String environment) {
    /** Functions without SnapStart: Terraform or a rotation invokes them, or they rest for weeks. */
    private static final Set<String> RESTING = Set.of("migrations", "secret-rotation", "expiry", "remediation");

    String name(String purpose) {
        return system + "-" + environment + "-" + purpose;
    }

    /** Every role is named after the environment and has one policy of its own. */
    void rolesHaveOnePolicy() {
        try (IamClient iam = account.client(IamClient.builder())) {
            List<Role> roles = iam.listRolesPaginator().roles().stream()
                    .filter(role -> role.roleName().contains("-" + system + "-"))
                    .toList();
            assertThat(roles).isNotEmpty();
            for (Role role : roles) {
                assertThat(role.roleName())
                        .startsWith(environment + "-" + system + "-")
                        .endsWith("-" + environment);
                assertThat(iam.listAttachedRolePolicies(request -> request.roleName(role.roleName()))
                                .attachedPolicies())
                        .as(role.roleName())
                        .hasSize(1);
                assertThat(iam.listRolePolicies(request -> request.roleName(role.roleName()))
                                .policyNames())
                        .isEmpty();
            }
        }
    }

    /** Every alarm of the system says its threshold and environment. */
    void alarmsAreDescribed(int least) {
        try (CloudWatchClient cloudWatch = account.client(CloudWatchClient.builder())) {
            List<MetricAlarm> alarms = alarms(cloudWatch);
            assertThat(alarms).hasSizeGreaterThanOrEqualTo(least);
            assertThat(alarms)
                    .allSatisfy(alarm -> assertThat(alarm.alarmDescription()).contains("(" + environment + ")"));
        }
    }

    private List<MetricAlarm> alarms(CloudWatchClient cloudWatch) {
        return cloudWatch.describeAlarmsPaginator(request -> request.alarmNamePrefix(name(""))).metricAlarms().stream()
                .toList();
    }

    /** A queue of failures has an alarm that goes off with its first message. */
    void queueIsWatched(String purpose) {
        try (CloudWatchClient cloudWatch = account.client(CloudWatchClient.builder())) {
            assertThat(alarms(cloudWatch))
                    .filteredOn(alarm -> alarm.dimensions().stream()
                            .anyMatch(dimension -> dimension.value().equals(name(purpose))))
                    .as(purpose)
                    .singleElement()
                    .satisfies(alarm -> {
                        assertThat(alarm.metricName()).isEqualTo("ApproximateNumberOfMessagesVisible");
                        assertThat(alarm.threshold()).isZero();
                    });
        }
    }

    /** Where the queue of this purpose is. */
    String queueUrl(SqsClient sqs, String purpose) {
        return sqs.getQueueUrl(request -> request.queueName(name(purpose))).queueUrl();
    }

    void dashboardShows(String... namespaces) {
        try (CloudWatchClient cloudWatch = account.client(CloudWatchClient.builder())) {
            assertThat(cloudWatch
                            .getDashboard(request -> request.dashboardName(name("overview")))
                            .dashboardBody())
                    .contains(namespaces);
        }
    }

    /** Groups of audit data keep {@code auditDays} at least. */
    void auditLogsAreKept(int auditDays, int least) {
        try (CloudWatchLogsClient logs = account.client(CloudWatchLogsClient.builder())) {
            List<LogGroup> groups =
                    logs.describeLogGroupsPaginator().logGroups().stream().toList();
            assertThat(groups).hasSizeGreaterThanOrEqualTo(least);
            assertThat(groups)
                    .filteredOn(group -> group.logGroupName().matches("(?i).*(access|flow|trail|waf).*"))
                    .isNotEmpty()
                    .allSatisfy(group -> assertThat(group.retentionInDays())
                            .as(group.logGroupName())
                            .isGreaterThanOrEqualTo(auditDays));
        }
    }

    /** A function as every function is, whose failures go to the queue of this purpose. */
    void functionIsComplete(String purpose, String deadLetters) {
        try (LambdaClient lambda = account.client(LambdaClient.builder())) {
            FunctionConfiguration function = lambda.getFunction(request -> request.functionName(name(purpose)))
                    .configuration();
            assertThat(function.runtime()).isEqualTo(Runtime.JAVA21);
            assertThat(function.architectures()).containsExactly(Architecture.ARM64);
            assertThat(function.tracingConfig().mode()).isEqualTo(TracingMode.ACTIVE);
            assertThat(function.deadLetterConfig().targetArn()).endsWith(":" + name(deadLetters));
            assertThat(function.snapStart().applyOn())
                    .isEqualTo(RESTING.contains(purpose) ? SnapStartApplyOn.NONE : SnapStartApplyOn.PUBLISHED_VERSIONS);
            assertThat(function.loggingConfig().logFormatAsString()).isEqualTo("JSON");
            assertThat(lambda.getAlias(request ->
                                    request.functionName(name(purpose)).name("live"))
                            .functionVersion())
                    .isNotEqualTo("$LATEST");
        }
    }

    /** Nothing is left in the account of what every system has. */
    void isGone() {
        try (LambdaClient lambda = account.client(LambdaClient.builder());
                S3Client s3 = account.client(S3Client.builder().forcePathStyle(true));
                IamClient iam = account.client(IamClient.builder());
                SqsClient sqs = account.client(SqsClient.builder());
                SnsClient sns = account.client(SnsClient.builder());
                CloudWatchClient cloudWatch = account.client(CloudWatchClient.builder());
                CloudWatchLogsClient logs = account.client(CloudWatchLogsClient.builder())) {
            assertThat(lambda.listFunctions().functions()).isEmpty();
            assertThat(s3.listBuckets().buckets())
                    .noneMatch(bucket -> bucket.name().startsWith(system + "-"));
            assertThat(iam.listRolesPaginator().roles())
                    .noneMatch(role -> role.roleName().contains("-" + system + "-"));
            assertThat(sqs.listQueues().queueUrls()).isEmpty();
            assertThat(sns.listTopics().topics()).isEmpty();
            assertThat(cloudWatch.describeAlarms().metricAlarms()).isEmpty();
            assertThat(logs.describeLogGroups().logGroups())
                    .noneMatch(group -> group.logGroupName().contains(system));
        }
    }
}
