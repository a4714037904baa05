package io.tapstack.modules.systems.portal;

import static io.tapstack.modules.testing.Samples.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapstack.modules.core.InvalidSettings;
import io.tapstack.modules.core.Retention;
import io.tapstack.modules.network.Nat;
import io.tapstack.modules.testing.ResourceAssert;
import io.tapstack.modules.testing.Synthesized;
import io.tapstack.modules.waf.WafSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How the parts of the portal are put together; what each part is like has tests of its own. */
final class PortalStackSynthTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Synthesized SMALL = PortalSamples.synth(
            PortalSamples.WITHOUT_DOMAIN, PortalSamples.settings(Nat.NONE, Optional.empty(), 1, MINUTE));
    private static final Synthesized WHOLE = PortalSamples.synth(
            ACCOUNT,
            PortalSamples.settings(
                    Nat.ONE_PER_ZONE, Optional.of(new WafSettings(2000, 100, new Retention(7))), 2, MINUTE));
    private static final String US_EAST_1 = "aws.us_east_1";

    @Test
    @Tag("B1")
    void keepsEverythingUnderOneKeyAndWhatIsElsewhereUnderOneThere() {
        assertThat(SMALL.all("aws_kms_alias").stream()
                        .map(alias -> alias.at("name").asText()))
                .containsExactlyInAnyOrder("alias/portal-pr123", "alias/portal-pr123-edge");
        ResourceAssert key = keys(SMALL, "").get(0);
        key.statement("policy", "CloudFront")
                .hasText("Condition/ArnLike/aws:SourceArn", "arn:aws:cloudfront::123456789012:distribution/*");
        key.statement("policy", "CloudWatchLogs")
                .hasText("Condition/ArnLike/kms:EncryptionContext:aws:logs:arn", "arn:aws:logs:eu-central-1:");
        key.statement("policy", "AutoScalingVolumes")
                .hasText("Condition/StringEquals/kms:CallerAccount", "123456789012");
        key.statement("policy", "AutoScalingGrantsToEbs").has("Condition/Bool/kms:GrantIsForAWSResource", "true");
        keys(SMALL, US_EAST_1)
                .get(0)
                .statement("policy", "CloudWatchLogs")
                .hasText("Condition/ArnLike/kms:EncryptionContext:aws:logs:arn", "arn:aws:logs:us-east-1:");
        for (String type : List.of("aws_db_instance", "aws_secretsmanager_secret", "aws_sqs_queue")) {
            assertThat(SMALL.all(type)).isNotEmpty().allSatisfy(resource -> assertThat(resource.toString())
                    .contains("${" + key.address() + ".arn}"));
        }
    }

    @Test
    @Tag("B2")
    @Tag("B7")
    void putsTheDatabaseIntoSubnetsThatLeadNowhere() {
        SMALL.only("aws_db_subnet_group")
                .hasText("subnet_ids/0", "aws_subnet.database-subnets_")
                .hasText("subnet_ids/1", "aws_subnet.database-subnets_");
        assertThat(SMALL.all("aws_subnet")).hasSize(6);
    }

    @Test
    @Tag("B2")
    @Tag("C14")
    void letsInstancesOutWhereThereIsNatOnly() {
        assertThat(egress(SMALL))
                .containsExactlyInAnyOrder(
                        "Migrations and rotation to Secrets Manager 443",
                        "Migrations and rotation to the database 5432",
                        "Load balancer to instances 8080",
                        "Instances to Secrets Manager, Systems Manager and logs 443",
                        "Instances to the database 5432",
                        "Instances to their artifact and to packages 443");
        SMALL.none("aws_nat_gateway");
        assertThat(egress(WHOLE))
                .contains("Instances to services outside AWS 443")
                .hasSize(7);
        assertThat(WHOLE.all("aws_nat_gateway")).hasSize(2);
    }

    @Test
    @Tag("B2")
    void reachesWhatInstancesNeedWithoutTheInternet() {
        assertThat(SMALL.all("aws_vpc_endpoint").stream()
                        .filter(endpoint ->
                                endpoint.at("vpc_endpoint_type").asText().equals("Interface"))
                        .map(endpoint -> endpoint.at("service_name").asText()))
                .containsExactlyInAnyOrder(
                        "com.amazonaws.eu-central-1.secretsmanager",
                        "com.amazonaws.eu-central-1.logs",
                        "com.amazonaws.eu-central-1.ssm",
                        "com.amazonaws.eu-central-1.ssmmessages");
        SMALL.only("aws_vpc_endpoint", "service_name", "com.amazonaws.eu-central-1.s3")
                .statement("policy", "ReadPublicBuckets")
                .has("Resource", "arn:aws:s3:::al2023-repos-eu-central-1-de612dc2/*");
    }

    @Test
    @Tag("B3")
    void servesTheFilesOfTheManifest() {
        assertThat(SMALL.root().path("locals").toString())
                .contains("jsondecode(file(\\\"lambda/portal/site/target/site-manifest.json\\\"))");
        SMALL.only(
                "aws_s3_object",
                "key",
                "application/${filesha256(\"lambda/portal/application/target/"
                        + "portal-application.jar\")}/portal-application.jar");
    }

    @Test
    @Tag("B4")
    void hasANameAndCertificatesWhereTheAccountHasADomain() {
        WHOLE.only("aws_cloudfront_distribution").has("aliases", List.of("portal-pr123.pay.example.com"));
        WHOLE.only("aws_acm_certificate", "domain_name", "portal-pr123.pay.example.com")
                .has("provider", US_EAST_1);
        WHOLE.only("aws_acm_certificate", "domain_name", "portal-origin-pr123.pay.example.com")
                .lacks("provider");
        for (String type : List.of("A", "AAAA")) {
            assertThat(WHOLE.all("aws_route53_record"))
                    .anySatisfy(record -> record.has("name", "portal-pr123.pay.example.com")
                            .has("type", type)
                            .hasText("alias/name", "aws_cloudfront_distribution."));
        }
        WHOLE.output("siteUrl").has("value", "https://portal-pr123.pay.example.com");
    }

    @Test
    @Tag("B4")
    void hasCloudFrontsNameWithoutADomain() {
        SMALL.none("aws_acm_certificate");
        SMALL.none("aws_route53_record");
        SMALL.only("aws_cloudfront_distribution").lacks("aliases");
        SMALL.output("siteUrl").hasText("value", "https://${aws_cloudfront_distribution.");
        SMALL.output("siteUrl").hasText("value", ".domain_name}");
    }

    @Test
    @Tag("B4")
    void isBehindAFirewallOfTheEdgeWhereThereIsOne() {
        ResourceAssert acl =
                WHOLE.only("aws_wafv2_web_acl").has("scope", "CLOUDFRONT").has("provider", US_EAST_1);
        WHOLE.only("aws_cloudfront_distribution").has("web_acl_id", "${" + acl.address() + ".arn}");
        SMALL.none("aws_wafv2_web_acl");
        SMALL.only("aws_cloudfront_distribution").lacks("web_acl_id");
    }

    @Test
    @Tag("B5")
    void goesToTheLoadBalancerByTlsWhereThereIsAName() {
        ResourceAssert whole = origin(WHOLE)
                .has("domain_name", "portal-origin-pr123.pay.example.com")
                .has("custom_origin_config/origin_protocol_policy", "https-only");
        whole.has("custom_header/name", "X-Origin-Verify");
        WHOLE.only("aws_route53_record", "name", "portal-origin-pr123.pay.example.com")
                .hasText("alias/name", "aws_lb.");
        origin(SMALL).hasText("domain_name", "aws_lb.").has("custom_origin_config/origin_protocol_policy", "http-only");
    }

    @Test
    @Tag("B5")
    void letsANewTokenInBeforeItIsShown() {
        ResourceAssert rule =
                WHOLE.only("aws_lb_listener_rule").has("condition/http_header/http_header_name", "X-Origin-Verify");
        assertThat(rule.at("condition/http_header/values/0").asText()).contains("token-2");
        assertThat(rule.at("condition/http_header/values/1").asText()).contains("token-1");
        assertThat(origin(WHOLE).at("custom_header/value").asText()).contains("token-2");
        assertThat(dependencies(WHOLE.only("aws_cloudfront_distribution"))).contains(rule.address());
    }

    @Test
    @Tag("B6")
    @Tag("B7")
    void bringsTheSchemaUpToDateAgainWhenTheDatabaseIsAnother() {
        SMALL.only("aws_lambda_invocation")
                .hasText(
                        "input",
                        "\"database\":\"${" + SMALL.only("aws_db_instance").address() + ".resource_id}\"");
    }

    @Test
    @Tag("B6")
    @Tag("B7")
    void startsInstancesOnceTheSchemaTheUserAndTheTokenAreThere() {
        assertThat(dependencies(SMALL.only("aws_autoscaling_group")))
                .contains(
                        SMALL.only("aws_lambda_invocation").address(),
                        SMALL.only("aws_secretsmanager_secret_version").address());
        assertThat(SMALL.root().at("/locals/user-data").asText())
                .contains("\"{{dbSecretArn}}\", \"${"
                        + SMALL.only("aws_secretsmanager_secret_rotation").address() + ".secret_id}\"")
                .contains("\"{{artifactKey}}\", \"${aws_s3_object.")
                .contains("\"{{logGroup}}\", \"${aws_cloudwatch_log_group.")
                .contains("\"{{port}}\", \"8080\"");
        SMALL.only("aws_launch_template").has("user_data", "${base64encode(local.user-data)}");
    }

    @Test
    @Tag("B6")
    @Tag("C7")
    void letsInstancesReadTheirArtifactAndSecretsAndWriteTheirLog() {
        ResourceAssert policy = SMALL.only("aws_iam_policy", "name", "dev-portal-app-pr123");
        policy.statement("policy", "ReadObjectsInArtifacts").hasText("Resource", ".arn}/application/*");
        policy.statement("policy", "UseKeyOfToReadInArtifacts")
                .has("Condition", Map.of("StringEquals", Map.of("kms:ViaService", "s3.eu-central-1.amazonaws.com")));
        policy.statement("policy", "ReadAppUser").hasText("Resource", "aws_secretsmanager_secret.app-user_");
        policy.statement("policy", "ReadOriginVerify").hasText("Resource", "aws_secretsmanager_secret.origin-token_");
        policy.statement("policy", "WriteLog").hasText("Resource", ".arn}:*");
        assertThat(policy.json("policy").each("Statement"))
                .extracting(statement -> statement.at("Sid").asText())
                .containsExactlyInAnyOrder(
                        "RegisterWithSystemsManager",
                        "CarrySessions",
                        "ReadObjectsInArtifacts",
                        "UseKeyOfToReadInArtifacts",
                        "ReadAppUser",
                        "UseKeyOfAppUser",
                        "ReadOriginVerify",
                        "UseKeyOfOriginVerify",
                        "WriteLog");
    }

    @Test
    @Tag("B8")
    void tellsOfTheEdgeInItsRegionAndOfTheRestInItsOwn() {
        assertThat(SMALL.all("aws_cloudwatch_metric_alarm")).allSatisfy(alarm -> {
            boolean edge = alarm.at("namespace").asText().equals("AWS/CloudFront");
            assertThat(alarm.at("provider").asText()).isEqualTo(edge ? US_EAST_1 : "");
            assertThat(alarm.at("alarm_actions/0").asText().contains("edge-alerts"))
                    .isEqualTo(edge);
        });
        assertThat(SMALL.all("aws_cloudwatch_metric_alarm").stream()
                        .map(alarm -> alarm.at("alarm_name").asText()))
                .contains(
                        "portal-pr123-edge-5xx",
                        "portal-pr123-load-balancer-target-5xx",
                        "portal-pr123-load-balancer-unhealthy",
                        "portal-pr123-application-refused",
                        "portal-pr123-database-cpu",
                        "portal-pr123-database-connections",
                        "portal-pr123-database-free-memory",
                        "portal-pr123-database-free-storage",
                        "portal-pr123-fleet-cpu-high",
                        "portal-pr123-fleet-cpu-low");
    }

    @Test
    @Tag("C4")
    @Tag("B5")
    void refusesConnectionsThatLiveAsLongAsTheApplications() {
        PortalSettings settings = PortalSamples.settings(Nat.NONE, Optional.empty(), 1, Duration.ofSeconds(75));
        assertThatThrownBy(() -> PortalSamples.synth(ACCOUNT, settings))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining("dev.portal.application.idleTimeout must be shorter than PT1M15S, for which the "
                        + "application keeps connections, got PT1M15S");
    }

    private static List<ResourceAssert> keys(Synthesized stack, String provider) {
        return stack.all("aws_kms_key").stream()
                .filter(key -> key.at("provider").asText().equals(provider))
                .toList();
    }

    private static List<String> egress(Synthesized stack) {
        return stack.all("aws_vpc_security_group_egress_rule").stream()
                .map(rule -> rule.at("description").asText() + " " + rule.at("from_port"))
                .toList();
    }

    private static ResourceAssert origin(Synthesized stack) {
        return stack.only("aws_cloudfront_distribution").each("origin").stream()
                .filter(origin -> origin.at("origin_id").asText().equals("api"))
                .findAny()
                .orElseThrow();
    }

    private static List<String> dependencies(ResourceAssert resource) {
        return StreamSupport.stream(resource.at("depends_on").spliterator(), false)
                .map(address -> address.asText())
                .toList();
    }
}
