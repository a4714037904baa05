package io.tapstack.modules.network;

import com.hashicorp.cdktf.providers.aws.route_table.RouteTable;
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
        TierSubnets subnets =
                new TierSubnets(this, props.deployment, props.settings, props.vpcId, CidrPlan.Tier.DATABASE);
        List<String> subnetIds = new ArrayList<>();
        for (String zone : props.settings.zones()) {
            String subnetId = subnets.subnet(zone);
            subnets.route(zone, subnetId, routeTableId);
            subnetIds.add(subnetId);
        }
        this.ref = new Ref(subnetIds);
    }

    public Ref ref() {
        return ref;
    }
}
