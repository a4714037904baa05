package io.tapstack.lambda.security.remediation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapstack.lambda.shared.Json;
import io.tapstack.lambda.shared.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("S9")
class FindingsTest {
    private final Findings findings = new Findings(Map.of("security-s3-public-dev", Fix.S3_PUBLIC_ACCESS_BLOCK));

    @Test
    void readsAConfigRulesComplianceChange() {
        var event = new Finding.Event("aws.config", "2b0c5b1e-9d37-5a1e-8a4f-0d5f6f3c9a11");
        assertThat(findings.of(Events.config()))
                .containsExactly(new Finding(
                        event,
                        "aws.config#" + event.id(),
                        "security-s3-public-dev",
                        Optional.of(Fix.S3_PUBLIC_ACCESS_BLOCK),
                        new Finding.Resource(
                                "AWS::S3::Bucket",
                                Optional.of(ResourceKind.S3_BUCKET),
                                "open-bucket",
                                "123456789012",
                                "eu-central-1"),
                        "AWS Config: open-bucket [AWS::S3::Bucket] does not comply with security-s3-public-dev",
                        true));
    }

    @Test
    void readsASecurityHubFinding() {
        var finding = findings.of(Events.securityHub()).get(0);

        assertThat(finding.rule()).isEqualTo("EC2.13");
        assertThat(finding.applicableFix()).contains(Fix.SECURITY_GROUP_SSH);
        assertThat(finding.failed()).isTrue();
        assertThat(finding.resource())
                .isEqualTo(new Finding.Resource(
                        "AWS::EC2::SecurityGroup",
                        Optional.of(ResourceKind.SECURITY_GROUP),
                        "sg-0123456789abcdef0",
                        "123456789012",
                        "eu-central-1"));
        assertThat(finding.key())
                .startsWith("aws.securityhub#arn:aws:securityhub:")
                .contains("#2026-11-22T06:29:00.000Z#sg-");
    }

    @Test
    @Tag("S10")
    void saysWhatIsWrongInASentence() {
        var text = findings.of(Events.securityHub()).get(0).text();
        assertThat(text).startsWith("Security Hub, HIGH: ").endsWith("[sg-0123456789abcdef0]");

        var guardDuty = findings.of(Events.guardDuty()).get(0);
        assertThat(guardDuty.text()).isEqualTo("GuardDuty, severity 5.5: Reconnaissance by a user. [Recon:IAMUser/X]");
        assertThat(guardDuty.resource().id()).isEqualTo("f-1");
        assertThat(guardDuty.resource().account()).isEqualTo("123456789012");

        var access = findings.of(Events.accessAnalyzer()).get(0);
        assertThat(access.text())
                .isEqualTo("Access Analyzer: arn:aws:s3:::b [AWS::S3::Bucket] can be reached from outside the account");
        assertThat(access.applicableFix()).isEmpty();
        assertThat(access.failed()).isTrue();
    }

    @Test
    void findingImportedAgainLaterIsAnother() {
        var later = Json.object(Events.SECURITY_HUB.replace("06:29:00", "18:29:00"));
        assertThat(findings.of(later).get(0).key())
                .isNotEqualTo(findings.of(Events.securityHub()).get(0).key());
    }

    @ParameterizedTest
    @CsvSource({
        "S3.2, S3_PUBLIC_ACCESS_BLOCK",
        "S3.3, S3_PUBLIC_ACCESS_BLOCK",
        "S3.8, S3_PUBLIC_ACCESS_BLOCK",
        "S3.5, S3_TLS_ONLY",
        "EC2.13, SECURITY_GROUP_SSH",
        "EC2.14, SECURITY_GROUP_RDP",
        "KMS.4, KMS_KEY_ROTATION"
    })
    void controlCallsForItsFix(String control, Fix fix) {
        var event = Json.object(Events.SECURITY_HUB.replace("\"EC2.13\"", "\"" + control + "\""));
        assertThat(findings.of(event).get(0).fix()).contains(fix);
    }

    @ParameterizedTest
    @CsvSource({
        "COMPLIANT, false",
        "NOT_APPLICABLE, false",
        "INSUFFICIENT_DATA, false",
        "NON_COMPLIANT, true",
    })
    void onlyANonCompliantResourceHasFailed(String compliance, boolean failed) {
        var event = Json.object(Events.CONFIG.replace("\"NON_COMPLIANT\"", "\"" + compliance + "\""));
        assertThat(findings.of(event).get(0).failed()).isEqualTo(failed);
    }

    @ParameterizedTest
    @CsvSource({
        "'\"Status\": \"FAILED\"', '\"Status\": \"PASSED\"'",
        "'\"Status\": \"FAILED\"', '\"Status\": \"WARNING\"'",
        "'\"Workflow\": {\"Status\": \"NEW\"}', '\"Workflow\": {\"Status\": \"SUPPRESSED\"}'",
        "'\"Workflow\": {\"Status\": \"NEW\"}', '\"Workflow\": {\"Status\": \"RESOLVED\"}'",
        "'\"RecordState\": \"ACTIVE\"', '\"RecordState\": \"ARCHIVED\"'",
    })
    void closedFindingHasNotFailed(String open, String closed) {
        assertThat(Events.SECURITY_HUB).contains(open);
        var event = Json.object(Events.SECURITY_HUB.replace(open, closed));
        assertThat(findings.of(event).get(0).failed()).isFalse();
    }

