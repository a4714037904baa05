package io.tapstack.modules.systems.foundation;

import io.tapstack.modules.core.Account;
import io.tapstack.modules.core.Condition;
import io.tapstack.modules.core.Deployment;
import io.tapstack.modules.core.PolicyDocument;
import io.tapstack.modules.core.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What Terraform needs to make, read, change and delete the systems' resources, by area. Actions that can be tied to a
 * system's names are; {@code Describe…} and {@code List…} calls mostly cannot.
 */
final class DeployerPolicies {
    private static final String NO_NAMES = "these calls have no resource to name, or its id is not known beforehand";

    private final Deployment deployment;
    private final Account account;
    private final State state;

    /** What the deployer needs to know of the state it writes. */
    record State(String bucketArn, String keyArn) {}

    private DeployerPolicies(Deployment deployment, State state) {
        this.deployment = deployment;
        this.account = deployment.account();
        this.state = state;
    }

    static Map<String, PolicyDocument> of(Deployment deployment, State state) {
        DeployerPolicies policies = new DeployerPolicies(deployment, state);
        Map<String, PolicyDocument> byPurpose = new LinkedHashMap<>();
        byPurpose.put("state", policies.stateAndIdentity());
        byPurpose.put("network", policies.network());
        byPurpose.put("data", policies.data());
        byPurpose.put("compute", policies.compute());
        byPurpose.put("edge", policies.edge());
        return byPurpose;
    }

    private PolicyDocument stateAndIdentity() {
        return PolicyDocument.of(
                Statement.allow("ListState").to("s3:ListBucket").on(state.bucketArn()),
                Statement.allow("WriteState")
                        .to("s3:GetObject", "s3:PutObject", "s3:DeleteObject") // Delete: only the lock is deleted
                        .on(state.bucketArn() + "/*"),
                Statement.allow("EncryptState")
                        .to("kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey")
                        .on(state.keyArn()),
                Statement.allow("BoundedRoles")
                        .to("iam:CreateRole", "iam:PutRolePermissionsBoundary")
                        .on(roles())
                        .when(Condition.equals("iam:PermissionsBoundary", deployment.permissionBoundaryArn())),
                Statement.allow("Roles")
                        .to(
                                "iam:AttachRolePolicy",
                                "iam:DeleteRole",
                                "iam:DetachRolePolicy",
                                "iam:GetRole",
                                "iam:ListAttachedRolePolicies",
                                "iam:ListInstanceProfilesForRole",
                                "iam:ListRolePolicies",
                                "iam:TagRole",
                                "iam:UntagRole",
                                "iam:UpdateAssumeRolePolicy",
                                "iam:UpdateRoleDescription")
                        .on(roles()),
                Statement.allow("HandRolesToServices")
                        .to("iam:PassRole")
                        .on(roles())
                        .when(Condition.equals(
                                "iam:PassedToService",
                                "lambda.amazonaws.com",
                                "vpc-flow-logs.amazonaws.com",
                                "monitoring.rds.amazonaws.com",
                                "apigateway.amazonaws.com")),
                Statement.allow("Policies")
                        .to(
                                "iam:CreatePolicy",
                                "iam:CreatePolicyVersion",
                                "iam:DeletePolicy",
                                "iam:DeletePolicyVersion",
                                "iam:GetPolicy",
                                "iam:GetPolicyVersion",
                                "iam:ListPolicyVersions",
                                "iam:TagPolicy",
                                "iam:UntagPolicy")
                        .on(account.iamArn("policy/" + deployment.environment().id() + "-*")),
                Statement.allow("ServiceLinkedRoles")
                        .to("iam:CreateServiceLinkedRole")
                        .on(account.iamArn("role/aws-service-role/*"))
                        .when(Condition.equals(
                                "iam:AWSServiceName",
                                "rds.amazonaws.com",
                                "ops.apigateway.amazonaws.com",
                                "wafv2.amazonaws.com")));
    }

