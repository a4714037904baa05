package io.tapstack.modules.systems.loyalty;

import io.tapstack.modules.core.Deployment;
import io.tapstack.modules.core.Statement;
import io.tapstack.modules.kms.EncryptionKey;
import io.tapstack.modules.kms.KeySettings;
import io.tapstack.modules.kms.MacKey;
import io.tapstack.modules.kms.ServiceAccess;
import java.util.ArrayList;
import java.util.List;
import software.constructs.Construct;

/**
 * One key for each kind of secret to keep (C11).
 *
 * @param cursors makes paging cursors that cannot be forged
 */
record LoyaltyKeys(EncryptionKey.Ref data, EncryptionKey.Ref logs, MacKey.Ref cursors) {

    static LoyaltyKeys in(Construct scope, Deployment deployment, KeySettings settings) {
        return new LoyaltyKeys(
                key(
                        scope,
                        deployment,
                        settings,
                        "data",
                        "Members, points, offers, queues, topics, events and function settings",
                        dataAccess(deployment)),
                key(
                        scope,
                        deployment,
                        settings,
                        "logs",
                        "Log groups",
                        List.of(ServiceAccess.logs(deployment.account()))),
                new MacKey(
                                scope,
                                "cursor-key",
                                new MacKey.Props(
                                        deployment,
                                        settings,
                                        alias("cursor", deployment),
                                        "Cursors of the API's pages"))
                        .ref());
    }

    private static List<Statement> dataAccess(Deployment deployment) {
        List<Statement> access = new ArrayList<>(ServiceAccess.eventBuses(deployment));
        access.add(ServiceAccess.alarms(deployment.account()));
        access.add(ServiceAccess.topics(deployment, "events.amazonaws.com", "ses.amazonaws.com"));
        access.add(ServiceAccess.queues(deployment, "events.amazonaws.com"));
        return access;
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
                        new EncryptionKey.Props(deployment, settings, alias(name, deployment), purpose, access))
                .ref();
    }

    private static String alias(String name, Deployment deployment) {
        return "loyalty-" + name + "-" + deployment.suffix();
    }
}
