package io.tapstack.modules.network;

import com.hashicorp.cdktf.ITerraformDependable;
import com.hashicorp.cdktf.providers.aws.default_security_group.DefaultSecurityGroup;
import com.hashicorp.cdktf.providers.aws.route_table.RouteTable;
import com.hashicorp.cdktf.providers.aws.vpc.Vpc;
import com.hashicorp.cdktf.providers.aws.vpc_endpoint.VpcEndpoint;
import io.tapstack.modules.core.Account;
import io.tapstack.modules.core.CidrPlan;
import io.tapstack.modules.core.Deployment;
import io.tapstack.modules.core.Problems;
import io.tapstack.modules.kms.EncryptionKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.constructs.Construct;

/**
 * A VPC without any way to the internet (C14): a private subnet with its own route table in each zone, gateway
 * endpoints for S3 and DynamoDB, interface endpoints for the other services that are named, flow logs, and a default
 * security group that lets nothing through. {@link InternetAccess} and {@link DatabaseSubnets} are added where a system
 * asks for them.
 *
 * <p>Whoever calls a service through an interface endpoint needs {@link AllowedTraffic} to the endpoints' security
 * group on 443; whoever calls S3 or DynamoDB needs {@link AllowedEgress} to the prefix lists.
 */
public final class Network extends Construct {
    private final Props props;
    private final String vpcId;
    private final List<ITerraformDependable> ways = new ArrayList<>();
    private final Ref ref;

    /**
     * @param logsKey encrypts the flow logs; lets CloudWatch Logs in
     * @param interfaceEndpoints services that are called from inside, by the last part of their endpoint's name:
     *     {@code secretsmanager}, {@code kms}, {@code monitoring}, …
     * @param publicBuckets buckets of others that may be read through the endpoint of S3 by anybody inside, such as
     *     Amazon Linux's package repositories
     */
    public record Props(
            Deployment deployment,
            NetworkSettings settings,
            EncryptionKey.Ref logsKey,
            List<String> interfaceEndpoints,
            List<String> publicBuckets) {
        public Props {
            Problems.refuse("network", settings);
            interfaceEndpoints = List.copyOf(interfaceEndpoints);
            publicBuckets = List.copyOf(publicBuckets);
        }

        /** Reaches the account's own buckets only. */
        public Props(
                Deployment deployment,
                NetworkSettings settings,
                EncryptionKey.Ref logsKey,
                List<String> interfaceEndpoints) {
            this(deployment, settings, logsKey, interfaceEndpoints, List.of());
        }
    }

    /**
     * What others may use of a network.
     *
     * @param privateSubnetIds in the order of the zones in the settings
     * @param privateRouteTableIds in the same order
     * @param gatewayPrefixListIds of S3 and DynamoDB, in this order
     */
    public record Ref(
            String vpcId,
            List<String> privateSubnetIds,
            List<String> privateRouteTableIds,
            String endpointsSecurityGroupId,
            List<String> gatewayPrefixListIds) {}

    public Network(Construct scope, String id, Props props) {
        super(scope, id);
        this.props = props;
        this.vpcId = vpc();
        lockDefaultSecurityGroup();
        new FlowLogs(
                this,
                "flow-logs",
                new FlowLogs.Props(props.deployment, vpcId, props.logsKey, props.settings.flowLogRetention()));

        TierSubnets subnets = new TierSubnets(this, props.deployment, props.settings, vpcId, CidrPlan.Tier.PRIVATE);
        List<String> subnetIds = new ArrayList<>();
        List<String> routeTableIds = new ArrayList<>();
        for (String zone : props.settings.zones()) {
            String subnetId = subnets.subnet(zone);
            String routeTableId = routeTable(subnets.name(zone));
            ways.add(subnets.route(zone, subnetId, routeTableId));
            subnetIds.add(subnetId);
            routeTableIds.add(routeTableId);
        }
        List<String> prefixListIds = List.of(
                gateway("s3", routeTableIds, EndpointPolicy.ofS3(account(), props.publicBuckets)),
                gateway("dynamodb", routeTableIds, EndpointPolicy.of(account(), "dynamodb")));
        this.ref = new Ref(
                vpcId,
                List.copyOf(subnetIds),
                List.copyOf(routeTableIds),
                interfaceEndpoints(subnetIds),
                prefixListIds);
    }

    public Ref ref() {
        return ref;
    }

    /** Routes and endpoints, for resources that need them as soon as they are created. */
    public List<ITerraformDependable> ways() {
        return List.copyOf(ways);
    }

    private String vpc() {
        return Vpc.Builder.create(this, "vpc")
                .cidrBlock(props.settings.cidr().vpc())
                .enableDnsSupport(true) // both are needed for the endpoints' private names
                .enableDnsHostnames(true)
                .tags(nameTag("vpc"))
                .build()
                .getId();
    }

    private void lockDefaultSecurityGroup() {
        DefaultSecurityGroup group = DefaultSecurityGroup.Builder.create(this, "default-security-group")
                .vpcId(vpcId)
                .tags(nameTag("default-unused"))
                .build();
        // CDKTF leaves empty lists out; only when they are written does Terraform undo a rule that somebody adds.
        group.addOverride("ingress", List.of());
        group.addOverride("egress", List.of());
    }

    private String routeTable(String name) {
        return RouteTable.Builder.create(this, name + "-routes")
                .vpcId(vpcId)
                .tags(nameTag(name))
                .build()
                .getId();
    }

    /** Gives the id of the prefix list that names the service's addresses. */
    private String gateway(String service, List<String> routeTableIds, String policy) {
        VpcEndpoint endpoint = VpcEndpoint.Builder.create(this, "gateway-" + service)
                .vpcId(vpcId)
                .serviceName(serviceName(service))
                .vpcEndpointType("Gateway")
                .routeTableIds(routeTableIds)
                .policy(policy)
                .tags(nameTag(service))
                .build();
        ways.add(endpoint);
        return endpoint.getPrefixListId();
    }

    /** Gives the id of the security group that all interface endpoints are in. */
    private String interfaceEndpoints(List<String> subnetIds) {
        String groupId = new SecurityGroup(
                        this,
                        "endpoints",
                        new SecurityGroup.Props(
                                props.deployment, "endpoints", "Interface endpoints of AWS services", vpcId))
                .ref()
                .id();
        for (String service : props.interfaceEndpoints) {
            VpcEndpoint endpoint = VpcEndpoint.Builder.create(this, "endpoint-" + service)
                    .vpcId(vpcId)
                    .serviceName(serviceName(service))
                    .vpcEndpointType("Interface")
                    .subnetIds(subnetIds)
                    .securityGroupIds(List.of(groupId))
                    .privateDnsEnabled(true)
                    .policy(EndpointPolicy.of(account(), service))
                    .tags(nameTag(service))
                    .build();
            ways.add(endpoint);
        }
        return groupId;
    }

    private String serviceName(String service) {
        return "com.amazonaws." + account().region() + "." + service;
    }

    private Account account() {
        return props.deployment.account();
    }

    private Map<String, String> nameTag(String purpose) {
        return Map.of("Name", props.deployment.name(purpose));
    }
}
