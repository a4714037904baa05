package io.tapstack.modules.systems.security;

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
 * The isolated network and who may talk to whom in it (S4): both functions reach AWS's services through endpoints only, and only
 * the rotation reaches the database.
 */
final class SecurityNetwork {
    private static final int HTTPS = 443;
    private static final List<String> ENDPOINTS =
            List.of("secretsmanager", "kms", "logs", "sts", "sns", "config", "ec2");

    private final Construct scope;
    private final Network.Ref network;
    private final List<ITerraformDependable> ways;
    private final FunctionNetwork rotation;
    private final FunctionNetwork remediation;

    SecurityNetwork(Construct scope, Deployment deployment, NetworkSettings settings, EncryptionKey.Ref logsKey) {
        this.scope = scope;
        Network vpc = new Network(scope, "network", new Network.Props(deployment, settings, logsKey, ENDPOINTS));
        this.network = vpc.ref();
        this.ways = vpc.ways();
        FunctionNetwork rotationGroup = group(deployment, "rotation-function", "The function that rotates the secret");
        FunctionNetwork remediationGroup =
                group(deployment, "remediation-function", "The function that puts things in order");
        this.rotation =
                rotationGroup.and(toEndpoints("rotation-to-endpoints", rotationGroup, "Rotation to Secrets Manager"));
        this.remediation = remediationGroup
                .and(toEndpoints("remediation-to-endpoints", remediationGroup, "Remediation to EC2, KMS and SNS"))
                .and(toGateway("remediation-to-s3", remediationGroup, 0, "Remediation to S3"))
                .and(toGateway("remediation-to-dynamodb", remediationGroup, 1, "Remediation to DynamoDB"));
    }

    Network.Ref ref() {
        return network;
    }

    /** Where the rotation of a user of the database lives; creates the rules that allow it. */
    FunctionNetwork rotationOf(PostgresDatabase.Ref database) {
        return rotation.and(traffic(
                "rotation-to-database",
                rotation,
                database.securityGroupId(),
                PostgresDatabase.PORT,
                "Rotation to the database"));
    }

    FunctionNetwork remediation() {
        return remediation;
    }

    private FunctionNetwork group(Deployment deployment, String purpose, String description) {
        String groupId = new SecurityGroup(
                        scope, purpose, new SecurityGroup.Props(deployment, purpose, description, network.vpcId()))
                .ref()
                .id();
        return new FunctionNetwork(network.privateSubnetIds(), groupId, ways);
    }

    private List<ITerraformDependable> toEndpoints(String id, FunctionNetwork from, String description) {
        return traffic(id, from, network.endpointsSecurityGroupId(), HTTPS, description);
    }

    private List<ITerraformDependable> traffic(
            String id, FunctionNetwork from, String toGroupId, int port, String description) {
        return new AllowedTraffic(
                        scope, id, new AllowedTraffic.Props(from.securityGroupId(), toGroupId, port, description))
                .rules();
    }

    private List<ITerraformDependable> toGateway(String id, FunctionNetwork from, int prefixList, String description) {
        String prefixListId = network.gatewayPrefixListIds().get(prefixList);
        return new AllowedEgress(
                        scope, id, new AllowedEgress.Props(from.securityGroupId(), prefixListId, HTTPS, description))
                .rules();
    }
}
