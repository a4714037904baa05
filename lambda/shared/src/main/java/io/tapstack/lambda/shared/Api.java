package io.tapstack.lambda.shared;

import java.util.Map;
import java.util.Optional;

/**
 * What every API does with a request: routes it, answers every failure with a problem document, logs what happened by
 * id. Whatever is sent, the answer is a response, never an exception.
 */
public final class Api {
    /** Answers a request or throws a {@link Problem.ProblemException}. */
    @FunctionalInterface
    public interface Routes {
        /** @param log of this invocation */
        ApiResponse route(ApiRequest request, JsonLog log);
    }

    private final Routes routes;
    private final String refusals;
    private final Optional<String> allowedOrigin;
    private final JsonLog log;

    /**
     * An API that pages of another origin may read.
     *
     * @param refusals metric that counts refused requests
     * @param allowedOrigin value of Access-Control-Allow-Origin on every answer
     */
    public Api(Routes routes, String refusals, String allowedOrigin, JsonLog log) {
        this(routes, refusals, Optional.of(allowedOrigin), log);
    }

    /** An API that only pages of its own origin may read. */
    public static Api sameOrigin(Routes routes, String refusals, JsonLog log) {
        return new Api(routes, refusals, Optional.empty(), log);
    }

    private Api(Routes routes, String refusals, Optional<String> allowedOrigin, JsonLog log) {
        this.routes = routes;
        this.refusals = refusals;
        this.allowedOrigin = allowedOrigin;
        this.log = log;
    }

    /** Answers one request. */
    public ApiResponse answer(ApiRequest request) {
        var correlationId = CorrelationId.of(request);
        var invocation = log.forInvocation(correlationId);
        ApiResponse response;
        try {
            response = routes.route(request, invocation);
        } catch (Problem.ProblemException e) {
            invocation.info("refused", Map.of("problem", e.problem().slug()));
            invocation.count(refusals);
            response = e.problem().toResponse(correlationId);
        } catch (UnavailableException e) {
            invocation.error("unavailable", e, Map.of());
            response = Problem.unavailable().toResponse(correlationId);
        } catch (RuntimeException e) {
            invocation.error("unexpected failure", e, Map.of());
            response = Problem.internalError().toResponse(correlationId);
        }
        invocation.info(
                "answered",
                Map.of(
                        "method", request.route().method(),
                        "resource", request.route().resource(),
                        "status", response.status()));
        var standard = response.withStandardHeaders(correlationId);
        return allowedOrigin.map(standard::readableBy).orElse(standard);
    }
}
