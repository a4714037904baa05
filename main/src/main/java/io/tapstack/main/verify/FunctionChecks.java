package io.tapstack.main.verify;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.EventSourceMappingConfiguration;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationResponse;
import software.amazon.awssdk.services.lambda.model.LastUpdateStatus;
import software.amazon.awssdk.services.lambda.model.State;

/** Functions, their aliases and what feeds them (C13, P4). */
final class FunctionChecks {
    private static final String FUNCTION = "aws_lambda_function";
    private static final List<String> CONFIGURATION = List.of("lambda:GetFunctionConfiguration");

    static final List<Check> ALL = List.of(
            Check.of("function-active", FUNCTION)
                    .promises(
                            "the function is Active and its last update Successful",
                            CONFIGURATION,
                            FunctionChecks::active),
            Check.of("function-encryption", FUNCTION)
                    .promises(
                            "variables are encrypted with the deployed key", CONFIGURATION, FunctionChecks::encrypted),
            Check.of("alias-active", "aws_lambda_alias")
                    .promises("the alias's version is Active", CONFIGURATION, FunctionChecks::aliasActive),
            Check.of("mapping-enabled", "aws_lambda_event_source_mapping")
                    .promises(
                            "the mapping is Enabled, so the function gets its records",
                            List.of("lambda:ListEventSourceMappings"),
                            FunctionChecks::mapped));

    private FunctionChecks() {}

    private static Outcome active(Subject function) {
        GetFunctionConfigurationResponse found = lambda(function)
                .getFunctionConfiguration(request -> request.functionName(function.text("function_name")));
        return active(found)
                .and(Outcome.equal("the last update", LastUpdateStatus.SUCCESSFUL, found.lastUpdateStatus()));
    }

    private static Outcome encrypted(Subject function) {
        return Outcome.key(
                function.text("kms_key_arn"),
                lambda(function)
                        .getFunctionConfiguration(request -> request.functionName(function.text("function_name")))
                        .kmsKeyArn());
    }

    private static Outcome aliasActive(Subject alias) {
        return active(
                lambda(alias).getFunctionConfiguration(request -> request.functionName(alias.text("function_name"))
                        .qualifier(alias.text("name"))));
    }

    /** @see "Lambda function states", Lambda Developer Guide: only Active ones are invoked at once */
    private static Outcome active(GetFunctionConfigurationResponse found) {
        return found.state() == State.ACTIVE
                ? Outcome.passed()
                : Outcome.failed(
                        "the state is " + found.stateAsString(),
                        found.state() == State.INACTIVE
                                ? "call it once: Lambda prepares it again, and answers after that"
                                : "wait a minute; the function's StateReason says more");
    }

    private static Outcome mapped(Subject mapping) {
        Optional<EventSourceMappingConfiguration> found = lambda(mapping)
                .listEventSourceMappingsPaginator(request -> request.functionName(mapping.text("function_arn")))
                .eventSourceMappings()
                .stream()
                .filter(one -> one.uuid().equals(mapping.text("uuid")))
                .findFirst();
        return found.map(one -> Outcome.equal("the mapping's state", "Enabled", one.state()))
                .orElse(Outcome.failed("there is no such mapping"));
    }

    private static LambdaClient lambda(Subject subject) {
        return subject.client(LambdaClient.builder());
    }
}
