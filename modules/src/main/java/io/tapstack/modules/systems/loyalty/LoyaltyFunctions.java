package io.tapstack.modules.systems.loyalty;

import io.tapstack.modules.core.Deployment;
import io.tapstack.modules.core.Statement;
import io.tapstack.modules.dynamodb.DynamoAction;
import io.tapstack.modules.dynamodb.TableGrants;
import io.tapstack.modules.events.FunctionSchedule;
import io.tapstack.modules.lambda.FunctionArtifact;
import io.tapstack.modules.lambda.FunctionKeys;
import io.tapstack.modules.lambda.FunctionRuntime;
import io.tapstack.modules.lambda.FunctionSettings;
import io.tapstack.modules.lambda.JavaFunction;
import io.tapstack.modules.lambda.SnapStart;
import io.tapstack.modules.lambda.StreamTrigger;
import io.tapstack.modules.messaging.Queue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.constructs.Construct;

/**
 * The three functions (L2, L3, L4): each with its own role, which may do what its handler does and no more. They call
 * AWS only, so none lives in a VPC.
 */
final class LoyaltyFunctions {
    /** The user pool's group whose users may book earnings. */
    static final String PARTNER_GROUP = "partners";

    /** Items that DynamoDB itself deleted because their time had come; not those that somebody deleted. */
    private static final String EXPIRED = "{\"eventName\":[\"REMOVE\"],"
            + "\"userIdentity\":{\"type\":[\"Service\"],\"principalId\":[\"dynamodb.amazonaws.com\"]}}";

    private final Construct scope;
    private final Deployment deployment;
    private final LoyaltySettings settings;
    private final LoyaltyArtifacts artifacts;
    private final LoyaltyKeys keys;
    private final LoyaltyTables tables;
    private final LoyaltyQueues queues;

    LoyaltyFunctions(
            Construct scope,
            Deployment deployment,
            LoyaltySettings settings,
            LoyaltyArtifacts artifacts,
            LoyaltyKeys keys,
            LoyaltyTables tables,
            LoyaltyQueues queues) {
        this.scope = scope;
        this.deployment = deployment;
        this.settings = settings;
        this.artifacts = artifacts;
        this.keys = keys;
        this.tables = tables;
        this.queues = queues;
    }

    JavaFunction.Ref api(String allowedOrigin) {
        LoyaltyProgrammeSettings programme = settings.programme();
        TableGrants transactions = tables.transactions().grants();
        return function(
                "api",
                "Members enrol, look and redeem; partners book what they earn",
                settings.functions().api(),
                artifacts.api(),
                queues.api(),
                Map.ofEntries(
                        Map.entry("MEMBERS_TABLE_NAME", tables.members().name()),
                        Map.entry(
                                "TRANSACTIONS_TABLE_NAME", tables.transactions().name()),
                        Map.entry("IDEMPOTENCY_TABLE_NAME", tables.idempotency().name()),
                        Map.entry("MEMBER_ID_INDEX_NAME", LoyaltyTables.MEMBER_ID_INDEX),
                        Map.entry("CURSOR_KEY_ARN", keys.cursors().arn()),
                        Map.entry("PARTNER_GROUP", PARTNER_GROUP),
                        Map.entry("SILVER_FROM_POINTS", text(programme.tiers().silver())),
                        Map.entry("GOLD_FROM_POINTS", text(programme.tiers().gold())),
                        Map.entry("PLATINUM_FROM_POINTS", text(programme.tiers().platinum())),
                        Map.entry("POINTS_LIFETIME_DAYS", text(programme.pointsLifetimeDays())),
                        Map.entry("ALLOWED_ORIGIN", allowedOrigin)),
                together(
                        tables.members()
                                .grants()
                                .items(
                                        "Members",
                                        DynamoAction.GET_ITEM,
                                        DynamoAction.PUT_ITEM,
                                        DynamoAction.UPDATE_ITEM),
                        transactions.items("Transactions", DynamoAction.GET_ITEM, DynamoAction.PUT_ITEM),
                        transactions.query(LoyaltyTables.MEMBER_ID_INDEX),
                        tables.idempotency()
                                .grants()
                                .items("IdempotencyKeys", DynamoAction.GET_ITEM, DynamoAction.PUT_ITEM),
                        List.of(keys.cursors().generate("Cursors"))),
                SnapStart.PUBLISHED_VERSIONS);
    }

