package io.tapstack.modules.systems.security;

import io.tapstack.modules.awsconfig.ManagedRule;
import java.util.List;

/**
 * What {@code remediation} knows to put in order, and what calls for it: this side of the contract with
 * {@code lambda/security}.
 */
@SuppressWarnings("ImmutableEnumChecker") // the lists are List.of
enum Fix {
    S3_PUBLIC_ACCESS_BLOCK(
            "AWS::S3::Bucket",
            List.of(
                    ManagedRule.S3_BUCKET_LEVEL_PUBLIC_ACCESS_PROHIBITED,
                    ManagedRule.S3_BUCKET_PUBLIC_READ_PROHIBITED,
                    ManagedRule.S3_BUCKET_PUBLIC_WRITE_PROHIBITED),
            List.of("S3.2", "S3.3", "S3.8")),
    S3_TLS_ONLY("AWS::S3::Bucket", List.of(ManagedRule.S3_BUCKET_SSL_REQUESTS_ONLY), List.of("S3.5")),
    SECURITY_GROUP_SSH("AWS::EC2::SecurityGroup", List.of(ManagedRule.INCOMING_SSH_DISABLED), List.of("EC2.13")),
    SECURITY_GROUP_RDP("AWS::EC2::SecurityGroup", List.of(ManagedRule.RESTRICTED_INCOMING_TRAFFIC), List.of("EC2.14")),
    KMS_KEY_ROTATION("AWS::KMS::Key", List.of(ManagedRule.CMK_BACKING_KEY_ROTATION_ENABLED), List.of("KMS.4"));

    private final String resourceType;
    private final List<ManagedRule> rules;
    private final List<String> controls;

    Fix(String resourceType, List<ManagedRule> rules, List<String> controls) {
        this.resourceType = resourceType;
        this.rules = rules;
        this.controls = controls;
    }

    /** AWS Config's name of what is put in order. */
    String resourceType() {
        return resourceType;
    }

    /** Of AWS Config. */
    List<ManagedRule> rules() {
        return rules;
    }

    /** Of Security Hub. */
    List<String> controls() {
        return controls;
    }
}
