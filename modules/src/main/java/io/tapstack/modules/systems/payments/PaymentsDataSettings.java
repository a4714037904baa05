package io.tapstack.modules.systems.payments;

import io.tapstack.modules.core.Problems;
import io.tapstack.modules.core.Protection;
import io.tapstack.modules.core.Settings;
import io.tapstack.modules.kms.KeySettings;
import io.tapstack.modules.s3.Lifecycle;
import io.tapstack.modules.s3.ObjectLockSettings;
import java.util.Optional;

/**
 * What is kept and for how long.
 *
 * @param keys of everything that is encrypted at rest
 * @param protection of the payments table and the audit bucket
 * @param audit life of an audit record
 * @param auditLock makes audit records immutable for a time, for everybody (P5)
 * @param accessLogs life of the audit bucket's own access logs
 */
public record PaymentsDataSettings(
        KeySettings keys,
        Protection protection,
        Lifecycle audit,
        Optional<ObjectLockSettings> auditLock,
        Lifecycle accessLogs)
        implements Settings {
    @Override
    public void check(Problems problems) {
        problems.check("keys", keys);
        problems.check("audit", audit);
        problems.check("auditLock", auditLock);
        problems.check("accessLogs", accessLogs);
    }
}
