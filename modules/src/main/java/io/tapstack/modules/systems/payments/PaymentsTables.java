package io.tapstack.modules.systems.payments;

import io.tapstack.modules.core.Deployment;
import io.tapstack.modules.core.Protection;
import io.tapstack.modules.dynamodb.Stream;
import io.tapstack.modules.dynamodb.Table;
import io.tapstack.modules.dynamodb.TableSchema;
import io.tapstack.modules.kms.EncryptionKey;
import java.util.List;
import java.util.Optional;
import software.constructs.Construct;

/** The payments themselves (P3), and the idempotency keys that were used (P14). */
record PaymentsTables(Table.Ref payments, Table.Ref idempotency) {
    static final String USER_ID_INDEX = "UserIdIndex";
    static final String STATUS_INDEX = "StatusIndex";
    private static final Optional<String> TTL = Optional.of("expirationTime");

    private static final TableSchema.Key TIMESTAMP = TableSchema.Key.number("timestamp");

    private static final TableSchema PAYMENTS = new TableSchema(
            TableSchema.Key.string("transactionId"),
            Optional.of(TIMESTAMP),
            List.of(
                    new TableSchema.Index(USER_ID_INDEX, TableSchema.Key.string("userId"), TIMESTAMP),
                    new TableSchema.Index(STATUS_INDEX, TableSchema.Key.string("status"), TIMESTAMP)),
            TTL,
            Stream.NEW_AND_OLD_IMAGES);

    private static final TableSchema IDEMPOTENCY =
            new TableSchema(TableSchema.Key.string("idempotencyKey"), Optional.empty(), List.of(), TTL, Stream.NONE);

    static PaymentsTables in(Construct scope, Deployment deployment, EncryptionKey.Ref key, Protection protection) {
        return new PaymentsTables(
                new Table(scope, "payments", new Table.Props(deployment, "payments", PAYMENTS, key, protection)).ref(),
                new Table(
                                scope,
                                "idempotency",
                                new Table.Props(deployment, "idempotency", IDEMPOTENCY, key, protection))
                        .ref());
    }
}
