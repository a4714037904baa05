package io.tapstack.modules.systems.security;

import io.tapstack.modules.awsconfig.RecorderAccess;
import io.tapstack.modules.cloudtrail.TrailAccess;
import io.tapstack.modules.core.Account;
import io.tapstack.modules.core.Deployment;
import io.tapstack.modules.core.Statement;
import io.tapstack.modules.kms.EncryptionKey;
import io.tapstack.modules.kms.KeySettings;
import io.tapstack.modules.kms.ServiceAccess;
import java.util.List;
import software.constructs.Construct;

/** One key for each purpose, so that access to one opens no other (S1). */
record SecurityKeys(
        EncryptionKey.Ref data, EncryptionKey.Ref logs, EncryptionKey.Ref secrets, EncryptionKey.Ref trail) {
    private static final String EVENTS = "events.amazonaws.com";

    static SecurityKeys in(Construct scope, Deployment deployment, KeySettings settings) {
        Account account = deployment.account();
        return new SecurityKeys(
                key(
                        scope,
                        deployment,
                        settings,
                        "data",
                        "Database storage, AWS Config's records, remediation's state, queues, topics and function settings",
                        List.of(
                                ServiceAccess.alarms(account),
                                ServiceAccess.topics(deployment, EVENTS),
                                ServiceAccess.queues(deployment, EVENTS),
                                new RecorderAccess(account).key())),
                key(scope, deployment, settings, "logs", "Log groups", List.of(ServiceAccess.logs(account))),
                key(scope, deployment, settings, "secrets", "Secrets of database users", List.of()),
                key(scope, deployment, settings, "trail", "The trail's files", new TrailAccess(deployment).key()));
    }

    private static EncryptionKey.Ref key(
            Construct scope,
            Deployment deployment,
            KeySettings settings,
            String name,
            String purpose,
            List<Statement> access) {
        return new EncryptionKey(
                        scope,
                        name + "-key",
                        new EncryptionKey.Props(
                                deployment, settings, "security-" + name + "-" + deployment.suffix(), purpose, access))
                .ref();
    }
}
