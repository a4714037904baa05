package com.amazonaws.services.lambda.runtime.api.client.runtimeapi;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.api.client.runtimeapi.dto.InvocationRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * How a function's process asks for its next invocation and answers it. AWS's own class of this name does so through a native
 * library that exists for Linux only; this one takes its place in the jar, and all the rest of AWS's client (handlers,
 * serialization, logging, errors, SnapStart) stays as it is.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">Lambda runtime API</a>
 */
final class NativeClient {
    private static final String INVOCATION = "/2018-06-01/runtime/invocation/";
    private static final byte[] NOTHING = {};
    private static final int OK = 200;
    private static final int ACCEPTED = 202;

    /** One a thread: each waits for an invocation of its own. */
    private static ThreadLocal<RuntimeApiConnection> connection;

    private NativeClient() {}

    /** @param runtimeApi what {@code AWS_LAMBDA_RUNTIME_API} holds: host and port, with a path after them or without */
    static void init(String runtimeApi) {
        connection = ThreadLocal.withInitial(() -> new RuntimeApiConnection(runtimeApi));
    }

    /**
     * Waits for the next invocation, without end.
     *
     * @throws LambdaRuntimeClientException if the Runtime API refuses
     * @throws UncheckedIOException if the connection breaks; AWS's client ends the process then
     */
    static InvocationRequest next() {
        RuntimeApiConnection.Answer answer = call("GET", INVOCATION + "next", NOTHING, OK);
        Map<String, String> headers = answer.headers;
        InvocationRequest request = new InvocationRequest();
        request.setId(headers.get("lambda-runtime-aws-request-id"));
        request.setXrayTraceId(headers.get("lambda-runtime-trace-id"));
        request.setInvokedFunctionArn(headers.get("lambda-runtime-invoked-function-arn"));
        request.setDeadlineTimeInMs(Long.parseLong(headers.getOrDefault("lambda-runtime-deadline-ms", "0")));
        request.setClientContext(headers.get("lambda-runtime-client-context"));
        request.setCognitoIdentity(headers.get("lambda-runtime-cognito-identity"));
        request.setTenantId(headers.get("lambda-runtime-aws-tenant-id"));
        request.setContent(answer.body);
        return request;
    }

    /**
     * Answers an invocation.
     *
     * @throws LambdaRuntimeClientException if the Runtime API refuses the response
     * @throws UncheckedIOException if the connection breaks
     */
    static void postInvocationResponse(byte[] requestId, byte[] response) {
        call("POST", INVOCATION + new String(requestId, UTF_8) + "/response", response, ACCEPTED);
    }

    private static RuntimeApiConnection.Answer call(String method, String resource, byte[] body, int expected) {
        try {
            RuntimeApiConnection.Answer answer = connection.get().call(method, resource, body);
            if (answer.status != expected) {
                throw new LambdaRuntimeClientException(resource, answer.status);
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + resource, e);
        }
    }
}
