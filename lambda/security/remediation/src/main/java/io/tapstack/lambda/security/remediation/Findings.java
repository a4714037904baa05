package io.tapstack.lambda.security.remediation;

import io.tapstack.lambda.shared.JsonObject;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads events as EventBridge delivers them: <a
 * href="https://docs.aws.amazon.com/config/latest/developerguide/monitor-config-with-cloudwatchevents.html">Config Rules
 * Compliance Change</a> and <a
 * href="https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-cwe-event-formats.html">Security Hub Findings -
 * Imported</a>, <a
 * href="https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_findings_eventbridge.html">GuardDuty Finding</a> and <a
 * href="https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-eventbridge.html">Access Analyzer Finding</a>.
 */
final class Findings {
    private static final String CONFIG = "aws.config";
    private static final String SECURITY_HUB = "aws.securityhub";
    private static final String FAILED = "FAILED";
    private static final String ACTIVE = "ACTIVE";

    /** A person has said to leave it, or that it is done. */
    private static final Set<String> CLOSED = Set.of("SUPPRESSED", "RESOLVED");

    private final Map<String, Fix> configRuleFixes;

    Findings(Map<String, Fix> configRuleFixes) {
        this.configRuleFixes = configRuleFixes;
    }

    /**
     * What the event reports.
     *
     * @throws MalformedEventException where it is another event or lacks something
     */
    List<Finding> of(JsonObject json) {
        var unidentified = new Finding.Event(
                json.string("source").orElse(""), json.string("id").orElse(""));
        var event = new Reader(unidentified, "", json);
        event.text("id");
        var kind = event.text("source") + " " + event.text("detail-type");
        return switch (kind) {
            case CONFIG + " Config Rules Compliance Change" -> List.of(configFinding(event.object("detail")));
            case SECURITY_HUB + " Security Hub Findings - Imported" ->
                event.object("detail").items("findings").stream()
                        .flatMap(finding -> securityHubFindings(finding).stream())
                        .toList();
            case "aws.guardduty GuardDuty Finding" -> List.of(guardDutyFinding(event));
            case "aws.access-analyzer Access Analyzer Finding" -> List.of(accessFinding(event));
            default -> throw event.malformed("source and detail-type are not of an event that it knows");
        };
    }

    private Finding configFinding(Reader detail) {
        var rule = detail.text("configRuleName");
        var resource = resource(
                detail.text("resourceType"),
                detail.text("resourceId"),
                detail.text("awsAccountId"),
                detail.text("awsRegion"),
                detail);
        var failed = detail.object("newEvaluationResult").text("complianceType").equals("NON_COMPLIANT");
        return new Finding(
                detail.event(),
                CONFIG + "#" + detail.event().id(),
                rule,
                Optional.ofNullable(configRuleFixes.get(rule)),
                resource,
                "AWS Config: " + resource.id() + " [" + resource.type() + "] does not comply with " + rule,
                failed);
    }

    /** GuardDuty publishes a finding again as it goes on; its id stays the same. */
    private static Finding guardDutyFinding(Reader event) {
        var detail = event.object("detail");
        var type = detail.text("type");
        return unfixable(
                event,
                type,
                detail.text("id"),
                "GuardDuty, severity " + detail.number("severity") + ": " + detail.text("title") + " [" + type + "]");
    }

    private static Finding accessFinding(Reader event) {
        var detail = event.object("detail");
        var resource = detail.text("resource");
        return unfixable(
                event,
                detail.text("resourceType"),
                resource,
                "Access Analyzer: " + resource + " [" + detail.text("resourceType")
                        + "] can be reached from outside the account");
    }

    private static Finding unfixable(Reader event, String rule, String id, String text) {
        var resource = new Finding.Resource("", Optional.empty(), id, event.text("account"), event.text("region"));
        var key = event.event().source() + "#" + event.event().id();
        return new Finding(event.event(), key, rule, Optional.empty(), resource, text, true);
    }

    /** A finding of a control has one resource; those of other products may have several, and none of our rules. */
    private static List<Finding> securityHubFindings(Reader finding) {
        var control = finding.optional("Compliance", "SecurityControlId");
        var failed = finding.optional("Compliance", "Status").orElse(FAILED).equals(FAILED)
                && finding.optional("RecordState").orElse(ACTIVE).equals(ACTIVE)
                && !CLOSED.contains(finding.optional("Workflow", "Status").orElse(""));
        var account = finding.text("AwsAccountId");
        var region = finding.optional("Region").orElse("");
        // The same finding is imported again as long as it lasts; each time may need the fix again.
        var text = "Security Hub, " + finding.optional("Severity", "Label").orElse("severity unknown") + ": "
                + finding.optional("Title").orElse("untitled");
        var key = SECURITY_HUB + "#" + finding.text("Id") + "#" + finding.text("UpdatedAt") + "#";
        return finding.items("Resources").stream()
                .map(item -> resource(
                        item.text("Type"),
                        item.text("Id"),
                        account,
                        item.optional("Region").orElse(region),
                        item))
                .map(resource -> new Finding(
                        finding.event(),
                        key + resource.id(),
                        control.orElseGet(() -> finding.text("GeneratorId")),
                        control.flatMap(Fix::ofControl),
                        resource,
                        text + " [" + resource.id() + "]",
                        failed))
                .toList();
    }

    private static Finding.Resource resource(String type, String id, String account, String region, Reader reader) {
        var kind = ResourceKind.of(type);
        var plainId = kind.map(known ->
                known.id(id).orElseThrow(() -> reader.malformed("the resource's id is not of a " + known.type())));
        return new Finding.Resource(
                kind.map(ResourceKind::type).orElse(type), kind, plainId.orElse(id), account, region);
    }

    /** A part of the event, whose members must be there. */
    private record Reader(Finding.Event event, String path, JsonObject json) {
        String text(String name) {
            return json.string(name).filter(text -> !text.isBlank()).orElseThrow(() -> missing(name));
        }

        String number(String name) {
            return json.number(name).map(BigDecimal::toPlainString).orElseThrow(() -> missing(name));
        }

        /** The text of a member, or of a member of a member. */
        Optional<String> optional(String... names) {
            var object = Optional.of(json);
            for (var name : List.of(names).subList(0, names.length - 1)) {
                object = object.flatMap(outer -> outer.object(name));
            }
            return object.flatMap(inner -> inner.string(names[names.length - 1]));
        }

        Reader object(String name) {
            return new Reader(event, path + name + ".", json.object(name).orElseThrow(() -> missing(name)));
        }

        List<Reader> items(String name) {
            var items = json.items(name, JsonObject.class);
            if (items.isEmpty()) {
                throw missing(name);
            }
            return items.stream()
                    .map(item -> new Reader(event, path + name + ".", item))
                    .toList();
        }

        MalformedEventException malformed(String problem) {
            return new MalformedEventException(event, problem);
        }

        private MalformedEventException missing(String name) {
            return malformed(path + name + " is missing");
        }
    }
}
