package io.tapstack.environments.picture;

import io.tapstack.environments.picture.Part.Family;
import io.tapstack.modules.testing.ResourceAssert;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Resource types that are parts of an architecture; all others are plumbing between parts or inside them. */
enum PartType {
    WAFV2_WEB_ACL(Family.EDGE, "web firewall"),
    CLOUDFRONT_DISTRIBUTION(Family.EDGE, "distribution"),
    LB(Family.EDGE, "load balancer"),
    API_GATEWAY_REST_API(Family.EDGE, "REST API"),
    COGNITO_USER_POOL(Family.EDGE, "user pool"),
    AUTOSCALING_GROUP(Family.COMPUTE, "instances"),
    LAMBDA_FUNCTION(Family.COMPUTE, "function"),
    DYNAMODB_TABLE(Family.STORED, "table"),
    DB_INSTANCE(Family.STORED, "PostgreSQL"),
    S3_BUCKET(Family.STORED, "bucket"),
    SECRETSMANAGER_SECRET(Family.STORED, "secret"),
    SQS_QUEUE(Family.MESSAGING, "queue"),
    SNS_TOPIC(Family.MESSAGING, "topic"),
    CLOUDWATCH_EVENT_BUS(Family.MESSAGING, "event bus"),
    CLOUDWATCH_EVENT_RULE(Family.MESSAGING, "rule"),
    SESV2_CONFIGURATION_SET(Family.MESSAGING, "e-mail (SES)"),
    CLOUDTRAIL(Family.WATCH, "trail"),
    CONFIG_CONFIGURATION_RECORDER(Family.WATCH, "AWS Config"),
    GUARDDUTY_DETECTOR(Family.WATCH, "GuardDuty"),
    SECURITYHUB_ACCOUNT(Family.WATCH, "Security Hub"),
    ACCESSANALYZER_ANALYZER(Family.WATCH, "Access Analyzer");

    private final Family family;
    private final String kind;

    PartType(Family family, String kind) {
        this.family = family;
        this.kind = kind;
    }

    static Optional<PartType> of(ResourceAssert resource) {
        return Arrays.stream(values())
                .filter(type ->
                        resource.address().startsWith("aws_" + type.name().toLowerCase(Locale.ROOT) + "."))
                .findAny();
    }

    Family family() {
        return family;
    }

    /** What a reader calls it. */
    String kind() {
        return kind;
    }

    /** The resource's own name; some have none, because an account has but one of them. */
    String name(ResourceAssert resource) {
        return Stream.of(
                        "name",
                        "function_name",
                        "identifier",
                        "bucket",
                        "bucket_prefix",
                        "configuration_set_name",
                        "analyzer_name",
                        "comment")
                .map(attribute -> resource.at(attribute).asText())
                .filter(name -> !name.isEmpty())
                .findFirst()
                .orElse("the account's");
    }
}
