/** Connections to PostgreSQL that only ever talk to the right server: TLS, verified against Amazon RDS's own roots. */
package io.tapstack.lambda.postgres;
