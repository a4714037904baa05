/**
 * The {@code payments-migrations} function: brings the ledger's schema up to date. Terraform invokes it on every
 * deployment, before payments-ledger is switched over.
 */
package io.tapstack.lambda.payments.migrations;
