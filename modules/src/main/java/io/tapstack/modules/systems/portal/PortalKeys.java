package io.tapstack.modules.systems.portal;

import com.hashicorp.cdktf.TerraformProvider;
import io.tapstack.modules.core.Account;
import io.tapstack.modules.core.Deployment;
import io.tapstack.modules.core.Statement;
import io.tapstack.modules.kms.EncryptionKey;
import io.tapstack.modules.kms.KeySettings;
import io.tapstack.modules.kms.ServiceAccess;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.constructs.Construct;

/**
 * The one key of everything that the portal keeps (B1), and one beside it, because a key is of use in its own region only.
 *
 * @param edge for what CloudFront makes AWS keep in us-east-1: the web firewall's log, the topic of the edge's alarms
 */
record PortalKeys(EncryptionKey.Ref data, EncryptionKey.Ref edge) {

    static PortalKeys in(Construct scope, Deployment deployment, KeySettings settings, TerraformProvider usEast1) {
        Account account = deployment.account();
        List<Statement> access = new ArrayList<>(
                List.of(ServiceAccess.cloudFront(account), ServiceAccess.logs(account), ServiceAccess.alarms(account)));
        access.addAll(ServiceAccess.autoScaling(account));
        EncryptionKey.Props data = new EncryptionKey.Props(
                deployment,
                settings,
                "portal-" + deployment.suffix(),
                "The portal's database, files, volumes, secrets, logs and queues",
                access);
        EncryptionKey.Props edge = new EncryptionKey.Props(
                deployment,
                settings,
                "portal-" + deployment.suffix() + "-edge",
                "The log of the portal's web firewall and the alarms of its edge",
                List.of(ServiceAccess.logs(account.edge()), ServiceAccess.alarms(account)),
                Optional.of(usEast1));
        return new PortalKeys(
                new EncryptionKey(scope, "key", data).ref(), new EncryptionKey(scope, "edge-key", edge).ref());
    }
}
