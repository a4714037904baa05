package io.tapstack.lambda.loyalty.offers;

import static io.tapstack.lambda.loyalty.offers.OffersVariable.ACTIVE_WITHIN_DAYS;
import static io.tapstack.lambda.loyalty.offers.OffersVariable.CONFIGURATION_SET_NAME;
import static io.tapstack.lambda.loyalty.offers.OffersVariable.EMAILS_PER_SECOND;
import static io.tapstack.lambda.loyalty.offers.OffersVariable.EVENT_BUS_NAME;
import static io.tapstack.lambda.loyalty.offers.OffersVariable.FAILURES_QUEUE_URL;
import static io.tapstack.lambda.loyalty.offers.OffersVariable.LOG_LEVEL;
import static io.tapstack.lambda.loyalty.offers.OffersVariable.MEMBERS_TABLE_NAME;
import static io.tapstack.lambda.loyalty.offers.OffersVariable.OFFERS_INDEX_NAME;
import static io.tapstack.lambda.loyalty.offers.OffersVariable.OFFERS_TABLE_NAME;
import static io.tapstack.lambda.loyalty.offers.OffersVariable.OFFER_TIERS;
import static io.tapstack.lambda.loyalty.offers.OffersVariable.SENDER_ADDRESS;
import static io.tapstack.lambda.loyalty.offers.OffersVariable.TEMPLATE_NAME;

import io.tapstack.lambda.loyalty.core.Tier;
import io.tapstack.lambda.shared.Environment;
import io.tapstack.lambda.shared.JsonLog;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** What the function is told by its environment. */
public record OffersSettings(Tables tables, Targets targets, Email email, Selection selection, JsonLog.Level logLevel) {
    private static final String TIER = "(BRONZE|SILVER|GOLD|PLATINUM)";
    private static final long LONGEST_DAYS = 3650;
    private static final long FASTEST = 500;

    /** Names of the tables and of the members table's index. */
    public record Tables(String members, String offersIndex, String offers) {}

    /** Where offers go, and what could not be delivered. */
    public record Targets(String eventBus, String failuresQueueUrl) {}

    /** How e-mails are sent. */
    public record Email(String sender, String configurationSet, String template, long perSecond) {}

    /** Who gets offers: tiers in the order in which they are worked through, the lowest first. */
    public record Selection(List<Tier> tiers, Duration activeWithin) {
        public Selection {
            tiers = tiers.stream().sorted().distinct().toList();
        }
    }

    /**
     * Reads the settings.
     *
     * @throws IllegalStateException naming every variable that is missing or wrong
     */
    public static OffersSettings from(Environment environment) {
        var tables = new Tables(
                environment.required(MEMBERS_TABLE_NAME.name()),
                environment.required(OFFERS_INDEX_NAME.name()),
                environment.required(OFFERS_TABLE_NAME.name()));
        var targets = new Targets(
                environment.required(EVENT_BUS_NAME.name()), environment.required(FAILURES_QUEUE_URL.name()));
        var email = new Email(
                environment.required(SENDER_ADDRESS.name()),
                environment.required(CONFIGURATION_SET_NAME.name()),
                environment.required(TEMPLATE_NAME.name()),
                environment.whole(EMAILS_PER_SECOND.name(), 1, FASTEST));
        var tiers = environment.matching(OFFER_TIERS.name(), TIER + "(," + TIER + ")*");
        var days = environment.whole(ACTIVE_WITHIN_DAYS.name(), 1, LONGEST_DAYS);
        var level = environment.oneOf(LOG_LEVEL.name(), JsonLog.Level.INFO);
        environment.check();
        var selection =
                new Selection(Stream.of(tiers.split(",", -1)).map(Tier::valueOf).toList(), Duration.ofDays(days));
        return new OffersSettings(tables, targets, email, selection, level);
    }
}
