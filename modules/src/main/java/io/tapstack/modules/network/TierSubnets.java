package io.tapstack.modules.network;

import com.hashicorp.cdktf.providers.aws.route_table_association.RouteTableAssociation;
import com.hashicorp.cdktf.providers.aws.subnet.Subnet;
import io.tapstack.modules.core.CidrPlan;
import io.tapstack.modules.core.Deployment;
import java.util.Locale;
import java.util.Map;
import software.constructs.Construct;

/** The subnets of one tier, one in each zone: nothing gets a public address by being put there (FSBP EC2.15). */
record TierSubnets(Construct scope, Deployment deployment, NetworkSettings settings, String vpcId, CidrPlan.Tier tier) {

    /** {@code private-a}: of the subnet, and of what goes with it. */
    String name(String zone) {
        return tier.name().toLowerCase(Locale.ROOT) + "-" + zone;
    }

    /** Gives the id. */
    String subnet(String zone) {
        return Subnet.Builder.create(scope, name(zone))
                .vpcId(vpcId)
                .cidrBlock(settings.cidr().subnet(tier, zone))
                .availabilityZone(deployment.account().region() + zone)
                .mapPublicIpOnLaunch(false)
                .tags(Map.of("Name", deployment.name(name(zone))))
                .build()
                .getId();
    }

    RouteTableAssociation route(String zone, String subnetId, String routeTableId) {
        return RouteTableAssociation.Builder.create(scope, name(zone) + "-association")
                .subnetId(subnetId)
                .routeTableId(routeTableId)
                .build();
    }
}
