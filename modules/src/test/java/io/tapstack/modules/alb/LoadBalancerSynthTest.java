package io.tapstack.modules.alb;

import static io.tapstack.modules.testing.Samples.DEPLOYMENT;
import static org.assertj.core.api.Assertions.assertThat;

import com.hashicorp.cdktf.TerraformOutput;
import io.tapstack.modules.core.Protection;
import io.tapstack.modules.s3.BucketSettings;
import io.tapstack.modules.s3.Lifecycle;
import io.tapstack.modules.testing.ResourceAssert;
import io.tapstack.modules.testing.Synthesized;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("B5")
final class LoadBalancerSynthTest {
    private static final String CERTIFICATE = "arn:aws:acm:eu-central-1:123456789012:certificate/1";
    private static final Synthesized STACK = synth(Optional.of(CERTIFICATE), Protection.DISPOSABLE);
    private static final Synthesized WITHOUT_TLS = synth(Optional.empty(), Protection.DISPOSABLE);

    @Test
    void livesInThePublicSubnets() {
        STACK.only("aws_lb")
                .has("name", "payments-pr123-alb")
                .has("load_balancer_type", "application")
                .has("internal", false)
                .has("subnets", List.of("subnet-a", "subnet-b"))
                .has("idle_timeout", 60);
        assertThat(STACK.only("aws_lb").each("security_groups")).hasSize(1);
    }

    @Test
    @Tag("ELB.4")
    @Tag("ELB.12")
    void passesOnWellFormedRequestsOnly() {
        STACK.only("aws_lb").has("drop_invalid_header_fields", true).has("desync_mitigation_mode", "defensive");
    }

    @Test
    @Tag("ELB.6")
    void cannotBeDeletedWhereItIsProtected() {
        STACK.only("aws_lb").has("enable_deletion_protection", false);
        synth(Optional.of(CERTIFICATE), Protection.PROTECTED).only("aws_lb").has("enable_deletion_protection", true);
    }

    @Test
    @Tag("ELB.1")
    void sendsHttpToHttps() {
        listener(STACK, 80)
                .has("protocol", "HTTP")
                .has("default_action/type", "redirect")
                .has("default_action/redirect/protocol", "HTTPS")
                .has("default_action/redirect/port", "443")
                .has("default_action/redirect/status_code", "HTTP_301");
    }

    @Test
    @Tag("ELB.17")
    void speaksModernTlsOnly() {
        listener(STACK, 443)
                .has("protocol", "HTTPS")
                .has("certificate_arn", CERTIFICATE)
                .has("ssl_policy", "ELBSecurityPolicy-TLS13-1-2-Res-2021-06");
    }

    @Test
    void refusesRequestsThatDoNotShowTheOriginsHeader() {
        refusesWithoutHeader(STACK, 443);
        refusesWithoutHeader(WITHOUT_TLS, 80);
    }

    @Test
    void letsCloudFrontInByThePortThatTakesRequests() {
        for (Synthesized stack : List.of(STACK, WITHOUT_TLS)) {
            assertThat(stack.root()
                            .path("data")
                            .path("aws_ec2_managed_prefix_list")
                            .toString())
                    .contains("\"name\":\"com.amazonaws.global.cloudfront.origin-facing\"");
            int port = stack == STACK ? 443 : 80;
            stack.only("aws_vpc_security_group_ingress_rule")
                    .hasText("prefix_list_id", "data.aws_ec2_managed_prefix_list.")
                    .has("from_port", port)
                    .has("to_port", port)
                    .lacks("cidr_ipv4")
                    .lacks("cidr_ipv6");
        }
    }

    @Test
    void hasOneListenerWhereThereIsNoCertificate() {
        assertThat(WITHOUT_TLS.all("aws_lb_listener")).hasSize(1);
    }

    @Test
    void checksTargetsAsTheSettingsSay() {
        STACK.only("aws_lb_target_group")
                .has("name", "payments-pr123-app-8080")
                .has("target_type", "instance")
                .has("vpc_id", "vpc-1")
                .has("protocol", "HTTP")
                .has("port", 8080)
                .has("deregistration_delay", "30")
                .has("health_check/path", "/healthz")
                .has("health_check/matcher", "200")
                .has("health_check/interval", 10)
                .has("health_check/timeout", 5)
                .has("health_check/healthy_threshold", 2)
                .has("health_check/unhealthy_threshold", 3)
                .has("lifecycle/create_before_destroy", true);
    }

