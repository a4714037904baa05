package io.tapstack.modules.awsconfig;

import static io.tapstack.modules.testing.Samples.ACCOUNT;
import static io.tapstack.modules.testing.Samples.DEPLOYMENT;
import static org.assertj.core.api.Assertions.assertThat;

import io.tapstack.modules.awsconfig.RecorderSettings.Frequency;
import io.tapstack.modules.awsconfig.RecorderSettings.GlobalTypes;
import io.tapstack.modules.awsconfig.RecorderSettings.SnapshotFrequency;
import io.tapstack.modules.core.Condition;
import io.tapstack.modules.core.Problems;
import io.tapstack.modules.core.Singleton;
import io.tapstack.modules.core.Statement;
import io.tapstack.modules.kms.EncryptionKey;
import io.tapstack.modules.s3.SecureBucket;
import io.tapstack.modules.testing.Synthesized;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("S8")
final class RecorderSynthTest {
    private static final Synthesized STACK = synth(Singleton.CREATE, Singleton.CREATE, Frequency.CONTINUOUS);

    @Test
    @Tag("Config.1")
    void recordsEveryTypeWithTheServiceLinkedRole() {
        STACK.only("aws_config_configuration_recorder")
                .has("name", "payments-pr123-recorder")
                .has("recording_group/all_supported", true)
                .has("recording_group/include_global_resource_types", true)
                .has(
                        "role_arn",
                        "${" + STACK.only("aws_iam_service_linked_role").address() + ".arn}")
                .has("recording_mode", Map.of("recording_frequency", "CONTINUOUS"));
        STACK.only("aws_iam_service_linked_role").has("aws_service_name", "config.amazonaws.com");
    }

    @Test
    void startsOnceItCanDeliver() {
        String recorder = STACK.only("aws_config_configuration_recorder").address();
        String channel = STACK.only("aws_config_delivery_channel")
                .has("s3_bucket_name", "the-bucket")
                .has("s3_kms_key_arn", "key-arn")
                .has("snapshot_delivery_properties/delivery_frequency", "TwentyFour_Hours")
                .has("depends_on", List.of(recorder))
                .address();
        STACK.only("aws_config_configuration_recorder_status")
                .has("name", "${" + recorder + ".name}")
                .has("is_enabled", true)
                .has("depends_on", List.of(channel));
    }

    @Test
    void recordsAtOnceWhatIsPutInOrderByItselfEvenWhenTheRestIsDaily() {
        synth(Singleton.CREATE, Singleton.CREATE, Frequency.DAILY)
                .only("aws_config_configuration_recorder")
                .has("recording_mode/recording_frequency", "DAILY")
                .has("recording_mode/recording_mode_override/recording_frequency", "CONTINUOUS")
                .has("recording_mode/recording_mode_override/resource_types", List.of("AWS::S3::Bucket"));
    }

    @Test
    void recordsGlobalTypesInOneRegionOnly() {
        Synthesized.of(stack -> new Recorder(
                        stack,
                        "recorder",
                        props(new RecorderSettings(
                                Singleton.CREATE,
                                Singleton.CREATE,
                                Frequency.DAILY,
                                GlobalTypes.RECORDED_IN_ANOTHER_REGION,
                                SnapshotFrequency.SIX_HOURS))))
                .only("aws_config_configuration_recorder")
                .has("recording_group/include_global_resource_types", false);
    }

    @Test
    @Tag("S11")
    void leavesAnExistingRecorderAndRoleAlone() {
        Synthesized existing = synth(Singleton.EXISTS_IN_ACCOUNT, Singleton.EXISTS_IN_ACCOUNT, Frequency.DAILY);
        existing.none("aws_config_configuration_recorder");
        existing.none("aws_config_delivery_channel");
        existing.none("aws_config_configuration_recorder_status");
        existing.none("aws_iam_service_linked_role");
        Synthesized ownRecorder = synth(Singleton.CREATE, Singleton.EXISTS_IN_ACCOUNT, Frequency.DAILY);
        ownRecorder.none("aws_iam_service_linked_role");
        ownRecorder
                .only("aws_config_configuration_recorder")
                .has(
                        "role_arn",
                        "arn:aws:iam::123456789012:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig");
    }

    @Test
    @Tag("C4")
    void refusesToMakeTheRoleForSomebodyElsesRecorder() {
        Problems problems = Problems.in("recorder");
        settings(Singleton.EXISTS_IN_ACCOUNT, Singleton.CREATE, Frequency.DAILY).check(problems);
        assertThat(problems.found())
                .extracting(Object::toString)
                .containsExactly("recorder.serviceRole must be EXISTS_IN_ACCOUNT where the recorder does, got CREATE");
    }

    @Test
    @Tag("S2")
    void letsConfigWriteForThisAccountOnly() {
        RecorderAccess access = new RecorderAccess(ACCOUNT);
        List<Statement> bucket = access.bucket("bucket-arn");
        assertThat(bucket)
                .allSatisfy(statement -> assertThat(statement.conditions()).contains(Condition.sourceAccount(ACCOUNT)));
        assertThat(bucket.get(0).actions()).containsExactly("s3:GetBucketAcl", "s3:ListBucket");
        assertThat(bucket.get(1).actions()).containsExactly("s3:PutObject");
        assertThat(bucket.get(1).resources()).containsExactly("bucket-arn/AWSLogs/123456789012/Config/*");
        assertThat(access.key().conditions()).containsExactly(Condition.sourceAccount(ACCOUNT));
        assertThat(access.key().actions()).containsExactly("kms:Decrypt", "kms:GenerateDataKey");
    }

    private static Synthesized synth(Singleton recorder, Singleton role, Frequency frequency) {
        return Synthesized.of(stack -> new Recorder(stack, "recorder", props(settings(recorder, role, frequency))));
    }

    private static RecorderSettings settings(Singleton recorder, Singleton role, Frequency frequency) {
        return new RecorderSettings(
                recorder, role, frequency, GlobalTypes.RECORDED_HERE, SnapshotFrequency.TWENTY_FOUR_HOURS);
    }

    private static Recorder.Props props(RecorderSettings settings) {
        return new Recorder.Props(
                DEPLOYMENT,
                settings,
                new SecureBucket.Ref("the-bucket", "bucket-arn", Optional.of("key-arn"), null),
                new EncryptionKey.Ref("key-arn"),
                List.of("AWS::S3::Bucket"));
    }
}
