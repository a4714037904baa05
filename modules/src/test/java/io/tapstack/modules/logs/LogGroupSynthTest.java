package io.tapstack.modules.logs;

import static io.tapstack.modules.testing.Samples.DEPLOYMENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hashicorp.cdktf.TerraformStack;
import io.tapstack.modules.core.InvalidSettings;
import io.tapstack.modules.core.Retention;
import io.tapstack.modules.kms.EncryptionKey;
import io.tapstack.modules.terraform.StackSettings;
import io.tapstack.modules.testing.Synthesized;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("C8")
final class LogGroupSynthTest {
    private static final EncryptionKey.Ref KEY =
            new EncryptionKey.Ref("arn:aws:kms:eu-central-1:123456789012:key/logs");

    @Test
    void isEncryptedAndForgets() {
        Synthesized.of(stack -> group(stack, 30))
                .only("aws_cloudwatch_log_group")
                .has("name", "/payments/pr123/flow")
                .has("kms_key_id", KEY.arn())
                .has("retention_in_days", 30);
    }

    @Test
    void handsOutItsNameAsAReferenceSoThatItIsMadeFirst() {
        Synthesized.of(stack ->
                assertThat(group(stack, 30).ref().name()).startsWith("${").doesNotContain("/payments/pr123/flow"));
    }

    @Test
    void isInTheGivenRegion() {
        Synthesized.of(stack -> new LogGroup(
                        stack,
                        "edge",
                        new LogGroup.Props(
                                "edge", new Retention(30), KEY, Optional.of(StackSettings.usEast1(stack, DEPLOYMENT)))))
                .only("aws_cloudwatch_log_group")
                .has("provider", "aws.us_east_1");
        Synthesized.of(stack -> group(stack, 30))
                .only("aws_cloudwatch_log_group")
                .lacks("provider");
    }

    @Test
    void refusesARetentionThatAwsDoesNotKnow() {
        assertThatThrownBy(() -> Synthesized.of(stack -> group(stack, 31)))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining("retention.days must be one of 1, 3, 5, 7,")
                .hasMessageEndingWith(", got 31");
    }

    private static LogGroup group(TerraformStack stack, int days) {
        return new LogGroup(stack, "flow", new LogGroup.Props("/payments/pr123/flow", new Retention(days), KEY));
    }
}