    @Test
    void makesTargetsWaitForTheRuleThatPassesRequestsOn() {
        STACK.output("target").hasText("value", "aws_lb_listener_rule.");
    }

    @Test
    @Tag("ELB.5")
    void writesAccessLogsOnceItMay() {
        STACK.only("aws_lb").has("access_logs/enabled", true).hasText("access_logs/bucket", "aws_s3_bucket_policy.");
    }

    @Test
    @Tag("ELB.5")
    void letsLoadBalancersOfTheAccountWriteTheirLogs() {
        for (String sid : List.of("LoadBalancerLogDelivery", "RegionalLoadBalancerLogDelivery")) {
            STACK.only("aws_s3_bucket_policy")
                    .statement("policy", sid)
                    .has("Effect", "Allow")
                    .has("Action", "s3:PutObject")
                    .hasText("Resource", "/AWSLogs/123456789012/*")
                    .lacks("Condition");
        }
        ResourceAssert policy = STACK.only("aws_s3_bucket_policy");
        policy.statement("policy", "LoadBalancerLogDelivery")
                .has("Principal/Service", "logdelivery.elasticloadbalancing.amazonaws.com");
        policy.statement("policy", "RegionalLoadBalancerLogDelivery")
                .has("Principal/AWS", "arn:aws:iam::054676820928:root");
    }

    @Test
    @Tag("ELB.5")
    void knowsTheAccountsOfRegionsThatHaveOne() {
        assertThat(LogDeliveryAccount.of("us-east-1")).contains("127311923021");
        assertThat(LogDeliveryAccount.of("eu-central-2")).isEmpty(); // opened in November 2022
    }

    @Test
    @Tag("C10")
    void keepsItsLogsInABucketThatElasticLoadBalancingCanEncrypt() {
        STACK.only("aws_s3_bucket").has("bucket_prefix", "payments-pr123-alb-logs-");
        STACK.only("aws_s3_bucket_server_side_encryption_configuration")
                .has("rule/apply_server_side_encryption_by_default/sse_algorithm", "AES256");
        STACK.only("aws_s3_bucket_logging").has("target_bucket", "access-logs");
    }

    private static void refusesWithoutHeader(Synthesized stack, int port) {
        listener(stack, port)
                .has("default_action/type", "fixed-response")
                .has("default_action/fixed_response/status_code", "403")
                .lacks("default_action/target_group_arn");
        stack.only("aws_lb_listener_rule")
                .hasText("listener_arn", port == 443 ? "https" : "http")
                .has("condition/http_header/http_header_name", "X-Origin-Verify")
                .has("condition/http_header/values", List.of("now", "before"))
                .has("action/type", "forward")
                .hasText("action/target_group_arn", "aws_lb_target_group.");
    }

    private static ResourceAssert listener(Synthesized stack, int port) {
        return stack.only("aws_lb_listener", "port", port);
    }

    private static Synthesized synth(Optional<String> certificate, Protection protection) {
        HealthCheckSettings check =
                new HealthCheckSettings("/healthz", Duration.ofSeconds(10), Duration.ofSeconds(5), 2, 3);
        LoadBalancerSettings settings = new LoadBalancerSettings(
                Duration.ofSeconds(60),
                new TargetGroupSettings(8080, check, Duration.ofSeconds(30)),
                new BucketSettings(Lifecycle.expire(90), protection, Optional.empty()),
                protection);
        return Synthesized.of(stack -> {
            LoadBalancer.Ref balancer = new LoadBalancer(
                            stack,
                            "alb",
                            new LoadBalancer.Props(
                                    DEPLOYMENT,
                                    settings,
                                    "vpc-1",
                                    List.of("subnet-a", "subnet-b"),
                                    certificate,
                                    new OriginVerification("X-Origin-Verify", List.of("now", "before")),
                                    "access-logs"))
                    .ref();
            TerraformOutput.Builder.create(stack, "target")
                    .value(balancer.target().arn())
                    .build();
        });
    }
}
