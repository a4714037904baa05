package io.tapstack.modules.systems.payments;

import io.tapstack.modules.core.Deployment;
import io.tapstack.modules.core.Statement;
import io.tapstack.modules.kms.EncryptionKey;
import io.tapstack.modules.kms.KeySettings;
import io.tapstack.modules.kms.ServiceAccess;
import java.util.List;
import software.constructs.Construct;

/** One key for each kind of secret to keep, so that access to one opens no other (C11, P2). */
record PaymentsKeys(
        EncryptionKey.Ref database, EncryptionKey.Ref databaseSecret, EncryptionKey.Ref data, EncryptionKey.Ref logs) {

    static PaymentsKeys in(Construct scope, Deployment deployment, KeySettings settings) {
        return new PaymentsKeys(
                key(scope, deployment, settings, "database-key", "payment-rds", "Storage of the ledger database"),
                key(scope, deployment, settings, "secret-key", "payment-rds-secret", "Master password of the database"),
                key(
                        scope,
                        deployment,
                        settings,
                        "data-key",
                        "payment-data",
                        "Payments, audit records, queues, alerts and function settings",
                        ServiceAccess.alarms(deployment.account())),
                key(
                        scope,
                        deployment,
                        settings,
                        "logs-key",
                        "payment-logs",
                        "Log groups",
                        ServiceAccess.logs(deployment.account())));
    }

    private static EncryptionKey.Ref key(
            Construct scope,
            Deployment deployment,
            KeySettings settings,
            String id,
            String alias,
            String purpose,
            Statement... access) {
        return new EncryptionKey(
                        scope,
                        id,
                        new EncryptionKey.Props(
                                deployment, settings, alias + "-" + deployment.suffix(), purpose, List.of(access)))
                .ref();
    }
}
