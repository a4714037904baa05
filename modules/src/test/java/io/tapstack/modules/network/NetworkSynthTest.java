package io.tapstack.modules.network;

import static io.tapstack.modules.testing.Samples.DEPLOYMENT;
import static org.assertj.core.api.Assertions.assertThat;

import io.tapstack.modules.core.CidrPlan;
import io.tapstack.modules.core.Retention;
import io.tapstack.modules.kms.EncryptionKey;
import io.tapstack.modules.testing.ResourceAssert;
import io.tapstack.modules.testing.Synthesized;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("C14")
final class NetworkSynthTest {
    private static final EncryptionKey.Ref KEY =
            new EncryptionKey.Ref("arn:aws:kms:eu-central-1:123456789012:key/logs");
    private static final Synthesized STACK = synth("a", "b", "c");

    @Test
    void namesEndpointsInDns() {
        STACK.only("aws_vpc")
                .has("cidr_block", "10.7.0.0/16")
                .has("enable_dns_support", true)
                .has("enable_dns_hostnames", true)
                .has("tags/Name", "payments-pr123-vpc");
    }

    @Test
    void givesEachZoneASubnetWithARouteTableOfItsOwn() {
        STACK.only("aws_subnet", "availability_zone", "eu-central-1b")
                .has("cidr_block", "10.7.4.0/22")
                .has("map_public_ip_on_launch", false)
                .has("tags/Name", "payments-pr123-private-b");
        assertThat(STACK.all("aws_route_table")).hasSize(3);
        assertThat(STACK.all("aws_route_table_association").stream()
                        .map(association -> association.at("route_table_id").asText())
                        .distinct())
                .hasSize(3);
    }

    @Test
    void keepsASubnetInPlaceWhenAnotherZoneGoes() {
        ResourceAssert before = STACK.only("aws_subnet", "availability_zone", "eu-central-1c");
        ResourceAssert after = synth("a", "c").only("aws_subnet", "availability_zone", "eu-central-1c");
        assertThat(after.address()).isEqualTo(before.address());
        after.has("cidr_block", before.at("cidr_block"));
    }

    @Test
    void hasNoWayToTheInternet() {
        STACK.none("aws_internet_gateway");
        STACK.none("aws_nat_gateway");
        STACK.none("aws_route");
        STACK.all("aws_route_table").forEach(table -> table.lacks("route"));
    }

    @Test
    @Tag("EC2.2")
    void emptiesTheDefaultSecurityGroupAndKeepsItEmpty() {
        STACK.only("aws_default_security_group").has("ingress", List.of()).has("egress", List.of());
    }

    @Test
    @Tag("EC2.6")
    void recordsAllTrafficInAnEncryptedLogGroup() {
        STACK.only("aws_cloudwatch_log_group")
                .has("name", "/payments/pr123/vpc-flow")
                .has("retention_in_days", 30)
                .has("kms_key_id", KEY.arn());
        STACK.only("aws_flow_log")
                .has("traffic_type", "ALL")
                .hasText("log_destination", "aws_cloudwatch_log_group.")
                .hasText("vpc_id", "aws_vpc.");
    }

    @Test
    void letsFlowLogsStartOnlyWhenTheirRoleMayWrite() {
        assertThat(STACK.only("aws_flow_log").at("depends_on").toString()).contains("aws_iam_role_policy_attachment.");
    }

    @Test
    @Tag("C7")
    void letsOnlyThisAccountsFlowLogsWriteToThatGroupOnly() {
        STACK.only("aws_iam_role")
                .statement("assume_role_policy", "AssumeRole")
                .has("Principal/Service", "vpc-flow-logs.amazonaws.com")
                .has("Condition/StringEquals/aws:SourceAccount", "123456789012")
                .has("Condition/ArnLike/aws:SourceArn", "arn:aws:ec2:eu-central-1:123456789012:vpc-flow-log/*");
        STACK.only("aws_iam_policy")
                .statement("policy", "WriteFlowLogs")
                .has("Resource", "arn:aws:logs:eu-central-1:123456789012:log-group:/payments/pr123/vpc-flow:*");
    }

    @Test
    void reachesS3AndDynamoDbFromEachRouteTable() {
        for (String service : List.of("s3", "dynamodb")) {
            ResourceAssert endpoint = endpoint(STACK, service).has("vpc_endpoint_type", "Gateway");
            assertThat(endpoint.each("route_table_ids")).hasSize(3);
        }
    }

    @Test
    void reachesTheNamedServicesByTheirOwnNamesInEachZone() {
        ResourceAssert endpoint = endpoint(STACK, "secretsmanager")
                .has("vpc_endpoint_type", "Interface")
                .has("private_dns_enabled", true);
        assertThat(endpoint.each("subnet_ids")).hasSize(3);
        assertThat(endpoint.each("security_group_ids")).hasSize(1);
        assertThat(STACK.all("aws_vpc_endpoint")).hasSize(4);
    }

    @Test
    void letsOnlyThisAccountThroughEachEndpoint() {
        assertThat(STACK.all("aws_vpc_endpoint")).isNotEmpty();
        STACK.all("aws_vpc_endpoint").forEach(endpoint -> endpoint.statement("policy", "OwnAccountOnly")
                .has("Condition/StringEquals/aws:PrincipalAccount", "123456789012")
                .has("Condition/StringEqualsIfExists/aws:ResourceAccount", "123456789012"));
    }

    @Test
    void namesTheServiceInAnEndpointsPolicyAsIamDoes() {
        endpoint(STACK, "monitoring").statement("policy", "OwnAccountOnly").has("Action", "cloudwatch:*");
        endpoint(STACK, "s3").statement("policy", "OwnAccountOnly").has("Action", "s3:*");
    }

    @Test
    @Tag("B2")
    void letsPublicBucketsBeReadOnlyWhereTheyAreNamed() {
        assertThat(endpoint(STACK, "s3").at("policy").asText()).doesNotContain("ReadPublicBuckets");
        Synthesized stack = Synthesized.of(test -> new Network(
                test,
                "network",
                new Network.Props(DEPLOYMENT, settings("a", "b"), KEY, List.of(), List.of("packages"))));
        endpoint(stack, "s3")
                .statement("policy", "ReadPublicBuckets")
                .has("Action", "s3:GetObject")
                .has("Resource", "arn:aws:s3:::packages/*");
        endpoint(stack, "s3").statement("policy", "OwnAccountOnly");
    }

    @Test
    void opensNothingItself() {
        STACK.none("aws_vpc_security_group_ingress_rule");
        STACK.none("aws_vpc_security_group_egress_rule");
        STACK.only("aws_security_group").lacks("ingress").lacks("egress");
    }

    private static ResourceAssert endpoint(Synthesized stack, String service) {
        return stack.only("aws_vpc_endpoint", "service_name", "com.amazonaws.eu-central-1." + service);
    }

    private static Synthesized synth(String... zones) {
        return Synthesized.of(stack -> new Network(
                stack,
                "network",
                new Network.Props(DEPLOYMENT, settings(zones), KEY, List.of("secretsmanager", "monitoring"))));
    }

    private static NetworkSettings settings(String... zones) {
        return new NetworkSettings(new CidrPlan("10.7.0.0/16"), List.of(zones), new Retention(30));
    }
}
