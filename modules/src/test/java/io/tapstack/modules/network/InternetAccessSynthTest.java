package io.tapstack.modules.network;

import static io.tapstack.modules.testing.Samples.DEPLOYMENT;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.hashicorp.cdktf.TerraformOutput;
import io.tapstack.modules.core.CidrPlan;
import io.tapstack.modules.core.Retention;
import io.tapstack.modules.testing.ResourceAssert;
import io.tapstack.modules.testing.Synthesized;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("B2")
final class InternetAccessSynthTest {
    private static final NetworkSettings SETTINGS =
            new NetworkSettings(new CidrPlan("10.7.0.0/16"), List.of("a", "b", "c"), new Retention(30));
    private static final Network.Ref NETWORK = new Network.Ref(
            "vpc-1",
            List.of("subnet-a", "subnet-b", "subnet-c"),
            List.of("rtb-a", "rtb-b", "rtb-c"),
            "sg-1",
            List.of());
    private static final Synthesized WITHOUT_NAT = synth(Nat.NONE);

    @Test
    void givesEachZoneAPublicSubnetInATierOfItsOwn() {
        assertThat(WITHOUT_NAT.all("aws_subnet")).hasSize(3);
        WITHOUT_NAT
                .only("aws_subnet", "availability_zone", "eu-central-1b")
                .has("vpc_id", "vpc-1")
                .has("cidr_block", "10.7.36.0/22")
                .has("tags/Name", "payments-pr123-public-b");
    }

    @Test
    @Tag("EC2.15")
    void givesNoInstanceAPublicAddress() {
        WITHOUT_NAT.all("aws_subnet").forEach(subnet -> subnet.has("map_public_ip_on_launch", false));
    }

    @Test
    void leadsPublicSubnetsThroughTheGateway() {
        WITHOUT_NAT.only("aws_internet_gateway").has("vpc_id", "vpc-1");
        WITHOUT_NAT
                .only("aws_route")
                .hasText("route_table_id", "aws_route_table.")
                .hasText("gateway_id", "aws_internet_gateway.")
                .has("destination_cidr_block", "0.0.0.0/0");
    }

    @Test
    void letsNobodyUseASubnetBeforeItsWayOut() {
        WITHOUT_NAT
                .all("aws_route_table_association")
                .forEach(association -> association.hasText("route_table_id", "aws_route."));
        assertThat(WITHOUT_NAT.root().path("output").toString()).contains("aws_route_table_association.");
    }

    @Test
    void costsNothingWithoutNat() {
        WITHOUT_NAT.none("aws_nat_gateway");
        WITHOUT_NAT.none("aws_eip");
    }

    @Test
    void leadsAllZonesThroughTheFirstWhenThereIsOneNatGateway() {
        Synthesized stack = synth(Nat.ONE);
        stack.only("aws_eip").has("domain", "vpc").has("tags/Name", "payments-pr123-nat-a");
        stack.only("aws_nat_gateway").hasText("allocation_id", "aws_eip.").hasText("subnet_id", "public-a");
        assertThat(privateRoutes(stack)).hasSize(3);
        assertThat(gateways(stack)).hasSize(1);
    }

    @Test
    void keepsTrafficInItsZoneWhenEachHasANatGateway() {
        Synthesized stack = synth(Nat.ONE_PER_ZONE);
        assertThat(stack.all("aws_nat_gateway")).hasSize(3);
        assertThat(gateways(stack)).hasSize(3);
        for (String zone : List.of("a", "b", "c")) {
            stack.only("aws_route", "route_table_id", "rtb-" + zone)
                    .hasText("nat_gateway_id", "nat-" + zone)
                    .has("destination_cidr_block", "0.0.0.0/0");
            stack.only("aws_nat_gateway", "tags/Name", "payments-pr123-nat-" + zone)
                    .hasText("subnet_id", "public-" + zone);
        }
    }

    @Test
    void givesDatabasesSubnetsThatLeadNowhere() {
        Synthesized stack = Synthesized.of(test ->
                new DatabaseSubnets(test, "database", new DatabaseSubnets.Props(DEPLOYMENT, SETTINGS, "vpc-1")));
        assertThat(stack.all("aws_route_table_association")).hasSize(3);
        stack.none("aws_route");
        stack.only("aws_route_table").lacks("route");
        stack.only("aws_subnet", "availability_zone", "eu-central-1c")
                .has("cidr_block", "10.7.72.0/22")
                .has("map_public_ip_on_launch", false)
                .has("tags/Name", "payments-pr123-database-c");
    }

    private static List<ResourceAssert> privateRoutes(Synthesized stack) {
        return stack.all("aws_route").stream()
                .filter(route -> !route.at("nat_gateway_id").isMissingNode())
                .toList();
    }

    private static List<JsonNode> gateways(Synthesized stack) {
        return privateRoutes(stack).stream()
                .map(route -> route.at("nat_gateway_id"))
                .distinct()
                .toList();
    }

    private static Synthesized synth(Nat nat) {
        return Synthesized.of(stack -> {
            InternetAccess.Ref access = new InternetAccess(
                            stack, "internet", new InternetAccess.Props(DEPLOYMENT, SETTINGS, NETWORK, nat))
                    .ref();
            TerraformOutput.Builder.create(stack, "subnets")
                    .value(access.publicSubnetIds())
                    .build();
        });
    }
}
