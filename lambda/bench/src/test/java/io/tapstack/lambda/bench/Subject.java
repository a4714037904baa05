package io.tapstack.lambda.bench;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A function to measure.
 *
 * @param jar what is deployed
 * @param handler class and method, as Lambda is told
 * @param untunedHandler the same function with the SDK's defaults
 * @param environment its environment variables
 * @param event another event for it
 */
record Subject(
        String name,
        Path jar,
        String handler,
        String untunedHandler,
        Map<String, String> environment,
        Supplier<String> event) {}
