/**
 * The {@code payments-ledger} function: books every change of the payments table in PostgreSQL by double entry and
 * keeps an audit record of it, each exactly once.
 *
 * <p>{@link io.tapstack.lambda.payments.ledger.LedgerRecords} holds the rules over the ports
 * {@link io.tapstack.lambda.payments.ledger.Ledger} and {@link io.tapstack.lambda.payments.ledger.AuditTrail}.
 */
package io.tapstack.lambda.payments.ledger;
