package io.tapstack.lambda.loyalty.api;

import io.tapstack.lambda.dynamodb.IdempotentTransactions;
import io.tapstack.lambda.loyalty.core.Accounts;
import io.tapstack.lambda.loyalty.core.Entry;
import io.tapstack.lambda.loyalty.core.MemberId;
import io.tapstack.lambda.loyalty.core.Movement;
import io.tapstack.lambda.loyalty.core.TransactionId;
import io.tapstack.lambda.shared.IdempotencyRecord;
import io.tapstack.lambda.shared.OncePerKey;
import java.time.Clock;

/** Books an earning or a redemption once per idempotency key. */
final class BookMovement {
    private final Accounts accounts;
    private final IdempotentTransactions transactions;
    private final Accounts.EarningRules rules;
    private final OncePerKey once;
    private final Clock clock;

    BookMovement(
            Accounts accounts,
            IdempotentTransactions transactions,
            Accounts.EarningRules rules,
            OncePerKey once,
            Clock clock) {
        this.accounts = accounts;
        this.transactions = transactions;
        this.rules = rules;
        this.once = once;
        this.clock = clock;
    }

    /** The entry, and whether an earlier request had booked it. */
    record Result(Entry entry, boolean replayed) {}

    /**
     * Books the movement or finds the one booked before.
     *
     * @param keyHash {@link io.tapstack.lambda.shared.IdempotencyKey#hash}
     * @throws io.tapstack.lambda.shared.Problem.ProblemException 404, 422
     * @throws io.tapstack.lambda.shared.UnavailableException where it is not known whether it was booked
     */
    Result book(MemberId member, Movement movement, String keyHash) {
        var mine = new IdempotencyRecord(
                keyHash, movement.hash(member), TransactionId.random().value(), clock.millis());
        var result = once.run(
                mine,
                () -> movement.type() == Movement.Type.EARN
                        ? accounts.earn(member, movement, mine, rules, transactions)
                        : accounts.redeem(member, movement, mine, transactions));
        var entry = accounts.entry(new TransactionId(result.record().transactionId()))
                .orElseThrow(() -> new IllegalStateException("an idempotency record without its entry"));
        return new Result(entry, result.replayed());
    }
}
