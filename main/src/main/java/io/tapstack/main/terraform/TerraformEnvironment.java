package io.tapstack.main.terraform;

import io.tapstack.main.process.Machine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/** The environment variables that Terraform runs with. */
public final class TerraformEnvironment {
    /** Less work for its garbage collector; a fifth of the wall time of a plan. */
    private static final String GOGC = "400";

    private TerraformEnvironment() {}

    /** For an AWS account: the caller's credentials and proxies, none of the variables that change what we ask for. */
    public static Map<String, String> forAccount(Machine machine, Optional<String> cliConfig) {
        Map<String, String> environment = machine.copyOfEnvironment();
        environment
                .keySet()
                .removeIf(name -> name.startsWith("TF_CLI_ARGS")
                        || name.equals("TF_WORKSPACE")
                        || name.equals("TF_DATA_DIR")
                        || name.equals("TF_REATTACH_PROVIDERS"));
        CliConfig existing = CliConfig.of(machine, Flavor.TERRAFORM);
        existing.missing().ifPresent(file -> environment.remove(CliConfig.VARIABLE));
        cliConfig.ifPresent(file -> {
            environment.put(CliConfig.VARIABLE, file);
            environment.remove(CliConfig.CACHE_VARIABLE); // a cache cannot be filled from itself, as a mirror
        });
        environment.put("CHECKPOINT_DISABLE", "1");
        environment.put("TF_IN_AUTOMATION", "1");
        environment.put("TF_INPUT", "0");
        environment.putIfAbsent("GOGC", GOGC);
        return environment;
    }

    /**
     * For the emulated AWS. Nothing in it can reach an account of the caller's: no profile, no credentials, no files
     * with them, and an endpoint that every service obeys.
     *
     * @param endpoint by address, not by name: the SDK then keeps the bucket out of the host name
     * @param credentials the emulated account's root's, or a session's
     */
    public static Map<String, String> forEmulator(
            Machine machine, Optional<String> cliConfig, String endpoint, String region, AwsCredentials credentials) {
        Map<String, String> environment = forAccount(machine, cliConfig);
        withoutAws(environment);
        environment.put("AWS_ENDPOINT_URL", endpoint);
        environment.put("AWS_ACCESS_KEY_ID", credentials.accessKeyId());
        environment.put("AWS_SECRET_ACCESS_KEY", credentials.secretAccessKey());
        if (credentials instanceof AwsSessionCredentials session) {
            environment.put("AWS_SESSION_TOKEN", session.sessionToken());
        }
        environment.put("AWS_REGION", region);
        environment.put("AWS_DEFAULT_REGION", region);
        environment.put("AWS_MAX_ATTEMPTS", "2");
        environment.put("AWS_EC2_METADATA_DISABLED", "true");
        // Names that put the account in front of the endpoint's host (S3 Control) resolve nowhere but at a proxy.
        environment.put("HTTP_PROXY", endpoint);
        environment.remove("http_proxy");
        keepFromProxies(environment);
        return environment;
    }

    /** The emulated AWS and what the caller keeps from proxies. Go prefers the name in capitals. */
    private static void keepFromProxies(Map<String, String> environment) {
        String lower = environment.remove("no_proxy");
        String callers = environment.getOrDefault("NO_PROXY", lower == null ? "" : lower);
        List<String> hosts = new ArrayList<>(List.of("127.0.0.1", "localhost"));
        for (String host : callers.split("[,\\s]+", -1)) {
            if (host.equals("*")) { // no proxy for anything; as a host it would keep S3 Control from its endpoint
                environment.keySet().removeAll(List.of("HTTPS_PROXY", "https_proxy"));
            } else if (!host.isEmpty()) {
                hosts.add(host);
            }
        }
        environment.put("NO_PROXY", String.join(",", hosts));
    }

    /** Takes away whatever could lead to an account of the caller's, their profiles too. */
    public static void withoutAws(Map<String, String> environment) {
        environment.keySet().removeIf(name -> name.startsWith("AWS_") || name.startsWith("TF_VAR_"));
        environment.put("AWS_CONFIG_FILE", "/dev/null");
        environment.put("AWS_SHARED_CREDENTIALS_FILE", "/dev/null");
    }
}
