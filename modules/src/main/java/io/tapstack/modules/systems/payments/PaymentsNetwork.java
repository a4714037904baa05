package io.tapstack.modules.systems.payments;

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
    private final String apiGroupId;
    private final String databaseClientsGroupId;

    PaymentsNetwork(Construct scope, Deployment deployment, NetworkSettings settings, EncryptionKey.Ref logsKey) {
        this.scope = scope;
        this.network = new Network(
                        scope, "network", new Network.Props(deployment, settings, logsKey, List.of("secretsmanager")))
                .ref();
        this.apiGroupId = group(deployment, "api-function", "The function behind the payments API");
        this.databaseClientsGroupId =
                group(deployment, "database-clients", "The functions that keep the ledger in the database");
        String s3 = network.gatewayPrefixListIds().get(0);
        String dynamoDb = network.gatewayPrefixListIds().get(1);
        egress("api-to-dynamodb", apiGroupId, dynamoDb, "Payments API to DynamoDB");
        egress("ledger-to-s3", databaseClientsGroupId, s3, "Ledger to the audit bucket");
        new AllowedTraffic(
                scope,
                "migrations-to-secrets",
                new AllowedTraffic.Props(
                        databaseClientsGroupId,
                        network.endpointsSecurityGroupId(),
                        HTTPS,
                        "Migrations to Secrets Manager"));
    }

    Network.Ref ref() {
        return network;
    }

    /** Where the API's function lives. */
    FunctionNetwork api() {
        return new FunctionNetwork(network.privateSubnetIds(), apiGroupId);
    }

    /** Where functions live that talk to the database. */
    FunctionNetwork databaseClients() {
        return new FunctionNetwork(network.privateSubnetIds(), databaseClientsGroupId);
    }

    void allowDatabase(String databaseGroupId) {
        new AllowedTraffic(
                scope,
                "clients-to-database",
                new AllowedTraffic.Props(
                        databaseClientsGroupId, databaseGroupId, PostgresDatabase.PORT, "Ledger to its database"));
    }

    private String group(Deployment deployment, String purpose, String description) {
        return new SecurityGroup(
                        scope, purpose, new SecurityGroup.Props(deployment, purpose, description, network.vpcId()))
                .ref()
                .id();
    }

    private void egress(String id, String groupId, String prefixListId, String description) {
        new AllowedEgress(scope, id, new AllowedEgress.Props(groupId, prefixListId, HTTPS, description));
    }
}
