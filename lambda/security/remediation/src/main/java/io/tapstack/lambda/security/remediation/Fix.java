package io.tapstack.lambda.security.remediation;

import java.util.Map;
import java.util.Optional;

/** What can be fixed without a person. */
public enum Fix {
    S3_PUBLIC_ACCESS_BLOCK(ResourceKind.S3_BUCKET),
    S3_TLS_ONLY(ResourceKind.S3_BUCKET),
    SECURITY_GROUP_SSH(ResourceKind.SECURITY_GROUP),
    SECURITY_GROUP_RDP(ResourceKind.SECURITY_GROUP),
    KMS_KEY_ROTATION(ResourceKind.KMS_KEY);

    private static final Map<String, Fix> OF_CONTROL = Map.of(
            "S3.2", S3_PUBLIC_ACCESS_BLOCK,
            "S3.3", S3_PUBLIC_ACCESS_BLOCK,
            "S3.8", S3_PUBLIC_ACCESS_BLOCK,
            "S3.5", S3_TLS_ONLY,
            "EC2.13", SECURITY_GROUP_SSH,
            "EC2.14", SECURITY_GROUP_RDP,
            "KMS.4", KMS_KEY_ROTATION);

    private final ResourceKind kind;

    Fix(ResourceKind kind) {
        this.kind = kind;
    }

    /** The fix that a control of Security Hub calls for. */
    static Optional<Fix> ofControl(String id) {
        return Optional.ofNullable(OF_CONTROL.get(id));
    }

    /** The only resources it applies to. */
    ResourceKind kind() {
        return kind;
    }
}
