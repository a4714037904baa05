/**
 * Measures how long the functions take from process start to their first answer, through AWS's own runtime client and
 * against loopback stubs. Not part of the build's tests: figures belong into the README, not into assertions.
 */
package io.tapstack.lambda.bench;
