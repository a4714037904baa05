package io.tapstack.lambda.loyalty.api;

import static io.tapstack.lambda.loyalty.api.LoyaltyApiVariable.ALLOWED_ORIGIN;
import static io.tapstack.lambda.loyalty.api.LoyaltyApiVariable.CURSOR_KEY_ARN;
import static io.tapstack.lambda.loyalty.api.LoyaltyApiVariable.GOLD_FROM_POINTS;
import static io.tapstack.lambda.loyalty.api.LoyaltyApiVariable.IDEMPOTENCY_TABLE_NAME;
import static io.tapstack.lambda.loyalty.api.LoyaltyApiVariable.LOG_LEVEL;
import static io.tapstack.lambda.loyalty.api.LoyaltyApiVariable.MEMBERS_TABLE_NAME;
import static io.tapstack.lambda.loyalty.api.LoyaltyApiVariable.MEMBER_ID_INDEX_NAME;
import static io.tapstack.lambda.loyalty.api.LoyaltyApiVariable.PARTNER_GROUP;
import static io.tapstack.lambda.loyalty.api.LoyaltyApiVariable.PLATINUM_FROM_POINTS;
import static io.tapstack.lambda.loyalty.api.LoyaltyApiVariable.POINTS_LIFETIME_DAYS;
import static io.tapstack.lambda.loyalty.api.LoyaltyApiVariable.SILVER_FROM_POINTS;
import static io.tapstack.lambda.loyalty.api.LoyaltyApiVariable.TRANSACTIONS_TABLE_NAME;

import io.tapstack.lambda.loyalty.core.Accounts;
import io.tapstack.lambda.loyalty.core.Balance;
import io.tapstack.lambda.loyalty.core.TierThresholds;
import io.tapstack.lambda.shared.Environment;
import io.tapstack.lambda.shared.JsonLog;
import java.time.Duration;

/** What the function is told by its environment. */
public record LoyaltyApiSettings(
        Tables tables, String cursorKeyArn, Rules rules, String allowedOrigin, JsonLog.Level logLevel) {
    private static final long LONGEST_LIFETIME_DAYS = 3650;

    /** Names of the tables and of the transactions table's index. */
    public record Tables(Accounts.Tables accounts, String idempotency, String memberIdIndex) {}

    /** Who may book earnings, and what applies to them. */
    public record Rules(String partnerGroup, Accounts.EarningRules earning) {}

    /**
     * Reads the settings.
     *
     * @throws IllegalStateException naming every variable that is missing or wrong
     */
    public static LoyaltyApiSettings from(Environment environment) {
        var tables = new Tables(
                new Accounts.Tables(
                        environment.required(MEMBERS_TABLE_NAME.name()),
                        environment.required(TRANSACTIONS_TABLE_NAME.name())),
                environment.required(IDEMPOTENCY_TABLE_NAME.name()),
                environment.required(MEMBER_ID_INDEX_NAME.name()));
        var key = environment.required(CURSOR_KEY_ARN.name());
        var group = environment.required(PARTNER_GROUP.name());
        var silver = environment.whole(SILVER_FROM_POINTS.name(), 1, Balance.MAXIMUM_EARNED);
        var gold = environment.whole(GOLD_FROM_POINTS.name(), silver + 1, Balance.MAXIMUM_EARNED);
        var platinum = environment.whole(PLATINUM_FROM_POINTS.name(), gold + 1, Balance.MAXIMUM_EARNED);
        var lifetime = Duration.ofDays(environment.whole(POINTS_LIFETIME_DAYS.name(), 1, LONGEST_LIFETIME_DAYS));
        var origin = environment.required(ALLOWED_ORIGIN.name());
        var level = environment.oneOf(LOG_LEVEL.name(), JsonLog.Level.INFO);
        environment.check();
        var earning = new Accounts.EarningRules(new TierThresholds(silver, gold, platinum), lifetime);
        return new LoyaltyApiSettings(tables, key, new Rules(group, earning), origin, level);
    }
}
