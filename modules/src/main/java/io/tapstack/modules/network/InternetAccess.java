package io.tapstack.modules.network;

import com.hashicorp.cdktf.providers.aws.eip.Eip;
import com.hashicorp.cdktf.providers.aws.internet_gateway.InternetGateway;
import com.hashicorp.cdktf.providers.aws.nat_gateway.NatGateway;
import com.hashicorp.cdktf.providers.aws.route.Route;
import com.hashicorp.cdktf.providers.aws.route_table.RouteTable;
import io.tapstack.modules.core.CidrPlan;
import io.tapstack.modules.core.Deployment;
import io.tapstack.modules.core.Problems;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import software.constructs.Construct;

/**
 * A network's way to the internet and back (B2): an internet gateway, a public subnet in each zone for load balancers,
 * and NAT gateways for what private subnets call outside. Load balancers and NAT gateways bring public addresses of their
 * own; nothing else gets one.
 */
public final class InternetAccess extends Construct {
    static final String ANYWHERE = "0.0.0.0/0";

    private final Props props;
    private final Ref ref;

    /** @param settings those that the network was made from */
    public record Props(Deployment deployment, NetworkSettings settings, Network.Ref network, Nat nat) {
        public Props {
            Problems.refuse("network", settings);
        }
    }

    /**
     * What others may use of the way to the internet.
     *
     * @param publicSubnetIds in the order of the zones in the settings; whoever mentions one waits for its way out,
     *     without which AWS makes neither a load balancer nor a NAT gateway there
     */
    public record Ref(List<String> publicSubnetIds) {
        public Ref {
            publicSubnetIds = List.copyOf(publicSubnetIds);
        }
    }

    public InternetAccess(Construct scope, String id, Props props) {
        super(scope, id);
        this.props = props;
        String routeTableId = routeTable();
        TierSubnets subnets =
                new TierSubnets(this, props.deployment, props.settings, props.network.vpcId(), CidrPlan.Tier.PUBLIC);
        List<String> subnetIds = new ArrayList<>();
        for (String zone : props.settings.zones()) {
            subnetIds.add(
                    subnets.route(zone, subnets.subnet(zone), routeTableId).getSubnetId());
        }
        routePrivateSubnets(natGateways(subnetIds));
        this.ref = new Ref(subnetIds);
    }

    public Ref ref() {
        return ref;
    }

    /** Gives the id of the table as the route knows it. One table for all zones: the gateway is in none of them. */
    private String routeTable() {
        String gatewayId = InternetGateway.Builder.create(this, "gateway")
                .vpcId(props.network.vpcId())
                .tags(nameTag("internet"))
                .build()
                .getId();
        String routeTableId = RouteTable.Builder.create(this, "public-routes")
                .vpcId(props.network.vpcId())
                .tags(nameTag("public"))
                .build()
                .getId();
        return Route.Builder.create(this, "public-to-internet")
                .routeTableId(routeTableId)
                .destinationCidrBlock(ANYWHERE)
                .gatewayId(gatewayId)
                .build()
                .getRouteTableId();
    }

    /** In the order of the zones: where each zone's private subnet goes out. */
    private List<String> natGateways(List<String> subnetIds) {
        List<String> zones = props.settings.zones();
        return switch (props.nat) {
            case NONE -> List.of();
            case ONE -> Collections.nCopies(zones.size(), natGateway(zones.get(0), subnetIds.get(0)));
            case ONE_PER_ZONE -> {
                List<String> gatewayIds = new ArrayList<>();
                for (int i = 0; i < zones.size(); i++) {
                    gatewayIds.add(natGateway(zones.get(i), subnetIds.get(i)));
                }
                yield gatewayIds;
            }
        };
    }

    private String natGateway(String zone, String subnetId) {
        String name = "nat-" + zone;
        String addressId = Eip.Builder.create(this, name + "-address")
                .domain("vpc")
                .tags(nameTag(name))
                .build()
                .getAllocationId();
        return NatGateway.Builder.create(this, name)
                .subnetId(subnetId)
                .allocationId(addressId)
                .tags(nameTag(name))
                .build()
                .getId();
    }

    private void routePrivateSubnets(List<String> natGatewayIds) {
        for (int i = 0; i < natGatewayIds.size(); i++) {
            Route.Builder.create(this, "private-" + props.settings.zones().get(i) + "-to-internet")
                    .routeTableId(props.network.privateRouteTableIds().get(i))
                    .destinationCidrBlock(ANYWHERE)
                    .natGatewayId(natGatewayIds.get(i))
                    .build();
        }
    }

    private Map<String, String> nameTag(String purpose) {
        return Map.of("Name", props.deployment.name(purpose));
    }
}
