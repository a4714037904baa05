package io.tapstack.modules.lambda;

import java.util.List;

/** Where in a VPC a function's network interfaces are; subnets of two zones or more (FSBP Lambda.3, Lambda.5). */
public record FunctionNetwork(List<String> subnetIds, String securityGroupId) {
    public FunctionNetwork {
        subnetIds = List.copyOf(subnetIds);
    }
}
