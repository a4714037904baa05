/**
 * The {@code payments-api} function: accepts payments exactly once and shows them.
 *
 * <p>The rules are plain Java ({@link io.tapstack.lambda.payments.api.PaymentsApi} and what it uses) over the port
 * {@link io.tapstack.lambda.payments.api.PaymentStore}; only {@code DynamoDb*} and the handler know AWS.
 */
package io.tapstack.lambda.payments.api;
