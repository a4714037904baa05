package io.tapstack.lambda.bench;

import java.util.List;

/**
 * One way to run a function.
 *
 * @param jvmOptions options besides the class path
 * @param classPath class path without the runtime client
 * @param handler class and method, as Lambda is told
 */
record Variant(String name, List<String> jvmOptions, String classPath, String handler) {}