    private PolicyDocument network() {
        return PolicyDocument.of(Statement.allow("Network")
                .to(
                        "ec2:AssociateRouteTable",
                        "ec2:AuthorizeSecurityGroupEgress",
                        "ec2:AuthorizeSecurityGroupIngress",
                        "ec2:CreateFlowLogs",
                        "ec2:CreateRouteTable",
                        "ec2:CreateSecurityGroup",
                        "ec2:CreateSubnet",
                        "ec2:CreateTags",
                        "ec2:CreateVpc",
                        "ec2:CreateVpcEndpoint",
                        "ec2:DeleteFlowLogs",
                        "ec2:DeleteRouteTable",
                        "ec2:DeleteSecurityGroup",
                        "ec2:DeleteSubnet",
                        "ec2:DeleteTags",
                        "ec2:DeleteVpc",
                        "ec2:DeleteVpcEndpoints",
                        "ec2:DescribeAccountAttributes",
                        "ec2:DescribeFlowLogs",
                        "ec2:DescribeNetworkAcls",
                        "ec2:DescribeNetworkInterfaces",
                        "ec2:DescribePrefixLists",
                        "ec2:DescribeRouteTables",
                        "ec2:DescribeSecurityGroupRules",
                        "ec2:DescribeSecurityGroups",
                        "ec2:DescribeSubnets",
                        "ec2:DescribeVpcAttribute",
                        "ec2:DescribeVpcEndpoints",
                        "ec2:DescribeVpcs",
                        "ec2:DisassociateRouteTable",
                        "ec2:ModifySecurityGroupRules",
                        "ec2:ModifySubnetAttribute",
                        "ec2:ModifyVpcAttribute",
                        "ec2:ModifyVpcEndpoint",
                        "ec2:RevokeSecurityGroupEgress",
                        "ec2:RevokeSecurityGroupIngress",
                        "ec2:UpdateSecurityGroupRuleDescriptionsEgress",
                        "ec2:UpdateSecurityGroupRuleDescriptionsIngress")
                .onAnyResource(NO_NAMES)
                .when(Condition.equals("aws:RequestedRegion", account.region())));
    }

    private PolicyDocument data() {
        return PolicyDocument.of(
                Statement.allow("Keys")
                        .to(
                                "kms:CreateAlias",
                                "kms:CreateKey",
                                "kms:DeleteAlias",
                                "kms:DescribeKey",
                                "kms:EnableKeyRotation",
                                "kms:GetKeyPolicy",
                                "kms:GetKeyRotationStatus",
                                "kms:ListAliases",
                                "kms:ListResourceTags",
                                "kms:PutKeyPolicy",
                                "kms:ScheduleKeyDeletion",
                                "kms:TagResource",
                                "kms:UntagResource",
                                "kms:UpdateAlias",
                                "kms:UpdateKeyDescription")
                        .onAnyResource("a key's id is not known before it is made"),
                // Functions' environments are read and written so, databases and tables take grants.
                Statement.allow("KeysThroughServices")
                        .to("kms:CreateGrant", "kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey")
                        .on(account.arn("kms", "key/*"))
                        .when(Condition.like("kms:ViaService", "*." + account.region() + ".amazonaws.com")),
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
                        .on(account.arn("dynamodb", "table/" + systems())),
                Statement.allow("Databases")
                        .to(
                                "rds:AddTagsToResource",
                                "rds:CreateDBInstance",
                                "rds:CreateDBParameterGroup",
                                "rds:CreateDBSubnetGroup",
                                "rds:DeleteDBInstance",
                                "rds:DeleteDBParameterGroup",
                                "rds:DeleteDBSubnetGroup",
                                "rds:DescribeDBInstances",
                                "rds:DescribeDBParameterGroups",
                                "rds:DescribeDBParameters",
                                "rds:DescribeDBSubnetGroups",
                                "rds:ListTagsForResource",
                                "rds:ModifyDBInstance",
                                "rds:ModifyDBParameterGroup",
                                "rds:ModifyDBSubnetGroup",
                                "rds:RemoveTagsFromResource")
                        .on(
                                account.arn("rds", "db:*"),
                                account.arn("rds", "pg:*"),
                                account.arn("rds", "snapshot:*"),
                                account.arn("rds", "subgrp:*")),
                Statement.allow("DatabaseSecrets") // RDS makes the secret in the name of who makes the database
                        .to("secretsmanager:CreateSecret", "secretsmanager:TagResource")
                        .on(account.arn("secretsmanager", "secret:rds!*")),
                Statement.allow("Buckets")
                        .to(
                                "s3:CreateBucket",
                                "s3:DeleteBucket",
                                "s3:DeleteBucketPolicy",
                                "s3:DeleteObject",
                                "s3:DeleteObjectVersion",
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
                                "s3:PutBucketLogging",
                                "s3:PutBucketObjectLockConfiguration",
                                "s3:PutBucketOwnershipControls",
                                "s3:PutBucketPolicy",
                                "s3:PutBucketPublicAccessBlock",
                                "s3:PutBucketTagging",
                                "s3:PutBucketVersioning",
                                "s3:PutEncryptionConfiguration",
                                "s3:PutLifecycleConfiguration")
                        .on("arn:" + account.partition() + ":s3:::" + systems()));
    }

