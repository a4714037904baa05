package io.tapstack.environments;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapstack.environments.testing.StackJson;
import io.tapstack.environments.testing.SynthesizedStacks;
import io.tapstack.environments.testing.TestContext;
import io.tapstack.modules.testing.ResourceAssert;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Two copies of a system live side by side in one account: whatever AWS knows by a name has the suffix in it (C2).
 *
 * <p>Names are found by their attribute, so that a new type of resource is looked at without being mentioned here; a
 * type without any name, and an attribute that only looks like one, must be.
 */
@Tag("C2")
final class SuffixTest {
    private static final String SUFFIX = "pr123";
    private static final Map<String, StackJson> COPIES =
            SynthesizedStacks.of(TestContext.of(TestContext.json().put("suffix", SUFFIX)));

    private static final Pattern NAME =
            Pattern.compile("(.*_)?(name|name_prefix|prefix|bucket|identifier|identity|alias)");

    /** AWS names these itself, they are part of something that has a name, or an account has one of each. */
    private static final Set<String> WITHOUT_NAME = Set.of(
            "aws_acm_certificate_validation",
            "aws_api_gateway_deployment",
            "aws_api_gateway_stage",
            "aws_cloudfront_distribution",
            "aws_cloudwatch_event_target",
            "aws_cognito_user_group",
            "aws_ebs_encryption_by_default",
            "aws_guardduty_detector",
            "aws_guardduty_detector_feature",
            "aws_iam_account_password_policy",
            "aws_iam_role_policy_attachment",
            "aws_iam_service_linked_role",
            "aws_kms_key",
            "aws_lb_listener",
            "aws_lb_listener_rule",
            "aws_route",
            "aws_route_table_association",
            "aws_s3_account_public_access_block",
            "aws_secretsmanager_secret_policy",
            "aws_secretsmanager_secret_rotation",
            "aws_secretsmanager_secret_version",
            "aws_securityhub_account",
            "aws_securityhub_standards_subscription",
            "aws_sns_topic_policy",
            "aws_sns_topic_subscription",
            "aws_sqs_queue_policy",
            "aws_vpc_security_group_egress_rule",
            "aws_vpc_security_group_ingress_rule",
            "aws_wafv2_web_acl_association",
            "aws_wafv2_web_acl_logging_configuration",
            "terraform_data");

    /** Names inside something that has the suffix in its own name, and names that are AWS's. */
    private static final Set<String> NAMES_OF_OTHER_THINGS = Set.of(
            "aws_api_gateway_stage.stage_name",
            "aws_cloudwatch_metric_alarm.metric_name",
            "aws_cognito_user_group.name",
            "aws_db_instance.db_name",
            "aws_db_instance.username",
            "aws_guardduty_detector_feature.name",
            "aws_iam_service_linked_role.aws_service_name",
            "aws_lambda_alias.name",
            "aws_lambda_function.filename",
            "aws_s3_bucket_logging.target_prefix",
            "aws_vpc_endpoint.service_name");

    @ParameterizedTest
    @MethodSource("copies")
    void isInEveryName(StackJson stack) {
        List<String> without = new ArrayList<>();
        for (ResourceAssert resource : stack.all()) {
            names(stack, resource).forEach((attribute, name) -> {
                // A name built on a reference is as unique as what it refers to.
                if (!name.contains(SUFFIX) && !name.contains("${")) {
                    without.add(resource.address() + " " + attribute + " = " + name);
                }
            });
        }
        assertThat(without).isEmpty();
    }

    @Test
    void isLookedForInEveryTypeOfResource() {
        Set<String> nameless = new TreeSet<>();
        for (StackJson stack : copies()) {
            for (String type : stack.types()) {
                if (stack.all(type).stream()
                        .anyMatch(resource -> names(stack, resource).isEmpty())) {
                    nameless.add(type);
                }
            }
        }
        assertThat(nameless).containsExactlyInAnyOrderElementsOf(WITHOUT_NAME);
    }

    @ParameterizedTest
    @MethodSource("copies")
    void isInStateKeyTagsAndParameters(StackJson stack) {
        assertThat(stack.root().at("/terraform/backend/s3/key").asText())
                .isEqualTo(stack.id() + "/pr123/terraform.tfstate");
        assertThat(stack.root()
                        .at("/provider/aws/0/default_tags/0/tags/EnvironmentSuffix")
                        .asText())
                .isEqualTo(SUFFIX);
        assertThat(stack.all("aws_ssm_parameter"))
                .allSatisfy(parameter ->
                        assertThat(parameter.at("name").asText()).startsWith("/" + stack.system() + "/pr123/"));
    }

    private static List<StackJson> copies() {
        return COPIES.values().stream()
                .filter(stack -> !stack.system().equals("foundation")) // which copies share
                .toList();
    }

    /** Name-like attributes with literal values, and the tag that the console shows as a name. */
    private static Map<String, String> names(StackJson stack, ResourceAssert resource) {
        String type = resource.address().substring(0, resource.address().indexOf('.'));
        Map<String, String> names = new TreeMap<>();
        for (Map.Entry<String, JsonNode> attribute : stack.attributes(resource).properties()) {
            String path = type + "." + attribute.getKey();
            if (attribute.getValue().isTextual()
                    && NAME.matcher(attribute.getKey()).matches()
                    && !NAMES_OF_OTHER_THINGS.contains(path)) {
                names.put(attribute.getKey(), attribute.getValue().asText());
            }
        }
        JsonNode tag = resource.at("tags/Name");
        if (tag.isTextual()) {
            names.put("tags/Name", tag.asText());
        }
        return names;
    }
}
