package io.tapstack.environments.sweep;

import static io.tapstack.environments.testing.StackJson.refersTo;
import static org.assertj.core.api.Assertions.assertThat;

import io.tapstack.environments.testing.StackJson;
import io.tapstack.environments.testing.SynthesizedStacks;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every environment's account has a trail, a recorder, rules, filters with alarms, detectors and safe defaults. */
@Tag("S6")
@Tag("S7")
@Tag("S8")
@Tag("S11")
@Tag("CloudTrail.1")
@Tag("CloudTrail.4")
@Tag("Config.1")
@Tag("CIS-5.0_3.1")
@Tag("CIS-5.0_3.2")
final class AccountIsWatchedTest {
    private static final int FEWEST_RULES = 15;
    private static final int CIS_FILTERS = 15;
    private static final List<String> ONE_OF_EACH = List.of(
            "aws_cloudtrail",
            "aws_config_configuration_recorder",
            "aws_config_configuration_recorder_status",
            "aws_config_delivery_channel",
            "aws_guardduty_detector",
            "aws_securityhub_account",
            "aws_accessanalyzer_analyzer",
            "aws_s3_account_public_access_block",
            "aws_ebs_encryption_by_default",
            "aws_iam_account_password_policy");

    @ParameterizedTest
    @ValueSource(strings = {"dev", "staging", "prod", "local"})
    void holds(String environment) {
        assertThat(violations(SynthesizedStacks.shipped("security-" + environment)))
                .isEmpty();
    }

    @Test
    void makesEachOfThemOnce() {
        for (StackJson stack : SynthesizedStacks.shipped()) {
            if (!stack.system().equals("security")) {
                ONE_OF_EACH.forEach(type ->
                        assertThat(stack.all(type)).as(stack.id() + " " + type).isEmpty());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "aws_cloudtrail, is_multi_region_trail",
        "aws_cloudtrail, include_global_service_events",
        "aws_cloudtrail, enable_log_file_validation",
        "aws_config_configuration_recorder, recording_group/all_supported",
        "aws_config_configuration_recorder_status, is_enabled",
        "aws_guardduty_detector, enable",
        "aws_s3_account_public_access_block, restrict_public_buckets",
        "aws_ebs_encryption_by_default, enabled"
    })
    void canFailOnASwitch(String type, String path) {
        assertThat(violations(SynthesizedStacks.shipped("security-dev").with(type, path, false)))
                .hasSize(1);
    }

    @Test
    void canFail() {
        StackJson dev = SynthesizedStacks.shipped("security-dev");
        for (String type : ONE_OF_EACH) {
            assertThat(violations(dev.without(type))).as(type).isNotEmpty();
        }
        assertThat(violations(dev.without("aws_cloudwatch_log_metric_filter"))).hasSize(1);
        assertThat(violations(dev.with("aws_cloudwatch_log_metric_filter", "metric_transformation/name", "other")))
                .hasSize(1);
        assertThat(violations(dev.with("aws_cloudwatch_log_metric_filter", "log_group_name", "other")))
                .hasSize(1);
        assertThat(violations(dev.with("aws_cloudtrail", "advanced_event_selector", List.of())))
                .hasSize(1);
        assertThat(violations(dev.with("aws_iam_account_password_policy", "minimum_password_length", 13)))
                .hasSize(1);
        assertThat(violations(dev.with("aws_securityhub_account", "enable_default_standards", true)))
                .hasSize(1);
        StackJson few = dev;
        while (few.all("aws_config_config_rule").size() >= FEWEST_RULES) {
            few = few.without("aws_config_config_rule");
        }
        assertThat(violations(few)).hasSize(1);
    }

    private static List<String> violations(StackJson stack) {
        List<String> all = new ArrayList<>();
        ONE_OF_EACH.stream().filter(type -> stack.all(type).size() != 1).forEach(type -> all.add("not one " + type));
        all.addAll(stack.violations(
                "aws_cloudtrail",
                "does not see everything, or can be forged",
                trail -> trail.at("is_multi_region_trail").asBoolean()
                        && trail.at("include_global_service_events").asBoolean()
                        && trail.at("enable_log_file_validation").asBoolean()
                        && trail.at("enable_logging").asBoolean(true)
                        && trail.at("advanced_event_selector").toString().contains("AWS::S3::Object")
                        && trail.at("advanced_event_selector").toString().contains("Management")));
        all.addAll(stack.violations("aws_config_configuration_recorder", "misses types", recorder -> recorder.at(
                        "recording_group/all_supported")
                .asBoolean()));
        all.addAll(
                stack.violations("aws_config_configuration_recorder_status", "is off", status -> status.at("is_enabled")
                        .asBoolean()));
        if (stack.all("aws_config_config_rule").size() < FEWEST_RULES) {
            all.add("fewer than " + FEWEST_RULES + " rules");
        }
        all.addAll(filters(stack));
        all.addAll(stack.violations("aws_guardduty_detector", "is off", detector -> detector.at("enable")
                .asBoolean()));
        all.addAll(stack.violations("aws_securityhub_account", "takes whatever standards AWS chooses", hub -> !hub.at(
                        "enable_default_standards")
                .asBoolean(true)));
        all.addAll(
                stack.violations("aws_s3_account_public_access_block", "lets the public in", block -> List.of(
                                "block_public_acls",
                                "block_public_policy",
                                "ignore_public_acls",
                                "restrict_public_buckets")
                        .stream()
                        .allMatch(way -> block.at(way).asBoolean())));
        all.addAll(stack.violations("aws_ebs_encryption_by_default", "is off", ebs -> ebs.at("enabled")
                .asBoolean()));
        all.addAll(stack.violations(
                "aws_iam_account_password_policy",
                "is weak",
                policy -> policy.at("minimum_password_length").asInt() >= 14
                        && policy.at("password_reuse_prevention").asInt() == 24));
        return all;
    }

    private static List<String> filters(StackJson stack) {
        String filter = "aws_cloudwatch_log_metric_filter";
        Set<String> watched = stack.all("aws_cloudwatch_metric_alarm").stream()
                .map(alarm -> alarm.at("namespace").asText() + " "
                        + alarm.at("metric_name").asText())
                .collect(Collectors.toSet());
        List<String> all = new ArrayList<>(stack.violations(
                filter,
                "counts something else, or for nobody",
                one -> refersTo(one.at("log_group_name"), "aws_cloudwatch_log_group")
                        && watched.contains(
                                one.at("metric_transformation/namespace").asText() + " "
                                        + one.at("metric_transformation/name").asText())));
        if (stack.all(filter).size() != CIS_FILTERS) {
            all.add("not " + CIS_FILTERS + " filters");
        }
        return all;
    }
}
