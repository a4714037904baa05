/**
 * The {@code remediation} function: fixes what AWS Config or Security Hub find, where that is safe to do without a person,
 * and reports what it did.
 */
package io.tapstack.lambda.security.remediation;
