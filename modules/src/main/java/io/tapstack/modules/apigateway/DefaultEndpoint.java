package io.tapstack.modules.apigateway;

/**
 * Whether an API answers under {@code <id>.execute-api.<region>.amazonaws.com}. Beside a custom domain it is a second way in,
 * which neither the domain's TLS policy nor its certificate guards.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-disable-default-endpoint.html">Disable the
 *     default endpoint for REST APIs</a>
 */
public enum DefaultEndpoint {
    ENABLED,
    /** API Gateway answers 403 there. */
    DISABLED
}
