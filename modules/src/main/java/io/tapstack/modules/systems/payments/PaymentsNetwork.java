package io.tapstack.modules.systems.payments;

import com.hashicorp.cdktf.ITerraformDependable;
import io.tapstack.modules.core.Deployment;
import io.tapstack.modules.kms.EncryptionKey;
import io.tapstack.modules.lambda.FunctionNetwork;
import io.tapstack.modules.network.AllowedEgress;
import io.tapstack.modules.network.AllowedTraffic;
import io.tapstack.modules.network.Network;
import io.tapstack.modules.network.NetworkSettings;
import io.tapstack.modules.network.SecurityGroup;
import io.tapstack.modules.rds.PostgresDatabase;
import java.util.List;
import software.constructs.Construct;

/**
 * The network and who may talk to whom in it (P1, C14). The API's function reaches DynamoDB and nothing else; only the
 * functions that need the database are in the group that the database listens to.
 */
final class PaymentsNetwork {
    private static final int HTTPS = 443;

    private final Construct scope;
    private final Network.Ref network;
    private final List<ITerraformDependable> ways;
    private final FunctionNetwork api;
    private final FunctionNetwork databaseClients;

    PaymentsNetwork(Construct scope, Deployment deployment, NetworkSettings settings, EncryptionKey.Ref logsKey) {
        this.scope = scope;
        Network vpc = new Network(
                scope, "network", new Network.Props(deployment, settings, logsKey, List.of("secretsmanager")));
        this.network = vpc.ref();
        this.ways = vpc.ways();
        FunctionNetwork apiGroup = group(deployment, "api-function", "The function behind the payments API");
        FunctionNetwork clientsGroup =
                group(deployment, "database-clients", "The functions that keep the ledger in the database");
        String s3 = network.gatewayPrefixListIds().get(0);
        String dynamoDb = network.gatewayPrefixListIds().get(1);
        this.api = apiGroup.and(egress("api-to-dynamodb", apiGroup, dynamoDb, "Payments API to DynamoDB"));
        this.databaseClients = clientsGroup
                .and(egress("ledger-to-s3", clientsGroup, s3, "Ledger to the audit bucket"))
                .and(traffic(
                        "migrations-to-secrets",
                        clientsGroup,
                        network.endpointsSecurityGroupId(),
                        HTTPS,
                        "Migrations to Secrets Manager"));
    }

    Network.Ref ref() {
        return network;
    }

    /** Where the API's function lives. */
    FunctionNetwork api() {
        return api;
    }

    /** Where functions live that talk to the database; creates the rules that allow it. */
    FunctionNetwork clientsOf(PostgresDatabase.Ref database) {
        return databaseClients.and(traffic(
                "clients-to-database",
                databaseClients,
                database.securityGroupId(),
                PostgresDatabase.PORT,
                "Ledger to its database"));
    }

    private FunctionNetwork group(Deployment deployment, String purpose, String description) {
        String groupId = new SecurityGroup(
                        scope, purpose, new SecurityGroup.Props(deployment, purpose, description, network.vpcId()))
                .ref()
                .id();
        return new FunctionNetwork(network.privateSubnetIds(), groupId, ways);
    }

    private List<ITerraformDependable> traffic(
            String id, FunctionNetwork from, String toGroupId, int port, String description) {
        return new AllowedTraffic(
                        scope, id, new AllowedTraffic.Props(from.securityGroupId(), toGroupId, port, description))
                .rules();
    }

    private List<ITerraformDependable> egress(
            String id, FunctionNetwork from, String prefixListId, String description) {
        return new AllowedEgress(
                        scope, id, new AllowedEgress.Props(from.securityGroupId(), prefixListId, HTTPS, description))
                .rules();
    }
}
