package io.tapstack.modules.lambda;

import io.tapstack.modules.kms.EncryptionKey;

/**
 * @param environment encrypts the function's environment variables
 * @param logs encrypts the function's log
 */
public record FunctionKeys(EncryptionKey.Ref environment, EncryptionKey.Ref logs) {}
