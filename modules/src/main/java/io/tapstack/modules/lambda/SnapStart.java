package io.tapstack.modules.lambda;

/**
 * Whether a published version starts from a snapshot of an initialized one.
 *
 * <p>Such a version cannot be invoked for minutes after its publication, and the provider does not wait for the first one
 * (hashicorp/terraform-provider-aws#42693); after 14 days without an invocation it becomes inactive, and the next
 * invocation fails. So not for functions that Terraform invokes or that rest for weeks.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/snapstart-troubleshooting.html">Troubleshooting SnapStart
 *     errors</a>
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/snapstart.html">Lambda SnapStart</a>
 */
public enum SnapStart {
    PUBLISHED_VERSIONS,
    NONE
}
