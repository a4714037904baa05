package io.tapstack.modules.systems.portal;

import com.hashicorp.cdktf.ITerraformDependable;
import io.tapstack.modules.core.Deployment;
import io.tapstack.modules.kms.EncryptionKey;
import io.tapstack.modules.lambda.FunctionNetwork;
import io.tapstack.modules.network.AllowedEgress;
import io.tapstack.modules.network.AllowedTraffic;
import io.tapstack.modules.network.DatabaseSubnets;
import io.tapstack.modules.network.InternetAccess;
import io.tapstack.modules.network.InternetEgress;
import io.tapstack.modules.network.Nat;
import io.tapstack.modules.network.Network;
import io.tapstack.modules.network.SecurityGroup;
import io.tapstack.modules.rds.PostgresDatabase;
import java.util.List;
import software.constructs.Construct;

/**
 * The network and who may talk to whom in it (B2): the load balancer in public subnets, instances and functions in private ones,
 * the database in subnets that lead nowhere.
 */
final class PortalNetwork {
    private static final int HTTPS = 443;
    private static final List<String> ENDPOINTS = List.of("secretsmanager", "logs", "ssm", "ssmmessages");

    private final Construct scope;
    private final Nat nat;
    private final Network.Ref network;
    private final List<String> publicSubnetIds;
    private final List<String> databaseSubnetIds;
    private final FunctionNetwork functions;

    PortalNetwork(Construct scope, Deployment deployment, PortalNetworkSettings settings, EncryptionKey.Ref logsKey) {
        this.scope = scope;
        this.nat = settings.nat();
        String packages = "al2023-repos-" + deployment.account().region() + "-de612dc2"; // Amazon Linux's
        Network vpc = new Network(
                scope, "network", new Network.Props(deployment, settings.vpc(), logsKey, ENDPOINTS, List.of(packages)));
        this.network = vpc.ref();
        this.publicSubnetIds = new InternetAccess(
                        scope, "internet", new InternetAccess.Props(deployment, settings.vpc(), network, nat))
                .ref()
                .publicSubnetIds();
        this.databaseSubnetIds = new DatabaseSubnets(
                        scope,
                        "database-subnets",
                        new DatabaseSubnets.Props(deployment, settings.vpc(), network.vpcId()))
                .ref()
                .subnetIds();
        String functionsGroupId = new SecurityGroup(
                        scope,
                        "functions",
                        new SecurityGroup.Props(
                                deployment,
                                "functions",
                                "The functions that migrate the database and rotate its user",
                                network.vpcId()))
                .ref()
                .id();
        this.functions = new FunctionNetwork(network.privateSubnetIds(), functionsGroupId, vpc.ways())
                .and(toEndpoints(
                        "functions-to-endpoints", functionsGroupId, "Migrations and rotation to Secrets Manager"));
    }

    Network.Ref ref() {
        return network;
    }

    List<String> publicSubnetIds() {
        return publicSubnetIds;
    }

    List<String> databaseSubnetIds() {
        return databaseSubnetIds;
    }

    /** Where the functions live that talk to the database; creates the rules that allow it. */
    FunctionNetwork functionsOf(PostgresDatabase.Ref database) {
        return functions.and(toDatabase(
                "functions-to-database",
                functions.securityGroupId(),
                database,
                "Migrations and rotation to the database"));
    }

    void allowInstances(String groupId, PostgresDatabase.Ref database) {
        toEndpoints("instances-to-endpoints", groupId, "Instances to Secrets Manager, Systems Manager and logs");
        toDatabase("instances-to-database", groupId, database, "Instances to the database");
        new AllowedEgress(
                scope,
                "instances-to-s3",
                new AllowedEgress.Props(
                        groupId,
                        network.gatewayPrefixListIds().get(0),
                        HTTPS,
                        "Instances to their artifact and to packages"));
        if (nat != Nat.NONE) {
            new InternetEgress(
                    scope,
                    "instances-to-internet",
                    new InternetEgress.Props(groupId, "Instances to services outside AWS"));
        }
    }

    private List<ITerraformDependable> toEndpoints(String id, String groupId, String description) {
        return traffic(id, groupId, network.endpointsSecurityGroupId(), HTTPS, description);
    }

    private List<ITerraformDependable> toDatabase(
            String id, String groupId, PostgresDatabase.Ref database, String description) {
        return traffic(id, groupId, database.securityGroupId(), PostgresDatabase.PORT, description);
    }

    private List<ITerraformDependable> traffic(
            String id, String fromGroupId, String toGroupId, int port, String description) {
        return new AllowedTraffic(scope, id, new AllowedTraffic.Props(fromGroupId, toGroupId, port, description))
                .rules();
    }
}
