package io.tapstack.lambda.bench;

import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A function running in a JVM of its own, as on Lambda but without its network and start-up of the sandbox. */
final class FunctionProcess implements AutoCloseable {
    private static final String MAIN = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";

    private final RuntimeApi api = new RuntimeApi();
    private final Process process;
    private final long started;

    FunctionProcess(Variant variant, String runtimeClient, Map<String, String> environment) throws IOException {
        var command = new ArrayList<String>();
        command.add(Java.executable());
        command.addAll(variant.jvmOptions());
        command.add("-cp");
        command.add(variant.classPath() + File.pathSeparator + runtimeClient);
        command.add(MAIN);
        command.add(variant.handler());
        var builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        builder.environment().putAll(lambda(environment, variant.handler()));
        started = System.nanoTime();
        process = builder.start();
    }

    /**
     * What the first answer took.
     *
     * @param wallMillis from the process's start
     * @param cpuMillis of all the process's threads: at 512 MB Lambda grants under a third of a core, so this counts more
     */
    record Start(double wallMillis, double cpuMillis) {}

    /** Sends the first event. */
    Start first(String event) throws InterruptedException {
        api.invoke(event);
        var wall = System.nanoTime() - started;
        var cpu = process.info().totalCpuDuration().orElse(Duration.ZERO);
        return new Start(wall / 1e6, cpu.toMillis());
    }

    /** The answer to an event. */
    String answer(String event) throws InterruptedException {
        return api.invoke(event);
    }

    /** Milliseconds from an event to its answer. */
    double next(String event) throws InterruptedException {
        var sent = System.nanoTime();
        api.invoke(event);
        return (System.nanoTime() - sent) / 1e6;
    }

    @Override
    public void close() {
        process.destroy(); // SIGTERM: a JVM that records an archive writes it now
        try {
            process.waitFor(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
        api.close();
    }

    private Map<String, String> lambda(Map<String, String> environment, String handler) {
        var all = new LinkedHashMap<>(environment);
        all.put("AWS_LAMBDA_RUNTIME_API", api.address());
        all.put("_HANDLER", handler);
        all.put("AWS_LAMBDA_FUNCTION_NAME", "bench");
        all.put("AWS_LAMBDA_FUNCTION_VERSION", "1");
        all.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "512");
        all.put("AWS_REGION", "eu-central-1");
        if (!all.containsKey("AWS_CONTAINER_CREDENTIALS_FULL_URI")) {
            all.put("AWS_ACCESS_KEY_ID", "id");
            all.put("AWS_SECRET_ACCESS_KEY", "secret");
            all.put("AWS_SESSION_TOKEN", "token");
        }
        all.put("PATH", System.getenv("PATH"));
        return all;
    }
}
