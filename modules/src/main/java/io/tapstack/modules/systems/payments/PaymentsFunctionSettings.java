package io.tapstack.modules.systems.payments;

import io.tapstack.modules.core.Problems;
import io.tapstack.modules.core.Settings;
import io.tapstack.modules.lambda.FunctionSettings;
import io.tapstack.modules.lambda.StreamTriggerSettings;

/**
 * @param api accepts and reads payments
 * @param ledger books them from the table's stream
 * @param stream how the stream reaches the ledger
 * @param migrations brings the database's schema up to date at deploy time
 */
public record PaymentsFunctionSettings(
        FunctionSettings api, FunctionSettings ledger, StreamTriggerSettings stream, FunctionSettings migrations)
        implements Settings {
    @Override
    public void check(Problems problems) {
        problems.check("api", api);
        problems.check("ledger", ledger);
        problems.check("stream", stream);
        problems.check("migrations", migrations);
    }
}
