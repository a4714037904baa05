package io.tapstack.modules.awsconfig;

import static io.tapstack.modules.testing.Samples.DEPLOYMENT;
import static org.assertj.core.api.Assertions.assertThat;

import com.hashicorp.cdktf.ITerraformDependable;
import com.hashicorp.cdktf.providers.aws.sns_topic.SnsTopic;
import io.tapstack.modules.testing.ResourceAssert;
import io.tapstack.modules.testing.Synthesized;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("S8")
final class ManagedRulesSynthTest {
    /** Parameters by identifier, as AWS publishes them. */
    private static final Map<String, Set<String>> PUBLISHED = published();

    private static final Synthesized STACK = Synthesized.of(stack -> {
        ITerraformDependable recorder =
                SnsTopic.Builder.create(stack, "recorder").build();
        new ManagedRules(stack, "rules", new ManagedRules.Props(DEPLOYMENT, List.of(recorder)));
    });

    @ParameterizedTest
    @EnumSource
    void areRulesThatAwsPublishesWithItsParameters(ManagedRule rule) {
        assertThat(PUBLISHED).containsKey(rule.name());
        assertThat(PUBLISHED.get(rule.name())).containsAll(rule.parameters().keySet());
    }

    @Test
    void knowsATypingErrorWhenItSeesOne() {
        assertThat(PUBLISHED).hasSizeGreaterThan(800).doesNotContainKey("S3_BUCKET_SSL_REQUEST_ONLY");
        assertThat(PUBLISHED.get("ACCESS_KEYS_ROTATED")).containsExactly("maxAccessKeyAge");
    }

    @ParameterizedTest
    @EnumSource
    void areMadeAfterTheRecorder(ManagedRule rule) {
        ResourceAssert made = STACK.only("aws_config_config_rule", "name", "payments-pr123-" + rule.id())
                .has("source/owner", "AWS")
                .has("source/source_identifier", rule.name())
                .has("depends_on", List.of(STACK.only("aws_sns_topic").address()));
        if (rule.parameters().isEmpty()) {
            made.lacks("input_parameters");
        } else {
            rule.parameters()
                    .forEach((name, value) -> made.json("input_parameters").has(name, value));
        }
    }

    @Test
    void coverWhatCisAndFsbpAskFor() {
        assertThat(ManagedRule.values())
                .hasSizeGreaterThanOrEqualTo(15)
                .contains(
                        ManagedRule.ROOT_ACCOUNT_MFA_ENABLED,
                        ManagedRule.IAM_ROOT_ACCESS_KEY_CHECK,
                        ManagedRule.IAM_PASSWORD_POLICY,
                        ManagedRule.S3_BUCKET_LEVEL_PUBLIC_ACCESS_PROHIBITED,
                        ManagedRule.S3_BUCKET_SSL_REQUESTS_ONLY,
                        ManagedRule.S3_BUCKET_VERSIONING_ENABLED,
                        ManagedRule.RDS_STORAGE_ENCRYPTED,
                        ManagedRule.RDS_INSTANCE_PUBLIC_ACCESS_CHECK,
                        ManagedRule.EC2_EBS_ENCRYPTION_BY_DEFAULT,
                        ManagedRule.MULTI_REGION_CLOUD_TRAIL_ENABLED,
                        ManagedRule.CMK_BACKING_KEY_ROTATION_ENABLED,
                        ManagedRule.VPC_FLOW_LOGS_ENABLED,
                        ManagedRule.IAM_USER_NO_POLICIES_CHECK);
    }

    private static Map<String, Set<String>> published() {
        try (InputStream file = ManagedRulesSynthTest.class.getResourceAsStream("managed-rules.txt")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> List.of(line.split(" ", -1)))
                    .collect(Collectors.toMap(
                            words -> words.get(0), words -> Set.copyOf(words.subList(1, words.size()))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
