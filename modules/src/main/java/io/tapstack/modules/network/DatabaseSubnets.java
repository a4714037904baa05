package io.tapstack.modules.network;

import com.hashicorp.cdktf.providers.aws.route_table.RouteTable;
import com.hashicorp.cdktf.providers.aws.route_table_association.RouteTableAssociation;
import com.hashicorp.cdktf.providers.aws.subnet.Subnet;
import io.tapstack.modules.core.CidrPlan;
import io.tapstack.modules.core.Deployment;
import io.tapstack.modules.core.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.constructs.Construct;

/** A subnet for databases in each zone of a network (B2), with a route table that leads nowhere but inside. */
public final class DatabaseSubnets extends Construct {
    private final Ref ref;

    /** @param settings those that the network was made from */
    public record Props(Deployment deployment, NetworkSettings settings, String vpcId) {
        public Props {
            Problems.refuse("network", settings);
        }
    }

    /**
     * What others may use of them.
     *
     * @param subnetIds in the order of the zones in the settings
     */
    public record Ref(List<String> subnetIds) {
        public Ref {
            subnetIds = List.copyOf(subnetIds);
        }
    }

    public DatabaseSubnets(Construct scope, String id, Props props) {
        super(scope, id);
        String routeTableId = RouteTable.Builder.create(this, "routes")
                .vpcId(props.vpcId)
                .tags(Map.of("Name", props.deployment.name("database")))
                .build()
                .getId();
        List<String> subnetIds = new ArrayList<>();
        for (String zone : props.settings.zones()) {
            subnetIds.add(subnet(props, zone, routeTableId));
        }
        this.ref = new Ref(subnetIds);
    }

    public Ref ref() {
        return ref;
    }

    private String subnet(Props props, String zone, String routeTableId) {
        String name = "database-" + zone;
        String subnetId = Subnet.Builder.create(this, name)
                .vpcId(props.vpcId)
                .cidrBlock(props.settings.cidr().subnet(CidrPlan.Tier.DATABASE, zone))
                .availabilityZone(props.deployment.account().region() + zone)
                .mapPublicIpOnLaunch(false)
                .tags(Map.of("Name", props.deployment.name(name)))
                .build()
                .getId();
        RouteTableAssociation.Builder.create(this, name + "-association")
                .subnetId(subnetId)
                .routeTableId(routeTableId)
                .build();
        return subnetId;
    }
}