    @Test
    void ruleIsNotAppliedToAResourceOfAnotherKind() {
        var event = Json.object(Events.CONFIG
                .replace("AWS::S3::Bucket", "AWS::KMS::Key")
                .replace("open-bucket", "0a1b2c3d-0000-4000-8000-0a1b2c3d4e5f"));
        assertThat(findings.of(event).get(0).applicableFix()).isEmpty();
    }

    @Test
    void findingOfAnotherProductHasNoFix() {
        var event = Json.object(Events.SECURITY_HUB
                .replace("\"SecurityControlId\": \"EC2.13\",", "")
                .replace("AwsEc2SecurityGroup", "AwsEc2Instance"));
        var finding = findings.of(event).get(0);

        assertThat(finding.fix()).isEmpty();
        assertThat(finding.rule()).isEqualTo("security-control/EC2.13");
        assertThat(finding.resource().id()).startsWith("arn:aws:ec2:");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "id",
                "source",
                "detail-type",
                "detail",
                "detail.configRuleName",
                "detail.resourceType",
                "detail.resourceId",
                "detail.awsAccountId",
                "detail.awsRegion",
                "detail.newEvaluationResult",
                "detail.newEvaluationResult.complianceType"
            })
    void eventThatLacksSomethingIsRefusedByItsName(String path) {
        assertThatThrownBy(() -> findings.of(without(Events.config(), path.split("\\.", -1))))
                .isInstanceOf(MalformedEventException.class)
                .hasMessage(path + " is missing");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"id\":\"i\",\"source\":\"aws.ec2\",\"detail-type\":\"d\"}",
                "{\"id\":\"i\",\"source\":\"aws.config\",\"detail-type\":\"Security Hub Findings - Imported\",\"detail\":{}}",
                "{\"id\":\"i\",\"source\":\"aws.securityhub\",\"detail-type\":\"Security Hub Findings - Imported\",\"detail\":{\"findings\":[]}}"
            })
    void anotherEventIsRefused(String event) {
        assertThatThrownBy(() -> findings.of(Json.object(event))).isInstanceOf(MalformedEventException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "UPPER", "../x", "b&Action=DeleteSecurityGroup", "arn:aws:s3:::other/*", "bücket"})
    void idThatIsNoBucketsIsRefusedWithoutShowingIt(String id) {
        var event = Json.object(Events.CONFIG.replace("open-bucket", id));
        assertThatThrownBy(() -> findings.of(event))
                .isInstanceOf(MalformedEventException.class)
                .hasMessage("the resource's id is not of a AWS::S3::Bucket");
    }

    /** Whatever arrives is read or refused; nothing else would end in a report. */
    @Property(tries = 300)
    void anyEventIsReadOrRefused(@ForAll("mangled") JsonObject event) {
        try {
            assertThat(findings.of(event)).isNotEmpty();
        } catch (MalformedEventException e) {
            assertThat(e).hasMessageMatching("[a-zA-Z0-9:' .-]+");
        }
    }

    @Provide
    Arbitrary<JsonObject> mangled() {
        Arbitrary<Object> junk = Arbitraries.of(List.of(), "", " ", "x", true, new JsonObject(Map.of()), List.of("x"));
        return Arbitraries.of(Events.config(), Events.securityHub(), Events.guardDuty(), Events.accessAnalyzer())
                .flatMap(event -> Arbitraries.of(paths(event, List.of()))
                        .flatMap(path -> junk.map(value -> with(event, path, value))));
    }

    private static List<List<String>> paths(JsonObject object, List<String> above) {
        var found = new ArrayList<List<String>>();
        object.members().forEach((name, value) -> {
            var path = new ArrayList<>(above);
            path.add(name);
            found.add(path);
            var inner = value instanceof List<?> list && !list.isEmpty() ? list.get(0) : value;
            if (inner instanceof JsonObject next) {
                found.addAll(paths(next, path));
            }
        });
        return found;
    }

    private static JsonObject without(JsonObject object, String... path) {
        return with(object, List.of(path), null);
    }

    private static JsonObject with(JsonObject object, List<String> path, Object value) {
        var members = new LinkedHashMap<>(object.members());
        var name = path.get(0);
        if (path.size() == 1) {
            members.put(name, value);
        } else if (members.get(name) instanceof List<?> list) {
            members.put(name, List.of(with((JsonObject) list.get(0), path.subList(1, path.size()), value)));
        } else {
            members.put(name, with((JsonObject) members.get(name), path.subList(1, path.size()), value));
        }
        return new JsonObject(members);
    }
}