    private PolicyDocument compute() {
        return PolicyDocument.of(
                Statement.allow("Functions")
                        .to(
                                "lambda:AddPermission",
                                "lambda:CreateAlias",
                                "lambda:CreateFunction",
                                "lambda:DeleteAlias",
                                "lambda:DeleteFunction",
                                "lambda:DeleteFunctionConcurrency",
                                "lambda:GetAlias",
                                "lambda:GetFunction",
                                "lambda:GetFunctionCodeSigningConfig",
                                "lambda:GetFunctionConfiguration",
                                "lambda:GetPolicy",
                                "lambda:GetRuntimeManagementConfig",
                                "lambda:InvokeFunction", // schema migrations run at deploy time
                                "lambda:ListVersionsByFunction",
                                "lambda:PublishVersion",
                                "lambda:PutFunctionConcurrency",
                                "lambda:RemovePermission",
                                "lambda:TagResource",
                                "lambda:UntagResource",
                                "lambda:UpdateAlias",
                                "lambda:UpdateFunctionCode",
                                "lambda:UpdateFunctionConfiguration")
                        .on(account.arn("lambda", "function:" + systems())),
                Statement.allow("EventSources")
                        .to(
                                "lambda:CreateEventSourceMapping",
                                "lambda:DeleteEventSourceMapping",
                                "lambda:GetEventSourceMapping",
                                "lambda:ListTags",
                                "lambda:UpdateEventSourceMapping")
                        .onAnyResource("a mapping's id is not known before it is made"),
                Statement.allow("Queues")
                        .to(
                                "sqs:CreateQueue",
                                "sqs:DeleteQueue",
                                "sqs:GetQueueAttributes",
                                "sqs:ListQueueTags",
                                "sqs:SetQueueAttributes",
                                "sqs:TagQueue",
                                "sqs:UntagQueue")
                        .on(account.arn("sqs", systems())),
                Statement.allow("Topics")
                        .to(
                                "sns:CreateTopic",
                                "sns:DeleteTopic",
                                "sns:GetSubscriptionAttributes",
                                "sns:GetTopicAttributes",
                                "sns:ListTagsForResource",
                                "sns:SetTopicAttributes",
                                "sns:Subscribe",
                                "sns:TagResource",
                                "sns:Unsubscribe",
                                "sns:UntagResource")
                        .on(account.arn("sns", systems())),
                Statement.allow("LogGroups")
                        .to(
                                "logs:AssociateKmsKey",
                                "logs:CreateLogGroup",
                                "logs:DeleteLogGroup",
                                "logs:DisassociateKmsKey",
                                "logs:ListTagsForResource",
                                "logs:PutRetentionPolicy",
                                "logs:TagResource",
                                "logs:UntagResource")
                        .on(account.arn("logs", "log-group:*")),
                Statement.allow("LogDelivery")
                        .to(
                                "logs:CreateLogDelivery",
                                "logs:DeleteLogDelivery",
                                "logs:DeleteResourcePolicy",
                                "logs:DescribeLogGroups",
                                "logs:DescribeResourcePolicies",
                                "logs:GetLogDelivery",
                                "logs:ListLogDeliveries",
                                "logs:PutResourcePolicy",
                                "logs:UpdateLogDelivery")
                        .onAnyResource(NO_NAMES),
                Statement.allow("Alarms")
                        .to(
                                "cloudwatch:DeleteAlarms",
                                "cloudwatch:DeleteDashboards",
                                "cloudwatch:DescribeAlarms",
                                "cloudwatch:GetDashboard",
                                "cloudwatch:ListTagsForResource",
                                "cloudwatch:PutDashboard",
                                "cloudwatch:PutMetricAlarm",
                                "cloudwatch:TagResource",
                                "cloudwatch:UntagResource")
                        .on(
                                account.arn("cloudwatch", "alarm:" + systems()),
                                "arn:" + account.partition() + ":cloudwatch::" + account.id() + ":dashboard/"
                                        + systems()),
                Statement.allow("Parameters")
                        .to(
                                "ssm:AddTagsToResource",
                                "ssm:DeleteParameter",
                                "ssm:GetParameter",
                                "ssm:GetParameters",
                                "ssm:ListTagsForResource",
                                "ssm:PutParameter",
                                "ssm:RemoveTagsFromResource")
                        .on(account.arn("ssm", "parameter/payments/*")),
                Statement.allow("ListParameters").to("ssm:DescribeParameters").onAnyResource(NO_NAMES));
    }

