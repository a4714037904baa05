package io.tapstack.lambda.portal.application;

/** The environment variables the application reads: its contract with whoever deploys it. */
public enum PortalVariable {
    PORT,
    /** IPv4 address to listen on; every interface without it. */
    BIND_ADDRESS,
    /** What logs and metrics call this service; contains the environment's suffix. */
    SERVICE_NAME,
    DB_HOST,
    DB_PORT,
    DB_NAME,
    /** Rotated secret with the name and password of the application's user. */
    DB_SECRET_ARN,
    /** Secret whose text CloudFront sends as X-Origin-Verify; nothing is asked for without it. */
    ORIGIN_VERIFY_SECRET_ARN,
    LOG_LEVEL,
    /** File of certificate authorities to trust instead of Amazon RDS's. */
    RDS_CA_BUNDLE
}
