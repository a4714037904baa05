package io.tapstack.main.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapstack.main.demo.PortalEdge;
import java.util.List;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.cloudfront.model.CacheBehavior;
import software.amazon.awssdk.services.cloudfront.model.CustomErrorResponse;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;
import software.amazon.awssdk.services.cloudfront.model.HttpVersion;
import software.amazon.awssdk.services.cloudfront.model.OriginAccessControlSigningBehaviors;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateHttpTokensState;
import software.amazon.awssdk.services.ec2.model.NatGatewayState;
import software.amazon.awssdk.services.ec2.model.ResponseLaunchTemplateData;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerAttribute;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthStateEnum;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBInstance;

/** What the API of AWS says of a deployed portal. */
record DeployedPortal(EmulatedAccount account, JsonNode outputs, String environment) {
    private static final String KEY = "arn:aws:kms:";
    private static final int POSTGRES = 5432;
    private static final int HTTPS = 443;

    String output(String name) {
        return outputs.at("/" + name + "/value").asText();
    }

    PortalEdge edge() {
        return new PortalEdge(account.endpoint(), output("distributionId"), output("loadBalancerName"));
    }

    DeployedSystem system() {
        return new DeployedSystem(account, "portal", environment);
    }

    /** The API uncached, files by signed requests, its own page for what is no file. */
    void distributionIsComplete() {
        try (CloudFrontClient cloudFront = account.client(CloudFrontClient.builder())) {
            DistributionConfig config = distribution(cloudFront);
            assertThat(config.httpVersion()).isEqualTo(HttpVersion.HTTP2_AND3);
            assertThat(config.defaultRootObject()).isEqualTo("index.html");
            String headers = config.defaultCacheBehavior().responseHeadersPolicyId();
            assertThat(headers).isNotBlank();
            assertThat(config.cacheBehaviors().items())
                    .allSatisfy(behaviour ->
                            assertThat(behaviour.responseHeadersPolicyId()).isEqualTo(headers))
                    .extracting(CacheBehavior::pathPattern)
                    .containsExactly("/assets/*", "/api/*");
            assertThat(config.customErrorResponses().items())
                    .extracting(CustomErrorResponse::errorCode)
                    .containsExactlyInAnyOrder(403, 502, 504);
            String accessControl = config.origins().items().stream()
                    .map(origin -> origin.originAccessControlId())
                    .filter(id -> id != null && !id.isEmpty())
                    .findFirst()
                    .orElseThrow();
            assertThat(cloudFront
                            .getOriginAccessControl(request -> request.id(accessControl))
                            .originAccessControl()
                            .originAccessControlConfig()
                            .signingBehavior())
                    .isEqualTo(OriginAccessControlSigningBehaviors.ALWAYS);
        }
    }

    /** TLS and name of its own. */
    void distributionHasTheDomain(String domain) {
        try (CloudFrontClient cloudFront = account.client(CloudFrontClient.builder())) {
            DistributionConfig config = distribution(cloudFront);
            assertThat(config.aliases().items()).containsExactly(domain);
            assertThat(config.viewerCertificate().minimumProtocolVersionAsString())
                    .isEqualTo("TLSv1.2_2021");
            assertThat(config.viewerCertificate().acmCertificateArn()).contains(":us-east-1:");
            assertThat(config.webACLId()).contains(":us-east-1:").contains(":global/webacl/");
        }
    }

    /** Only what shows the header is passed on; nobody else gets further than 403. */
    void loadBalancerAnswersCloudFrontOnly() {
        try (ElasticLoadBalancingV2Client elb = account.client(ElasticLoadBalancingV2Client.builder())) {
            List<Listener> listeners = listeners(elb);
            assertThat(listeners).isNotEmpty();
            for (Listener listener : listeners) {
                List<Rule> rules = elb.describeRules(request -> request.listenerArn(listener.listenerArn()))
                        .rules();
                assertThat(rules)
                        .filteredOn(
                                rule -> rule.actions().stream().anyMatch(one -> one.type() == ActionTypeEnum.FORWARD))
                        .allSatisfy(rule -> assertThat(rule.conditions()).anySatisfy(condition -> assertThat(
                                        condition.httpHeaderConfig().httpHeaderName())
                                .isEqualTo("X-Origin-Verify")));
                assertThat(rules).filteredOn(Rule::isDefault).singleElement().satisfies(rule -> assertThat(
                                rule.actions())
                        .extracting(one -> one.type())
                        .doesNotContain(ActionTypeEnum.FORWARD));
            }
        }
    }

