package io.tapstack.modules.cloudfront;

/**
 * The name that a distribution is reached by.
 *
 * @param certificateArn for this name, in us-east-1: CloudFront takes it from there only
 */
public record CustomDomain(String name, String certificateArn) {}
