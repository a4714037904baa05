package io.tapstack.modules.systems.portal;

import io.tapstack.modules.core.Account;
import io.tapstack.modules.core.Deployment;
import io.tapstack.modules.core.Statement;
import io.tapstack.modules.kms.EncryptionKey;
import io.tapstack.modules.kms.KeySettings;
import io.tapstack.modules.kms.ServiceAccess;
import java.util.ArrayList;
import java.util.List;
import software.constructs.Construct;

/** The one key of everything that the portal keeps (B1). */
final class PortalKey {
    private PortalKey() {}

    static EncryptionKey.Ref in(Construct scope, Deployment deployment, KeySettings settings) {
        Account account = deployment.account();
        List<Statement> access = new ArrayList<>(
                List.of(ServiceAccess.cloudFront(account), ServiceAccess.logs(account), ServiceAccess.alarms(account)));
        access.addAll(ServiceAccess.autoScaling(account));
        return new EncryptionKey(
                        scope,
                        "key",
                        new EncryptionKey.Props(
                                deployment,
                                settings,
                                "portal-" + deployment.suffix(),
                                "The portal's database, files, volumes, secrets, logs and queues",
                                access))
                .ref();
    }
}
