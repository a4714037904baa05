package io.tapstack.modules.lambda;

import com.hashicorp.cdktf.ITerraformDependable;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where in a VPC a function's network interfaces are; subnets of two zones or more (FSBP Lambda.3, Lambda.5).
 *
 * @param ways routes, endpoints and rules that the function needs: it is created after them and deleted before, since
 *     Terraform, a rotation or a snapshot may run it at once
 */
public record FunctionNetwork(List<String> subnetIds, String securityGroupId, List<ITerraformDependable> ways) {
    public FunctionNetwork {
        subnetIds = List.copyOf(subnetIds);
        ways = List.copyOf(ways);
    }

    /** The same with more ways. */
    public FunctionNetwork and(List<? extends ITerraformDependable> more) {
        return new FunctionNetwork(
                subnetIds,
                securityGroupId,
                Stream.concat(ways.stream(), more.stream()).toList());
    }
}