    void loadBalancerIsHardened() {
        try (ElasticLoadBalancingV2Client elb = account.client(ElasticLoadBalancingV2Client.builder())) {
            List<LoadBalancerAttribute> attributes = elb.describeLoadBalancerAttributes(
                            request -> request.loadBalancerArn(balancer(elb).loadBalancerArn()))
                    .attributes();
            assertThat(attributes)
                    .contains(
                            attribute("routing.http.drop_invalid_header_fields.enabled", "true"),
                            attribute("routing.http.desync_mitigation_mode", "defensive"),
                            attribute("access_logs.s3.enabled", "true"));
        }
    }

    /** Traffic is encrypted on both sides of CloudFront, by TLS 1.2 at least. */
    void loadBalancerSpeaksTls() {
        try (ElasticLoadBalancingV2Client elb = account.client(ElasticLoadBalancingV2Client.builder())) {
            assertThat(listeners(elb))
                    .filteredOn(listener -> listener.port() == 443)
                    .singleElement()
                    .satisfies(listener -> assertThat(listener.sslPolicy()).contains("TLS13-1-2"));
        }
    }

    long healthyTargets() {
        try (ElasticLoadBalancingV2Client elb = account.client(ElasticLoadBalancingV2Client.builder())) {
            return elb
                    .describeTargetGroups(
                            request -> request.loadBalancerArn(balancer(elb).loadBalancerArn()))
                    .targetGroups()
                    .stream()
                    .flatMap(group -> elb
                            .describeTargetHealth(request -> request.targetGroupArn(group.targetGroupArn()))
                            .targetHealthDescriptions()
                            .stream())
                    .filter(target -> target.targetHealth().state() == TargetHealthStateEnum.HEALTHY)
                    .count();
        }
    }

    AutoScalingGroup fleet() {
        try (AutoScalingClient autoScaling = account.client(AutoScalingClient.builder())) {
            return autoScaling
                    .describeAutoScalingGroups(request -> request.autoScalingGroupNames(output("autoScalingGroupName")))
                    .autoScalingGroups()
                    .get(0);
        }
    }

    /** Over all zones, judged by the load balancer, grown and shrunk by processors and requests. */
    void fleetIsComplete(int zones) {
        AutoScalingGroup fleet = fleet();
        assertThat(fleet.healthCheckType()).isEqualTo("ELB");
        assertThat(fleet.availabilityZones()).hasSize(zones);
        assertThat(fleet.targetGroupARNs()).hasSize(1);
        try (AutoScalingClient autoScaling = account.client(AutoScalingClient.builder())) {
            assertThat(autoScaling
                            .describePolicies(request -> request.autoScalingGroupName(fleet.autoScalingGroupName()))
                            .scalingPolicies())
                    .hasSize(3)
                    .filteredOn(policy -> policy.policyType().equals("TargetTrackingScaling"))
                    .hasSize(1);
        }
    }

    /** No way in but the load balancer's, no address and no key of its own, an encrypted volume. */
    void instancesAreHardened() {
        try (Ec2Client ec2 = account.client(Ec2Client.builder())) {
            ResponseLaunchTemplateData template = ec2.describeLaunchTemplateVersions(request ->
                            request.launchTemplateId(fleet().launchTemplate().launchTemplateId())
                                    .versions(fleet().launchTemplate().version()))
                    .launchTemplateVersions()
                    .get(0)
                    .launchTemplateData();
            assertThat(template.metadataOptions().httpTokens()).isEqualTo(LaunchTemplateHttpTokensState.REQUIRED);
            assertThat(template.metadataOptions().httpPutResponseHopLimit()).isEqualTo(1);
            assertThat(template.keyName()).isNull();
            assertThat(template.networkInterfaces()).singleElement().satisfies(network -> assertThat(
                            network.associatePublicIpAddress())
                    .isFalse());
            assertThat(template.blockDeviceMappings()).singleElement().satisfies(device -> {
                assertThat(device.ebs().encrypted()).isTrue();
                assertThat(device.ebs().kmsKeyId()).startsWith(KEY);
            });
        }
    }

