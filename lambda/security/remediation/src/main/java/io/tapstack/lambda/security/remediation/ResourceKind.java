package io.tapstack.lambda.security.remediation;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** The kinds of resources that can be fixed, by their names in AWS Config and in Security Hub's finding format. */
public enum ResourceKind {
    S3_BUCKET("AWS::S3::Bucket", "AwsS3Bucket", "[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]", "arn:[a-z-]+:s3:::"),
    SECURITY_GROUP(
            "AWS::EC2::SecurityGroup",
            "AwsEc2SecurityGroup",
            "sg-[0-9a-f]{8,17}",
            "arn:[a-z-]+:ec2:[a-z0-9-]+:[0-9]{12}:security-group/"),
    KMS_KEY(
            "AWS::KMS::Key",
            "AwsKmsKey",
            "(mrk-[0-9a-f]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})",
            "arn:[a-z-]+:kms:[a-z0-9-]+:[0-9]{12}:key/");

    private final String configType;
    private final String findingType;
    private final Pattern form;

    /**
     * A kind.
     *
     * @param id what its ids look like
     * @param arn what comes before the id in an ARN
     */
    ResourceKind(String configType, String findingType, String id, String arn) {
        this.configType = configType;
        this.findingType = findingType;
        this.form = Pattern.compile("(?:" + arn + ")?(?<id>" + id + ")");
    }

    /** The kind with this name in either service. */
    static Optional<ResourceKind> of(String type) {
        return Arrays.stream(values())
                .filter(kind -> kind.configType.equals(type) || kind.findingType.equals(type))
                .findFirst();
    }

    /** Its name in AWS Config and CloudFormation. */
    String type() {
        return configType;
    }

    /** The id in an id or ARN; nothing where it is neither. */
    Optional<String> id(String text) {
        var matcher = form.matcher(text);
        return matcher.matches() ? Optional.of(matcher.group("id")) : Optional.empty();
    }
}
