package io.tapstack.modules.awsconfig;

import com.hashicorp.cdktf.ITerraformDependable;
import com.hashicorp.cdktf.providers.aws.config_configuration_recorder.ConfigConfigurationRecorder;
import com.hashicorp.cdktf.providers.aws.config_configuration_recorder.ConfigConfigurationRecorderRecordingGroup;
import com.hashicorp.cdktf.providers.aws.config_configuration_recorder_status.ConfigConfigurationRecorderStatus;
import com.hashicorp.cdktf.providers.aws.config_delivery_channel.ConfigDeliveryChannel;
import com.hashicorp.cdktf.providers.aws.config_delivery_channel.ConfigDeliveryChannelSnapshotDeliveryProperties;
import com.hashicorp.cdktf.providers.aws.iam_service_linked_role.IamServiceLinkedRole;
import io.tapstack.modules.awsconfig.RecorderSettings.Frequency;
import io.tapstack.modules.awsconfig.RecorderSettings.GlobalTypes;
import io.tapstack.modules.core.Account;
import io.tapstack.modules.core.Deployment;
import io.tapstack.modules.core.Problems;
import io.tapstack.modules.kms.EncryptionKey;
import io.tapstack.modules.s3.SecureBucket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.constructs.Construct;

/**
 * AWS Config's recorder of every type of resource, switched on, and the channel to its bucket (S8; FSBP Config.1; CIS 3.3).
 *
 * <p>It works with the service-linked role, as FSBP wants: AWS keeps that role's policy up to date with its new types.
 */
public final class Recorder extends Construct {
    private static final String SERVICE = "config.amazonaws.com";

    private final List<ITerraformDependable> running = new ArrayList<>();

    /**
     * @param bucket its policy has {@link RecorderAccess#bucket}
     * @param key of the bucket; its policy has {@link RecorderAccess#key}
     * @param alwaysAtOnce types that are recorded at once even when the others are daily
     */
    public record Props(
            Deployment deployment,
            RecorderSettings settings,
            SecureBucket.Ref bucket,
            EncryptionKey.Ref key,
            List<String> alwaysAtOnce) {
        public Props {
            Problems.refuse("recorder", settings);
            alwaysAtOnce = List.copyOf(alwaysAtOnce);
        }
    }

    public Recorder(Construct scope, String id, Props props) {
        super(scope, id);
        if (props.settings.recorder().isCreated()) {
            running.add(runningRecorder(props));
        }
    }

    /** For rules, which AWS refuses while there is no recorder; empty when it is somebody else's. */
    public List<ITerraformDependable> running() {
        return List.copyOf(running);
    }

    private ITerraformDependable runningRecorder(Props props) {
        String name = props.deployment.name("recorder");
        String roleArn = props.settings.serviceRole().isCreated()
                ? IamServiceLinkedRole.Builder.create(this, "role")
                        .awsServiceName(SERVICE)
                        .build()
                        .getArn()
                : roleArn(props.deployment.account());
        ConfigConfigurationRecorder recorder = ConfigConfigurationRecorder.Builder.create(this, "recorder")
                .name(name)
                .roleArn(roleArn)
                .recordingGroup(ConfigConfigurationRecorderRecordingGroup.builder()
                        .allSupported(true)
                        .includeGlobalResourceTypes(props.settings.globalTypes() == GlobalTypes.RECORDED_HERE)
                        .build())
                .build();
        recorder.addOverride("recording_mode", recordingMode(props)); // younger than the bindings
        String recorderName = recorder.getName();
        ConfigDeliveryChannel channel = ConfigDeliveryChannel.Builder.create(this, "channel")
                .name(name)
                .s3BucketName(props.bucket.name())
                .s3KmsKeyArn(props.key.arn())
                .snapshotDeliveryProperties(ConfigDeliveryChannelSnapshotDeliveryProperties.builder()
                        .deliveryFrequency(props.settings.snapshots().id())
                        .build())
                .dependsOn(List.of(recorder))
                .build();
        return ConfigConfigurationRecorderStatus.Builder.create(this, "status")
                .name(recorderName)
                .isEnabled(true)
                .dependsOn(List.of(channel)) // a recorder without a channel does not start
                .build();
    }

    private static String roleArn(Account account) {
        return account.iamArn("role/aws-service-role/" + SERVICE + "/AWSServiceRoleForConfig");
    }

    private static Map<String, Object> recordingMode(Props props) {
        if (props.settings.frequency() == Frequency.CONTINUOUS || props.alwaysAtOnce.isEmpty()) {
            return Map.of("recording_frequency", props.settings.frequency().name());
        }
        return Map.of(
                "recording_frequency",
                Frequency.DAILY.name(),
                "recording_mode_override",
                List.of(Map.of(
                        "description",
                        "What is put in order by itself",
                        "recording_frequency",
                        Frequency.CONTINUOUS.name(),
                        "resource_types",
                        props.alwaysAtOnce)));
    }
}