    private PolicyDocument edge() {
        String region = account.region();
        return PolicyDocument.of(
                Statement.allow("Apis")
                        .to(
                                "apigateway:DELETE",
                                "apigateway:GET",
                                "apigateway:PATCH",
                                "apigateway:POST",
                                "apigateway:PUT")
                        .on("arn:" + account.partition() + ":apigateway:" + region + "::/*"),
                Statement.allow("ApiFirewall")
                        .to("apigateway:SetWebACL")
                        .on("arn:" + account.partition() + ":apigateway:" + region + "::/restapis/*/stages/*"),
                Statement.allow("Firewalls")
                        .to(
                                "wafv2:AssociateWebACL",
                                "wafv2:CreateWebACL",
                                "wafv2:DeleteLoggingConfiguration",
                                "wafv2:DeleteWebACL",
                                "wafv2:DisassociateWebACL",
                                "wafv2:GetLoggingConfiguration",
                                "wafv2:GetWebACL",
                                "wafv2:GetWebACLForResource",
                                "wafv2:ListTagsForResource",
                                "wafv2:PutLoggingConfiguration",
                                "wafv2:TagResource",
                                "wafv2:UntagResource",
                                "wafv2:UpdateWebACL")
                        .on(
                                account.arn("wafv2", "regional/*"),
                                "arn:" + account.partition() + ":apigateway:" + region + "::/restapis/*/stages/*"),
                Statement.allow("Certificates")
                        .to(
                                "acm:AddTagsToCertificate",
                                "acm:DeleteCertificate",
                                "acm:DescribeCertificate",
                                "acm:ListTagsForCertificate",
                                "acm:RequestCertificate")
                        .onAnyResource("a certificate's id is not known before it is requested")
                        .when(Condition.equals("aws:RequestedRegion", region)),
                Statement.allow("DnsRecords")
                        .to(
                                "route53:ChangeResourceRecordSets",
                                "route53:GetHostedZone",
                                "route53:ListResourceRecordSets")
                        .on("arn:" + account.partition() + ":route53:::hostedzone/*"),
                Statement.allow("DnsChanges")
                        .to("route53:GetChange", "route53:ListHostedZones")
                        .onAnyResource(NO_NAMES));
    }

    /** Everything that a system of this project names: {@code payments-…}. */
    private static String systems() {
        return "payments-*";
    }

    private List<String> roles() {
        return List.of(account.iamArn("role/" + deployment.environment().id() + "-*"));
    }
}
