package io.tapstack.modules.lambda;

import io.tapstack.modules.core.Statement;
import io.tapstack.modules.messaging.Queue;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What surrounds a function while it runs.
 *
 * @param environment variables for the handler
 * @param statements what the handler may do, beyond logging, tracing and its dead letters
 * @param network the VPC it lives in; none for a function that calls AWS only
 * @param deadLetters takes events that were sent asynchronously and failed
 */
public record FunctionRuntime(
        Map<String, String> environment,
        List<Statement> statements,
        Optional<FunctionNetwork> network,
        FunctionKeys keys,
        Queue.Ref deadLetters,
        SnapStart snapStart) {
    public FunctionRuntime {
        environment = Map.copyOf(environment);
        statements = List.copyOf(statements);
    }
}
