/**
 * The {@code loyalty-expiry} function: when DynamoDB has deleted an earning whose time is over, takes what is left of it off
 * the member's balance, once.
 */
package io.tapstack.lambda.loyalty.expiry;
