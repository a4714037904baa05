package io.tapstack.modules.systems.loyalty;

import io.tapstack.modules.core.Deployment;
import io.tapstack.modules.core.Protection;
import io.tapstack.modules.dynamodb.Stream;
import io.tapstack.modules.dynamodb.Table;
import io.tapstack.modules.dynamodb.TableSchema;
import io.tapstack.modules.kms.EncryptionKey;
import java.util.List;
import java.util.Optional;
import software.constructs.Construct;

/**
 * Members and what moved their points (L1), the idempotency keys that were used, the days' offers. Both indexes are
 * sparse: items without their keys are not in them.
 */
record LoyaltyTables(Table.Ref members, Table.Ref transactions, Table.Ref idempotency, Table.Ref offers) {
    /** Members who want offers, by tier and latest activity. */
    static final String OFFERS_INDEX = "OffersIndex";

    /** A member's transactions, by time. */
    static final String MEMBER_ID_INDEX = "MemberIdIndex";

    private static final Optional<String> TTL = Optional.of("expirationTime");

    private static final TableSchema MEMBERS = new TableSchema(
            TableSchema.Key.string("memberId"),
            Optional.empty(),
            List.of(new TableSchema.Index(
                    OFFERS_INDEX, TableSchema.Key.string("offersTier"), TableSchema.Key.number("lastActivityAt"))),
            Optional.empty(),
            Stream.NONE);

    private static final TableSchema TRANSACTIONS = new TableSchema(
            TableSchema.Key.string("transactionId"),
            Optional.empty(),
            List.of(new TableSchema.Index(
                    MEMBER_ID_INDEX, TableSchema.Key.string("memberId"), TableSchema.Key.number("timestamp"))),
            TTL,
            Stream.NEW_AND_OLD_IMAGES);

    private static final TableSchema IDEMPOTENCY =
            new TableSchema(TableSchema.Key.string("idempotencyKey"), Optional.empty(), List.of(), TTL, Stream.NONE);

    private static final TableSchema OFFERS = new TableSchema(
            TableSchema.Key.string("runDate"),
            Optional.of(TableSchema.Key.string("recordId")),
            List.of(),
            TTL,
            Stream.NONE);

    static LoyaltyTables in(Construct scope, Deployment deployment, EncryptionKey.Ref key, Protection protection) {
        return new LoyaltyTables(
                table(scope, deployment, "members", MEMBERS, key, protection),
                table(scope, deployment, "transactions", TRANSACTIONS, key, protection),
                table(scope, deployment, "idempotency", IDEMPOTENCY, key, protection),
                table(scope, deployment, "offers", OFFERS, key, protection));
    }

    private static Table.Ref table(
            Construct scope,
            Deployment deployment,
            String purpose,
            TableSchema schema,
            EncryptionKey.Ref key,
            Protection protection) {
        return new Table(scope, purpose + "-table", new Table.Props(deployment, purpose, schema, key, protection))
                .ref();
    }
}
