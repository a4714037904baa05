package io.tapstack.main.leftovers;

import java.util.List;
import java.util.Map;

/** What is in use by something else in a network. */
final class Network {
    private Network() {}

    static Outcome revoke(Access access, Leftover rule, Answer seen) {
        String action = seen.texts("isEgress").contains("true") ? "Egress" : "Ingress";
        return Outcome.of(access.send(
                rule,
                Call.query(
                        "ec2",
                        "RevokeSecurityGroup" + action,
                        Map.of("GroupId", seen.texts("groupId").get(0), "SecurityGroupRuleId.1", rule.id()))));
    }

    static Outcome deleteInterface(Access access, Leftover resource, Answer seen) {
        return seen.texts("status").contains("available")
                ? Outcome.of(access.send(
                        resource,
                        Call.query("ec2", "DeleteNetworkInterface", Map.of("NetworkInterfaceId", resource.id()))))
                : Outcome.waits("in use: " + String.join(", ", seen.texts("description")));
    }

    /**
     * A function's interfaces stay behind for minutes, and carry no tags of ours; they are found by their group.
     *
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html">Lambda's interfaces</a>
     */
    static Outcome deleteGroup(Access access, Leftover group, Answer seen) {
        List<String> interfaces = access.send(
                        group,
                        Call.query(
                                "ec2",
                                "DescribeNetworkInterfaces",
                                Map.of("Filter.1.Name", "group-id", "Filter.1.Value.1", group.id())))
                .texts("networkInterfaceId");
        for (String each : interfaces.stream().distinct().toList()) {
            access.send(group, Call.query("ec2", "DeleteNetworkInterface", Map.of("NetworkInterfaceId", each)));
        }
        Outcome outcome =
                Outcome.of(access.send(group, Call.query("ec2", "DeleteSecurityGroup", Map.of("GroupId", group.id()))));
        return outcome.state() == Outcome.State.REFUSED && !interfaces.isEmpty()
                ? Outcome.waits("in use by " + String.join(", ", interfaces))
                : outcome;
    }

    static Outcome deleteRouteTable(Access access, Leftover table, Answer seen) {
        seen.texts("routeTableAssociationId")
                .forEach(association -> access.send(
                        table, Call.query("ec2", "DisassociateRouteTable", Map.of("AssociationId", association))));
        return Outcome.of(
                access.send(table, Call.query("ec2", "DeleteRouteTable", Map.of("RouteTableId", table.id()))));
    }

    static Outcome deleteGateway(Access access, Leftover gateway, Answer seen) {
        seen.texts("vpcId")
                .forEach(vpc -> access.send(
                        gateway,
                        Call.query(
                                "ec2",
                                "DetachInternetGateway",
                                Map.of("InternetGatewayId", gateway.id(), "VpcId", vpc))));
        return Outcome.of(access.send(
                gateway, Call.query("ec2", "DeleteInternetGateway", Map.of("InternetGatewayId", gateway.id()))));
    }
}
