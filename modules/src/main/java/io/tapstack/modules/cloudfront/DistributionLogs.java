package io.tapstack.modules.cloudfront;

import com.hashicorp.cdktf.TerraformProvider;
import com.hashicorp.cdktf.TerraformResource;
import com.hashicorp.cdktf.TerraformResourceConfig;
import io.tapstack.modules.core.Account;
import io.tapstack.modules.core.Condition;
import io.tapstack.modules.core.Deployment;
import io.tapstack.modules.core.Statement;
import io.tapstack.modules.s3.BucketEncryption;
import io.tapstack.modules.s3.BucketName;
import io.tapstack.modules.s3.BucketSettings;
import io.tapstack.modules.s3.SecureBucket;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.constructs.Construct;

/**
 * The access logs of a distribution, in a bucket (B4; FSBP CloudFront.5). Standard logging of the second version: the
 * first one writes by ACL, which our buckets do not have.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logging.html">Configure standard
 *     logging (v2)</a>
 */
final class DistributionLogs extends Construct {
    private final Props props;

    /** @param usEast1 the only region that delivers CloudFront's logs, to buckets anywhere */
    record Props(
            Deployment deployment,
            BucketSettings settings,
            String distributionArn,
            String accessLogBucketName,
            TerraformProvider usEast1) {}

    DistributionLogs(Construct scope, String id, Props props) {
        super(scope, id);
        this.props = props;
        String name = props.deployment.name("edge");
        SecureBucket.Ref bucket = bucket(name);
        TerraformResource source = resource(
                "source",
                "aws_cloudwatch_log_delivery_source",
                Map.of("name", name, "log_type", "ACCESS_LOGS", "resource_arn", props.distributionArn));
        TerraformResource destination = resource(
                "destination",
                "aws_cloudwatch_log_delivery_destination",
                Map.of(
                        "name",
                        name,
                        "output_format",
                        "json",
                        "delivery_destination_configuration",
                        // By its name, which waits for the bucket's policy.
                        List.of(Map.of("destination_resource_arn", arn(bucket.name())))));
        resource(
                "delivery",
                "aws_cloudwatch_log_delivery",
                Map.of(
                        "delivery_source_name",
                        source.getStringAttribute("name"),
                        "delivery_destination_arn",
                        destination.getStringAttribute("arn")));
    }

    /** Of a type that is younger than the bindings. */
    private TerraformResource resource(String id, String type, Map<String, Object> attributes) {
        TerraformResource resource = new TerraformResource(
                this,
                id,
                TerraformResourceConfig.builder()
                        .terraformResourceType(type)
                        .provider(props.usEast1)
                        .build());
        // In one order: CDKTF writes down which attributes were overridden, as they come.
        new TreeMap<>(attributes).forEach(resource::addOverride);
        return resource;
    }

    private String arn(String bucketName) {
        return "arn:" + props.deployment.account().partition() + ":s3:::" + bucketName;
    }

    private SecureBucket.Ref bucket(String source) {
        return new SecureBucket(
                        this,
                        "logs",
                        new SecureBucket.Props(
                                props.deployment,
                                BucketName.random("edge-logs"),
                                props.settings,
                                BucketEncryption.s3Managed(),
                                Optional.of(props.accessLogBucketName),
                                arn -> List.of(delivery(props.deployment.account(), arn, source))))
                .ref();
    }

    private static Statement delivery(Account account, String bucketArn, String source) {
        return Statement.allow("EdgeLogDelivery")
                .byService("delivery.logs.amazonaws.com")
                .to("s3:PutObject")
                .on(bucketArn + "/AWSLogs/" + account.id() + "/*")
                .when(
                        Condition.equals("s3:x-amz-acl", "bucket-owner-full-control"),
                        Condition.sourceAccount(account),
                        Condition.arnLike("aws:SourceArn", account.edge().arn("logs", "delivery-source:" + source)));
    }
}
