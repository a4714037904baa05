package io.tapstack.modules.systems.foundation;

import io.tapstack.modules.core.Account;
import io.tapstack.modules.core.Condition;
import io.tapstack.modules.core.Environment;
import io.tapstack.modules.core.PolicyDocument;
import io.tapstack.modules.core.Statement;
import java.util.List;
import java.util.stream.Stream;

/** The deployer's part of keys, tables, databases and buckets: it makes them and does not read what is in them. */
final class DeployerData {
    private DeployerData() {}

    static PolicyDocument policy(DeployedNames names) {
        Account account = names.account();
        return PolicyDocument.of(
                Statement.allow("NewKeys")
                        .to("kms:CreateKey", "kms:ListAliases", "kms:TagResource")
                        .onAnyResource("a key's id is not known before it is made"),
                keys(names.account()),
                keyAliases(names),
                keysThroughServices(names.account()),
                Statement.allow("Tables")
                        .to(
                                "dynamodb:CreateTable",
                                "dynamodb:DeleteTable",
                                "dynamodb:DescribeContinuousBackups",
                                "dynamodb:DescribeTable",
                                "dynamodb:DescribeTimeToLive",
                                "dynamodb:ListTagsOfResource",
                                "dynamodb:TagResource",
                                "dynamodb:UntagResource",
                                "dynamodb:UpdateContinuousBackups",
                                "dynamodb:UpdateTable",
                                "dynamodb:UpdateTimeToLive")
                        .on(names.regional("dynamodb", "table/")),
                Statement.allow("Databases")
                        .to(
                                "rds:AddTagsToResource",
                                "rds:CreateDBInstance",
                                "rds:CreateDBParameterGroup",
                                "rds:CreateDBSnapshot", // the last one, when a database is deleted
                                "rds:CreateDBSubnetGroup",
                                "rds:DeleteDBInstance",
                                "rds:DeleteDBParameterGroup",
                                "rds:DeleteDBSubnetGroup",
                                "rds:DescribeDBParameterGroups",
                                "rds:DescribeDBParameters",
                                "rds:DescribeDBSubnetGroups",
                                "rds:ListTagsForResource",
                                "rds:ModifyDBInstance",
                                "rds:ModifyDBParameterGroup",
                                "rds:ModifyDBSubnetGroup",
                                "rds:RemoveTagsFromResource")
                        .on(Stream.of("db:", "pg:", "snapshot:", "subgrp:")
                                .flatMap(type -> names.regional("rds", type).stream())
                                .toList()),
                Statement.allow("DefaultOptions") // RDS asks for the group that an instance gets without being told
                        .to("rds:CreateDBInstance", "rds:ModifyDBInstance")
                        .on(account.arn("rds", "og:default:postgres-*")),
                Statement.allow("FindDatabases") // the provider asks by the id that RDS gave, which has no prefix
                        .to("rds:DescribeDBInstances")
                        .on(account.arn("rds", "db:*")),
                Statement.allow("DatabaseSecrets") // RDS makes the secret in the name of who makes the database
                        .to("secretsmanager:CreateSecret", "secretsmanager:TagResource")
                        .on(account.arn("secretsmanager", "secret:rds!*")),
                buckets(names),
                objects(names));
    }

    static Statement keys(Account account) {
        return Statement.allow("Keys")
                .to(
                        "kms:DescribeKey",
                        "kms:EnableKeyRotation",
                        "kms:GetKeyPolicy",
                        "kms:GetKeyRotationStatus",
                        "kms:ListResourceTags",
                        "kms:PutKeyPolicy",
                        "kms:ScheduleKeyDeletion",
                        "kms:UntagResource",
                        "kms:UpdateKeyDescription")
                .on(account.arn("kms", "key/*"));
    }

    static Statement keyAliases(DeployedNames names) {
        return Statement.allow("KeyAliases")
                .to("kms:CreateAlias", "kms:DeleteAlias", "kms:UpdateAlias")
                .on(and(names.keyAliases(), names.account().arn("kms", "key/*")));
    }

    /** Databases, tables and functions take grants and data keys in the name of who makes them. */
    static Statement keysThroughServices(Account account) {
        return Statement.allow("KeysThroughServices")
                .to("kms:CreateGrant", "kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey")
                .on(account.arn("kms", "key/*"))
                .when(Condition.like("kms:ViaService", "*." + account.region() + ".amazonaws.com"));
    }

    private static Statement buckets(DeployedNames names) {
        return Statement.allow("Buckets")
                .to(
                        "s3:CreateBucket",
                        "s3:DeleteBucket",
                        "s3:DeleteBucketPolicy",
                        "s3:GetAccelerateConfiguration",
                        "s3:GetBucketAcl",
                        "s3:GetBucketCORS",
                        "s3:GetBucketLogging",
                        "s3:GetBucketObjectLockConfiguration",
                        "s3:GetBucketOwnershipControls",
                        "s3:GetBucketPolicy",
                        "s3:GetBucketPublicAccessBlock",
                        "s3:GetBucketRequestPayment",
                        "s3:GetBucketTagging",
                        "s3:GetBucketVersioning",
                        "s3:GetBucketWebsite",
                        "s3:GetEncryptionConfiguration",
                        "s3:GetLifecycleConfiguration",
                        "s3:GetReplicationConfiguration",
                        "s3:ListBucket",
                        "s3:ListBucketVersions",
                        "s3:ListTagsForResource", // by provider 6.23.0 and newer, as the other two of tags
                        "s3:PutBucketLogging",
                        "s3:PutBucketObjectLockConfiguration",
                        "s3:PutBucketOwnershipControls",
                        "s3:PutBucketPolicy",
                        "s3:PutBucketPublicAccessBlock",
                        "s3:PutBucketTagging",
                        "s3:PutBucketVersioning",
                        "s3:PutEncryptionConfiguration",
                        "s3:PutLifecycleConfiguration",
                        "s3:TagResource",
                        "s3:UntagResource")
                .on(names.buckets());
    }

    /**
     * To empty a bucket before its end. In production none ends, and what is in the buckets of trail, AWS Config, audit and
     * logs stays: there only deployed files are deleted.
     */
    private static Statement objects(DeployedNames names) {
        boolean isKept = names.deployment().environment() == Environment.PROD;
        return Statement.allow("OldObjects")
                .to("s3:DeleteObject", "s3:DeleteObjectVersion")
                .on(isKept ? names.portal().deployedFiles() : names.buckets());
    }

    private static List<String> and(List<String> arns, String more) {
        return Stream.concat(arns.stream(), Stream.of(more)).toList();
    }
}
