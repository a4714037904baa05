package io.tapstack.modules.systems.loyalty;

import io.tapstack.modules.core.Problems;
import io.tapstack.modules.core.Settings;
import io.tapstack.modules.lambda.FunctionSettings;
import io.tapstack.modules.lambda.StreamTriggerSettings;

/**
 * @param api members enrol, look and redeem, partners book earnings
 * @param expiry takes expired points off balances, from the transactions table's stream
 * @param stream how the stream reaches it
 * @param offers publishes and sends the day's offers
 */
public record LoyaltyFunctionSettings(
        FunctionSettings api, FunctionSettings expiry, StreamTriggerSettings stream, FunctionSettings offers)
        implements Settings {
    @Override
    public void check(Problems problems) {
        problems.check("api", api);
        problems.check("expiry", expiry);
        problems.check("stream", stream);
        problems.check("offers", offers);
    }
}
