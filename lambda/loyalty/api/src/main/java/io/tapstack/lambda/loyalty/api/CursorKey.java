package io.tapstack.lambda.loyalty.api;

/** Authenticates text with a key that never leaves the function. */
@FunctionalInterface
interface CursorKey {
    /** HMAC-SHA-256 of the text: 32 bytes. */
    byte[] code(String text);
}
