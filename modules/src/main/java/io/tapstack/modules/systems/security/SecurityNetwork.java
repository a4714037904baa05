package io.tapstack.modules.systems.security;

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
 * The isolated network and who may talk to whom in it (S4): both functions reach AWS's services through endpoints only, and only
 * the rotation reaches the database.
 */
final class SecurityNetwork {
    private static final int HTTPS = 443;
    private static final List<String> ENDPOINTS =
            List.of("secretsmanager", "kms", "logs", "sts", "sns", "config", "ec2");

    private final Construct scope;
    private final Network.Ref network;
    private final String rotationGroupId;
    private final String remediationGroupId;

    SecurityNetwork(Construct scope, Deployment deployment, NetworkSettings settings, EncryptionKey.Ref logsKey) {
        this.scope = scope;
        this.network = new Network(scope, "network", new Network.Props(deployment, settings, logsKey, ENDPOINTS)).ref();
        this.rotationGroupId = group(deployment, "rotation-function", "The function that rotates the secret");
        this.remediationGroupId = group(deployment, "remediation-function", "The function that puts things in order");
        toEndpoints("rotation-to-endpoints", rotationGroupId, "Rotation to Secrets Manager");
        toEndpoints("remediation-to-endpoints", remediationGroupId, "Remediation to EC2, KMS and SNS");
        toGateway("remediation-to-s3", 0, "Remediation to S3");
        toGateway("remediation-to-dynamodb", 1, "Remediation to DynamoDB");
    }

    Network.Ref ref() {
        return network;
    }

    FunctionNetwork rotation() {
        return new FunctionNetwork(network.privateSubnetIds(), rotationGroupId);
    }

    FunctionNetwork remediation() {
        return new FunctionNetwork(network.privateSubnetIds(), remediationGroupId);
    }

    void allowDatabase(String databaseGroupId) {
        new AllowedTraffic(
                scope,
                "rotation-to-database",
                new AllowedTraffic.Props(
                        rotationGroupId, databaseGroupId, PostgresDatabase.PORT, "Rotation to the database"));
    }

    private String group(Deployment deployment, String purpose, String description) {
        return new SecurityGroup(
                        scope, purpose, new SecurityGroup.Props(deployment, purpose, description, network.vpcId()))
                .ref()
                .id();
    }

    private void toEndpoints(String id, String groupId, String description) {
        new AllowedTraffic(
                scope, id, new AllowedTraffic.Props(groupId, network.endpointsSecurityGroupId(), HTTPS, description));
    }

    private void toGateway(String id, int prefixList, String description) {
        String prefixListId = network.gatewayPrefixListIds().get(prefixList);
        new AllowedEgress(scope, id, new AllowedEgress.Props(remediationGroupId, prefixListId, HTTPS, description));
    }
}
