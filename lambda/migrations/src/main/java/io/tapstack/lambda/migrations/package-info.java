/** A schema brought up to date by a function: what every {@code …-migrations} shares. */
package io.tapstack.lambda.migrations;
