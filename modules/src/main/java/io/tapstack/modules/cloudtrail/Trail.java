package io.tapstack.modules.cloudtrail;

import com.hashicorp.cdktf.TerraformResourceLifecycle;
import com.hashicorp.cdktf.providers.aws.cloudtrail.Cloudtrail;
import com.hashicorp.cdktf.providers.aws.cloudtrail.CloudtrailAdvancedEventSelector;
import com.hashicorp.cdktf.providers.aws.cloudtrail.CloudtrailAdvancedEventSelectorFieldSelector;
import io.tapstack.modules.core.Account;
import io.tapstack.modules.core.Condition;
import io.tapstack.modules.core.Deployment;
import io.tapstack.modules.core.PolicyDocument;
import io.tapstack.modules.core.Problems;
import io.tapstack.modules.core.Protection;
import io.tapstack.modules.core.Statement;
import io.tapstack.modules.iam.ServiceRole;
import io.tapstack.modules.kms.EncryptionKey;
import io.tapstack.modules.logs.LogGroup;
import io.tapstack.modules.s3.SecureBucket;
import java.util.ArrayList;
import java.util.List;
import software.constructs.Construct;

/**
 * A trail of every call in every region, global services included, its files signed and encrypted, in a bucket and in a log
 * group; and of every call on the objects of the audit buckets (S6; FSBP CloudTrail.1, .2, .4, .5; CIS 3.1, 3.2, 3.5).
 */
public final class Trail extends Construct {
    private final Ref ref;

    /**
     * @param bucket its policy has {@link TrailAccess#bucket}
     * @param key encrypts the files; its policy has {@link TrailAccess#key}
     * @param logsKey encrypts the log group; lets CloudWatch Logs in
     * @param protection a protected trail is not destroyed
     */
    public record Props(
            Deployment deployment,
            TrailSettings settings,
            SecureBucket.Ref bucket,
            EncryptionKey.Ref key,
            EncryptionKey.Ref logsKey,
            Protection protection) {
        public Props {
            Problems.refuse("trail", settings);
        }

        TrailAccess access() {
            return new TrailAccess(deployment);
        }
    }

    /** What others may use of a trail. */
    public record Ref(String arn, LogGroup.Ref logGroup) {}

    public Trail(Construct scope, String id, Props props) {
        super(scope, id);
        LogGroup.Ref logGroup = new LogGroup(
                        this,
                        "log",
                        new LogGroup.Props(props.deployment.path("cloudtrail"), props.settings.logs(), props.logsKey))
                .ref();
        ServiceRole role = role(props, logGroup);
        String arn = Cloudtrail.Builder.create(this, "trail")
                .name(props.access().trailName())
                .s3BucketName(props.bucket.name())
                .isMultiRegionTrail(true)
                .includeGlobalServiceEvents(true)
                .enableLogFileValidation(true)
                .kmsKeyId(props.key.arn())
                .cloudWatchLogsGroupArn(logGroup.arn() + ":*")
                .cloudWatchLogsRoleArn(role.ref().arn())
                .advancedEventSelector(selectors(props))
                .lifecycle(TerraformResourceLifecycle.builder()
                        .preventDestroy(props.protection.isProtected())
                        .build())
                .dependsOn(List.of(role.attachment())) // CloudTrail tries the role out
                .build()
                .getArn();
        this.ref = new Ref(arn, logGroup);
    }

    public Ref ref() {
        return ref;
    }

    private ServiceRole role(Props props, LogGroup.Ref logGroup) {
        Account account = props.deployment.account();
        String stream = ":log-stream:" + account.id() + "_CloudTrail_" + account.region() + "*";
        return new ServiceRole(
                this,
                "role",
                new ServiceRole.Props(
                        props.deployment,
                        "trail",
                        "CloudTrail writes the trail's events to CloudWatch",
                        PolicyDocument.trust(
                                "cloudtrail.amazonaws.com",
                                Condition.equals("aws:SourceArn", props.access().trailArn())),
                        List.of(Statement.allow("WriteEvents")
                                .to("logs:CreateLogStream", "logs:PutLogEvents")
                                .on(logGroup.arn() + stream))));
    }

    private static List<CloudtrailAdvancedEventSelector> selectors(Props props) {
        List<CloudtrailAdvancedEventSelector> selectors = new ArrayList<>();
        selectors.add(CloudtrailAdvancedEventSelector.builder()
                .name("Every call that manages")
                .fieldSelector(List.of(is("eventCategory", "Management")))
                .build());
        List<String> objects = props.settings.objectEvents().stream()
                .map(buckets -> buckets.objects(props.deployment.account(), props.deployment.suffix()))
                .toList();
        if (!objects.isEmpty()) {
            selectors.add(CloudtrailAdvancedEventSelector.builder()
                    .name("Every call on objects of the audit buckets")
                    .fieldSelector(List.of(
                            is("eventCategory", "Data"),
                            is("resources.type", "AWS::S3::Object"),
                            CloudtrailAdvancedEventSelectorFieldSelector.builder()
                                    .field("resources.ARN")
                                    .startsWith(objects)
                                    .build()))
                    .build());
        }
        return selectors;
    }

    private static CloudtrailAdvancedEventSelectorFieldSelector is(String field, String value) {
        return CloudtrailAdvancedEventSelectorFieldSelector.builder()
                .field(field)
                .equalTo(List.of(value))
                .build();
    }
}
