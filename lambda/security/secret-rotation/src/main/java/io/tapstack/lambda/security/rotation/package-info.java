/**
 * The {@code secret-rotation} function: gives a PostgreSQL user a new password when Secrets Manager asks for it, while
 * the current one goes on working.
 */
package io.tapstack.lambda.security.rotation;