    /** The database, with what holds in every environment asserted already. */
    DBInstance database() {
        try (RdsClient rds = account.client(RdsClient.builder())) {
            DBInstance database = rds.describeDBInstances(request -> request.dbInstanceIdentifier(system().name("db")))
                    .dbInstances()
                    .get(0);
            assertThat(database.iamDatabaseAuthenticationEnabled()).isTrue();
            assertThat(database.dbSubnetGroup().subnets())
                    .extracting(subnet -> subnet.subnetIdentifier())
                    .doesNotContainAnyElementsOf(
                            List.of(fleet().vpcZoneIdentifier().split(",", -1)));
            return database;
        }
    }

    /** Three tiers of subnets; the only addresses that get in from outside are CloudFront's, at the load balancer. */
    void onlyCloudFrontGetsIn(int zones) {
        try (Ec2Client ec2 = account.client(Ec2Client.builder())) {
            Filter ours =
                    Filter.builder().name("vpc-id").values(output("vpcId")).build();
            assertThat(ec2.describeSubnets(request -> request.filters(ours)).subnets())
                    .hasSize(3 * zones)
                    .noneMatch(subnet -> subnet.mapPublicIpOnLaunch());
            List<String> groups = ec2.describeSecurityGroups(request -> request.filters(ours)).securityGroups().stream()
                    .map(group -> group.groupId())
                    .toList();
            List<SecurityGroupRule> rules = ec2.describeSecurityGroupRules(request -> {}).securityGroupRules().stream()
                    .filter(rule -> groups.contains(rule.groupId()))
                    .toList();
            assertThat(rules).isNotEmpty().allSatisfy(rule -> {
                assertThat(rule.cidrIpv6()).isNull();
                assertThat(rule.description()).isNotBlank();
            });
            assertThat(rules)
                    .filteredOn(rule -> rule.cidrIpv4() != null)
                    .as("by any address: instances out, where there is a NAT gateway")
                    .hasSize(natGateways() > 0 ? 1 : 0)
                    .allMatch(rule -> rule.isEgress() && rule.fromPort() == HTTPS && rule.toPort() == HTTPS);
            assertThat(rules)
                    .filteredOn(rule -> !rule.isEgress() && rule.prefixListId() != null)
                    .as("from outside")
                    .hasSize(1);
            assertThat(rules)
                    .filteredOn(rule -> !rule.isEgress() && rule.fromPort() == POSTGRES)
                    .allSatisfy(rule -> assertThat(rule.referencedGroupInfo()).isNotNull());
        }
    }

    long natGateways() {
        try (Ec2Client ec2 = account.client(Ec2Client.builder())) {
            return ec2.describeNatGateways(request -> {}).natGateways().stream()
                    .filter(nat -> nat.vpcId().equals(output("vpcId")) && nat.state() == NatGatewayState.AVAILABLE)
                    .count();
        }
    }

    /** Nothing of the system is left in the account. */
    void isGone() {
        system().isGone();
        try (RdsClient rds = account.client(RdsClient.builder());
                Ec2Client ec2 = account.client(Ec2Client.builder());
                ElasticLoadBalancingV2Client elb = account.client(ElasticLoadBalancingV2Client.builder());
                AutoScalingClient autoScaling = account.client(AutoScalingClient.builder());
                CloudFrontClient cloudFront = account.client(CloudFrontClient.builder())) {
            assertThat(rds.describeDBInstances().dbInstances()).isEmpty();
            assertThat(ec2.describeVpcs().vpcs()).noneMatch(vpc -> vpc.vpcId().equals(output("vpcId")));
            assertThat(elb.describeLoadBalancers().loadBalancers()).isEmpty();
            assertThat(elb.describeTargetGroups().targetGroups()).isEmpty();
            assertThat(autoScaling.describeAutoScalingGroups().autoScalingGroups())
                    .isEmpty();
            assertThat(cloudFront
                            .listDistributions(request -> {})
                            .distributionList()
                            .quantity())
                    .isZero();
        }
    }

    private DistributionConfig distribution(CloudFrontClient cloudFront) {
        return cloudFront
                .getDistribution(request -> request.id(output("distributionId")))
                .distribution()
                .distributionConfig();
    }

    private List<Listener> listeners(ElasticLoadBalancingV2Client elb) {
        return elb.describeListeners(
                        request -> request.loadBalancerArn(balancer(elb).loadBalancerArn()))
                .listeners();
    }

    private LoadBalancer balancer(ElasticLoadBalancingV2Client elb) {
        return elb.describeLoadBalancers(request -> request.names(output("loadBalancerName")))
                .loadBalancers()
                .get(0);
    }

    private static LoadBalancerAttribute attribute(String key, String value) {
        return LoadBalancerAttribute.builder().key(key).value(value).build();
    }
}
