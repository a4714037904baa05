package io.tapstack.main.verify;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/** The services that watch an account (S6, S8, S11). */
final class DetectionChecks {
    private static final String TRAIL = "CloudTrail_20131101.";

    static final List<Check> ALL = List.of(
            Check.of("trail-logging", "aws_cloudtrail")
                    .promises(
                            "the trail records, and its last delivery succeeded",
                            List.of("cloudtrail:GetTrailStatus"),
                            DetectionChecks::trail),
            Check.of("recorder-on", "aws_config_configuration_recorder_status")
                    .promises(
                            "the recorder of AWS Config records, and its last delivery succeeded",
                            List.of("config:DescribeConfigurationRecorderStatus"),
                            DetectionChecks::recorder),
            Check.of("detector-on", "aws_guardduty_detector")
                    .promises(
                            "GuardDuty's detector is enabled",
                            List.of("guardduty:ListDetectors", "guardduty:GetDetector"),
                            DetectionChecks::detector),
            Check.of("hub-on", "aws_securityhub_account")
                    .promises("Security Hub is on", List.of("securityhub:DescribeHub"), DetectionChecks::hub),
            Check.of("standard-ready", "aws_securityhub_standards_subscription")
                    .promises(
                            "the standard is READY",
                            List.of("securityhub:GetEnabledStandards"),
                            DetectionChecks::standard),
            Check.of("analyzer-active", "aws_accessanalyzer_analyzer")
                    .promises(
                            "the analyzer is ACTIVE",
                            List.of("access-analyzer:GetAnalyzer"),
                            DetectionChecks::analyzer));

    private DetectionChecks() {}

    private static Outcome trail(Subject trail) {
        JsonNode status = trail.json("cloudtrail").action(TRAIL + "GetTrailStatus", Map.of("Name", trail.text("arn")));
        return Outcome.when(status.path("IsLogging").asBoolean(), "the trail does not record")
                .and(delivered(status.path("LatestDeliveryError").asText()));
    }

    private static Outcome recorder(Subject recorder) {
        JsonNode status = recorder.json("config")
                .action(
                        "StarlingDoveService.DescribeConfigurationRecorderStatus",
                        Map.of("ConfigurationRecorderNames", List.of(recorder.text("name"))))
                .at("/ConfigurationRecordersStatus/0");
        return Outcome.when(status.path("recording").asBoolean(), "the recorder does not record")
                .and(delivered(
                        status.path("lastStatus").asText().equalsIgnoreCase("failure")
                                ? status.path("lastErrorCode").asText("failure")
                                : ""));
    }

    private static Outcome delivered(String error) {
        return error.isEmpty()
                ? Outcome.passed()
                : Outcome.failed("the last delivery failed: " + error, "look at the policies of its bucket and key");
    }

    private static Outcome detector(Subject detector) {
        for (JsonNode id : detector.json("guardduty").get("/detector").path("detectorIds")) {
            if (id.asText().equals(detector.text("id"))) {
                return Outcome.equal(
                        "the detector",
                        "ENABLED",
                        detector.json("guardduty")
                                .get("/detector/" + id.asText())
                                .path("status")
                                .asText());
            }
        }
        return Outcome.failed("there is no such detector");
    }

    private static Outcome hub(Subject hub) {
        String arn = hub.json("securityhub").get("/accounts").path("HubArn").asText();
        return Outcome.when(!arn.isEmpty(), "Security Hub is off");
    }

    private static Outcome standard(Subject standard) {
        String status = standard.json("securityhub")
                .post("/standards/get", Map.of("StandardsSubscriptionArns", List.of(standard.text("id"))))
                .at("/StandardsSubscriptions/0/StandardsStatus")
                .asText("absent");
        return status.equals("READY")
                ? Outcome.passed()
                : Outcome.failed("the standard is " + status, "PENDING takes minutes; else a deploy subscribes again");
    }

    private static Outcome analyzer(Subject analyzer) {
        String status = analyzer.json("access-analyzer")
                .get("/analyzer/" + analyzer.text("analyzer_name"))
                .at("/analyzer/status")
                .asText();
        return Outcome.equal("the analyzer", "ACTIVE", status);
    }
}
