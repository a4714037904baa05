package io.tapstack.main.it;

import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.lambda.LambdaClient;

/**
 * A deployed function with other environment variables, behind its live alias, for a while.
 *
 * @param changes variables that are others meanwhile
 */
record ReconfiguredFunction(EmulatedAccount account, String function, Map<String, String> changes) {
    private static final String LIVE = "live";

    void during(Runnable what) {
        try (LambdaClient lambda = account.client(LambdaClient.builder())) {
            String version = lambda.getAlias(
                            request -> request.functionName(function).name(LIVE))
                    .functionVersion();
            Map<String, String> before = lambda.getFunctionConfiguration(request -> request.functionName(function))
                    .environment()
                    .variables();
            Map<String, String> variables = new HashMap<>(before);
            variables.putAll(changes);
            set(lambda, variables);
            lead(
                    lambda,
                    lambda.publishVersion(request -> request.functionName(function))
                            .version());
            try {
                what.run();
            } finally {
                set(lambda, before);
                lead(lambda, version);
            }
        }
    }

    private void set(LambdaClient lambda, Map<String, String> variables) {
        lambda.updateFunctionConfiguration(
                request -> request.functionName(function).environment(all -> all.variables(variables)));
    }

    private void lead(LambdaClient lambda, String version) {
        lambda.waiter().waitUntilFunctionActiveV2(request -> request.functionName(function)
                .qualifier(version));
        lambda.updateAlias(request -> request.functionName(function).name(LIVE).functionVersion(version));
    }
}