    JavaFunction.Ref expiry() {
        JavaFunction.Ref expiry = function(
                "expiry",
                "Takes expired points off their member's balance",
                settings.functions().expiry(),
                artifacts.expiry(),
                queues.expiry(),
                Map.of(
                        "MEMBERS_TABLE_NAME", tables.members().name(),
                        "TRANSACTIONS_TABLE_NAME", tables.transactions().name()),
                together(
                        tables.members().grants().items("Members", DynamoAction.GET_ITEM, DynamoAction.UPDATE_ITEM),
                        tables.transactions().grants().items("Transactions", DynamoAction.PUT_ITEM),
                        tables.transactions().grants().readStream()),
                SnapStart.NONE); // first needed when the first points expire, after two years
        new StreamTrigger(
                scope,
                "expired-transactions",
                new StreamTrigger.Props(
                        expiry,
                        tables.transactions().streamArn(),
                        settings.functions().stream(),
                        Optional.of(EXPIRED),
                        queues.expiry()));
        return expiry;
    }

    JavaFunction.Ref offers(LoyaltyOffers offers) {
        LoyaltyOfferSettings offer = settings.programme().offers();
        return function(
                "offers",
                "Publishes and sends the day's offers",
                settings.functions().offers(),
                artifacts.offers(),
                queues.offers(),
                Map.ofEntries(
                        Map.entry("MEMBERS_TABLE_NAME", tables.members().name()),
                        Map.entry("OFFERS_TABLE_NAME", tables.offers().name()),
                        Map.entry("OFFERS_INDEX_NAME", LoyaltyTables.OFFERS_INDEX),
                        Map.entry("EVENT_BUS_NAME", offers.bus().name()),
                        Map.entry("FAILURES_QUEUE_URL", queues.offers().url()),
                        Map.entry("SENDER_ADDRESS", offers.sender().address()),
                        Map.entry("CONFIGURATION_SET_NAME", offers.sender().configurationSetName()),
                        Map.entry("TEMPLATE_NAME", offers.template().name()),
                        Map.entry("EMAILS_PER_SECOND", text(offer.emailsPerSecond())),
                        Map.entry("OFFER_TIERS", String.join(",", offer.tiers())),
                        Map.entry("ACTIVE_WITHIN_DAYS", text(offer.activeWithinDays()))),
                together(
                        tables.members().grants().items("Members", DynamoAction.GET_ITEM),
                        tables.members().grants().query(LoyaltyTables.OFFERS_INDEX),
                        tables.offers()
                                .grants()
                                .items(
                                        "Offers",
                                        DynamoAction.GET_ITEM,
                                        DynamoAction.PUT_ITEM,
                                        DynamoAction.UPDATE_ITEM,
                                        DynamoAction.DELETE_ITEM,
                                        DynamoAction.QUERY),
                        offers.bus().put(),
                        offers.sender().grants().send(offers.template())),
                SnapStart.PUBLISHED_VERSIONS);
    }

    FunctionSchedule.Ref offersSchedule(JavaFunction.Ref function) {
        return new FunctionSchedule(
                        scope,
                        "offers-schedule",
                        new FunctionSchedule.Props(
                                deployment,
                                "offers-schedule",
                                "Begins the day's offers, and goes on with them",
                                settings.programme().offers().schedule(),
                                function,
                                queues.events()))
                .ref();
    }

    private JavaFunction.Ref function(
            String purpose,
            String description,
            FunctionSettings functionSettings,
            FunctionArtifact artifact,
            Queue.Ref failures,
            Map<String, String> environment,
            List<Statement> statements,
            SnapStart snapStart) {
        FunctionRuntime runtime = new FunctionRuntime(
                environment,
                statements,
                Optional.empty(),
                new FunctionKeys(keys.data(), keys.logs()),
                failures,
                snapStart);
        return new JavaFunction(
                        scope,
                        purpose,
                        new JavaFunction.Props(deployment, purpose, description, functionSettings, artifact, runtime))
                .ref();
    }

    private static String text(long number) {
        return Long.toString(number);
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    private static List<Statement> together(List<Statement>... lists) {
        return Stream.of(lists).flatMap(List::stream).toList();
    }
}
