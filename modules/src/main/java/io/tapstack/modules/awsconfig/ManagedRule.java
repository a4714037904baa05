package io.tapstack.modules.awsconfig;

import java.util.Locale;
import java.util.Map;

/**
 * The rules of AWS that every environment is judged by (S8), under AWS's identifiers: the constants' names.
 *
 * @see <a href="https://docs.aws.amazon.com/config/latest/developerguide/managed-rules-by-aws-config.html">List of AWS Config
 *     managed rules</a>
 */
@SuppressWarnings("ImmutableEnumChecker") // the maps are Map.of
public enum ManagedRule {
    ROOT_ACCOUNT_MFA_ENABLED("The root user has a second factor"),
    IAM_ROOT_ACCESS_KEY_CHECK("The root user has no access key"),
    IAM_PASSWORD_POLICY(
            "Passwords of IAM users are long, of every kind and not used again",
            Map.of(
                    "RequireUppercaseCharacters", "true",
                    "RequireLowercaseCharacters", "true",
                    "RequireSymbols", "true",
                    "RequireNumbers", "true",
                    "MinimumPasswordLength", "14",
                    "PasswordReusePrevention", "24",
                    "MaxPasswordAge", "90")),
    MFA_ENABLED_FOR_IAM_CONSOLE_ACCESS("Who signs in to the console has a second factor"),
    IAM_USER_UNUSED_CREDENTIALS_CHECK("Credentials of IAM users are in use", Map.of("maxCredentialUsageAge", "45")),
    ACCESS_KEYS_ROTATED("Access keys are young", Map.of("maxAccessKeyAge", "90")),
    IAM_POLICY_NO_STATEMENTS_WITH_ADMIN_ACCESS("No policy of ours allows everything"),
    IAM_USER_NO_POLICIES_CHECK("No policy is attached to a user"),
    S3_ACCOUNT_LEVEL_PUBLIC_ACCESS_BLOCKS_PERIODIC("The account blocks public access to its buckets"),
    S3_BUCKET_LEVEL_PUBLIC_ACCESS_PROHIBITED("Each bucket blocks public access"),
    S3_BUCKET_PUBLIC_READ_PROHIBITED("No bucket is readable by everybody"),
    S3_BUCKET_PUBLIC_WRITE_PROHIBITED("No bucket is writable by everybody"),
    S3_BUCKET_SSL_REQUESTS_ONLY("Buckets refuse requests without TLS"),
    S3_BUCKET_VERSIONING_ENABLED("Buckets keep versions"),
    S3_BUCKET_SERVER_SIDE_ENCRYPTION_ENABLED("Buckets encrypt"),
    RDS_STORAGE_ENCRYPTED("Databases encrypt their storage"),
    RDS_INSTANCE_PUBLIC_ACCESS_CHECK("No database has a public address"),
    RDS_SNAPSHOTS_PUBLIC_PROHIBITED("No snapshot of a database is public"),
    DB_INSTANCE_BACKUP_ENABLED("Databases are backed up"),
    EC2_EBS_ENCRYPTION_BY_DEFAULT("New volumes are encrypted"),
    ENCRYPTED_VOLUMES("Volumes in use are encrypted"),
    EC2_IMDSV2_CHECK("Instances' metadata asks for a session token"),
    MULTI_REGION_CLOUD_TRAIL_ENABLED("A trail records every region"),
    CLOUD_TRAIL_ENCRYPTION_ENABLED("Trails encrypt with KMS"),
    CLOUD_TRAIL_LOG_FILE_VALIDATION_ENABLED("Trails sign their files"),
    CLOUD_TRAIL_CLOUD_WATCH_LOGS_ENABLED("Trails write to CloudWatch Logs"),
    CMK_BACKING_KEY_ROTATION_ENABLED("KMS keys rotate"),
    VPC_FLOW_LOGS_ENABLED("VPCs log their traffic"),
    VPC_DEFAULT_SECURITY_GROUP_CLOSED("Default security groups let nothing through"),
    INCOMING_SSH_DISABLED("No security group is open to the world on port 22"),
    RESTRICTED_INCOMING_TRAFFIC(
            "No security group is open to the world on port 3389",
            // Five ports are asked for; those that are not given are AWS's own choice.
            Map.of(
                    "blockedPort1", "3389",
                    "blockedPort2", "3389",
                    "blockedPort3", "3389",
                    "blockedPort4", "3389",
                    "blockedPort5", "3389")),
    SECRETSMANAGER_ROTATION_ENABLED_CHECK("Secrets rotate"),
    DYNAMODB_PITR_ENABLED("Tables can be restored to any second"),
    LAMBDA_FUNCTION_PUBLIC_ACCESS_PROHIBITED("No function can be called by everybody"),
    CLOUDWATCH_LOG_GROUP_ENCRYPTED("Log groups encrypt with KMS"),
    GUARDDUTY_ENABLED_CENTRALIZED("GuardDuty is on"),
    SECURITYHUB_ENABLED("Security Hub is on");

    private final String description;
    private final Map<String, String> parameters;

    ManagedRule(String description) {
        this(description, Map.of());
    }

    ManagedRule(String description, Map<String, String> parameters) {
        this.description = description;
        this.parameters = parameters;
    }

    String description() {
        return description;
    }

    /** AWS's names and values; its defaults where empty. */
    Map<String, String> parameters() {
        return parameters;
    }

    /** The identifier in kebab-case, for ids and names. */
    String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
