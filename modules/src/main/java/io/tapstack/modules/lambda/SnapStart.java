package io.tapstack.modules.lambda;

/**
 * Whether a published version starts from a snapshot of an initialized one.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/snapstart.html">Lambda SnapStart</a>
 */
public enum SnapStart {
    PUBLISHED_VERSIONS,
    NONE
}
