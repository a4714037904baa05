/** What functions that keep their things in DynamoDB share: attribute values, failures, idempotent transactions. */
package io.tapstack.lambda.dynamodb;
