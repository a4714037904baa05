package io.tapstack.modules.systems.foundation;

import static io.tapstack.modules.testing.Samples.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import io.tapstack.modules.core.Account;
import io.tapstack.modules.core.Condition;
import io.tapstack.modules.core.Deployment;
import io.tapstack.modules.core.Domain;
import io.tapstack.modules.core.Environment;
import io.tapstack.modules.core.PolicyDocument;
import io.tapstack.modules.core.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("C5")
@Tag("C7")
final class DeployerPoliciesTest {
    private static final String STATE = "arn:aws:s3:::tapstack-dev-state";
    private static final String KEY = "arn:aws:kms:eu-central-1:123456789012:key/state";
    private static final Map<String, PolicyDocument> POLICIES =
            DeployerPolicies.of(names(Tenancy.OWN_ACCOUNT), new DeployerPolicies.State(STATE, KEY));

    /** With the longest names that an environment and a region of AWS have. */
    @Test
    void leaveThreeOfTheTenPoliciesOfARoleFree() {
        Account account = new Account(
                ACCOUNT.id(),
                "ap-southeast-1",
                ACCOUNT.stateBucket(),
                ACCOUNT.owner(),
                ACCOUNT.costCenter(),
                ACCOUNT.alertEmail(),
                ACCOUNT.senderEmail(),
                Optional.of(new Domain("d".repeat(50) + ".example.com", "Z".repeat(32), Optional.empty())));
        DeployedNames staging = new DeployedNames(
                new Deployment("foundation", Environment.STAGING, "staging", account, "internal"),
                Tenancy.SHARED_ACCOUNT);
        Map<String, PolicyDocument> policies =
                DeployerPolicies.of(staging, new DeployerPolicies.State("arn:aws:s3:::" + "b".repeat(63), KEY));
        assertThat(policies)
                .hasSizeLessThanOrEqualTo(7)
                .allSatisfy((name, document) ->
                        assertThat(PolicyPacking.size(document)).as(name).isLessThanOrEqualTo(6_144));
    }

    /**
     * Without a load balancer's network AWS refuses to make it. elasticloadbalancing/latest/userguide/elb-api-permissions;
     * GetSecurityGroupsForVpc by kubernetes-sigs/aws-load-balancer-controller#3917.
     */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ec2:DescribeAccountAttributes",
                "ec2:DescribeAddresses",
                "ec2:DescribeInternetGateways",
                "ec2:DescribeSecurityGroups",
                "ec2:DescribeSubnets",
                "ec2:DescribeVpcs",
                "ec2:GetSecurityGroupsForVpc"
            })
    void lookAtTheNetworkOfALoadBalancer(String action) {
        assertThat(allowing(action))
                .anySatisfy(statement -> assertThat(statement.resources()).containsExactly("*"));
    }

    /** awsdocs/amazon-guardduty-user-guide#30. */
    @Test
    void makeAndGetTheRoleOfMalwareProtection() {
        String service = "malware-protection.guardduty.amazonaws.com";
        assertThat(allowing("iam:CreateServiceLinkedRole")).singleElement().satisfies(statement -> assertThat(
                        statement.conditions().get(0).values())
                .contains(service));
        assertThat(allowing("iam:GetRole").stream().flatMap(statement -> statement.resources().stream()))
                .contains("arn:aws:iam::123456789012:role/aws-service-role/" + service + "/*");
    }

    @ParameterizedTest
    @MethodSource("statements")
    void nameEveryActionInFull(Statement statement) {
        assertThat(statement.actions()).isNotEmpty().allMatch(action -> action.matches("[a-z0-9-]+:[A-Za-z0-9]+"));
        assertThat(statement.actions()).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("statements")
    void sayWhyWhenTheyNameNoResource(Statement statement) {
        assertThat(statement.resources().contains("*"))
                .isEqualTo(!statement.anyResourceBecause().isBlank());
    }

    @Test
    @Tag("S5")
    void makeRolesUnderTheBoundaryOnly() {
        List<Statement> makers = allowing("iam:CreateRole");
        assertThat(makers).singleElement().satisfies(statement -> {
            assertThat(statement.actions()).containsExactly("iam:CreateRole");
            assertThat(statement.resources())
                    .containsExactly(
                            "arn:aws:iam::123456789012:role/dev-security-*",
                            "arn:aws:iam::123456789012:role/dev-payments-*",
                            "arn:aws:iam::123456789012:role/dev-loyalty-*",
                            "arn:aws:iam::123456789012:role/dev-portal-*");
            assertThat(statement.conditions())
                    .containsExactly(Condition.equals(
                            "iam:PermissionsBoundary", "arn:aws:iam::123456789012:policy/dev-tapstack-boundary"));
        });
        assertThat(allowing("iam:PutRolePermissionsBoundary")).isEmpty();
        assertThat(allowing("iam:DeleteRolePermissionsBoundary")).isEmpty();
        assertThat(allowing("iam:PutRolePolicy")).isEmpty();
    }

    @Test
    void handRolesToTheServicesInUseOnly() {
        assertThat(allowing("iam:PassRole")).hasSize(3).allSatisfy(statement -> assertThat(statement.conditions())
                .singleElement()
                .satisfies(condition -> assertThat(condition.key()).isEqualTo("iam:PassedToService")));
        assertThat(allowing("iam:PassRole")).anySatisfy(statement -> {
            assertThat(statement.resources())
                    .containsExactly("arn:aws:iam::123456789012:role/aws-service-role/config.amazonaws.com/*");
            assertThat(statement.conditions())
                    .containsExactly(Condition.equals("iam:PassedToService", "config.amazonaws.com"));
        });
        assertThat(allowing("iam:PassRole")).anySatisfy(statement -> {
            assertThat(statement.resources()).containsExactly("arn:aws:iam::123456789012:role/dev-portal-*");
            assertThat(statement.conditions())
                    .containsExactly(Condition.equals("iam:PassedToService", "ec2.amazonaws.com"));
        });
        assertThat(allowing("iam:PassRole")).anySatisfy(statement -> {
            assertThat(statement.resources())
                    .containsExactly(
                            "arn:aws:iam::123456789012:role/dev-security-*",
                            "arn:aws:iam::123456789012:role/dev-payments-*",
                            "arn:aws:iam::123456789012:role/dev-loyalty-*",
                            "arn:aws:iam::123456789012:role/dev-portal-*");
            assertThat(statement.conditions())
                    .containsExactly(Condition.equals(
                            "iam:PassedToService",
                            "cloudtrail.amazonaws.com",
                            "lambda.amazonaws.com",
                            "vpc-flow-logs.amazonaws.com",
                            "monitoring.rds.amazonaws.com"));
        });
    }

    @Test
    void attachPoliciesOfTheSystemsOnly() {
        assertThat(allowing("iam:AttachRolePolicy")).singleElement().satisfies(statement -> assertThat(
                        statement.conditions())
                .containsExactly(new Condition(
                        "ArnLike",
                        "iam:PolicyARN",
                        List.of(
                                "arn:aws:iam::123456789012:policy/dev-security-*",
                                "arn:aws:iam::123456789012:policy/dev-payments-*",
                                "arn:aws:iam::123456789012:policy/dev-loyalty-*",
                                "arn:aws:iam::123456789012:policy/dev-portal-*"))));
    }

    @Test
    @Tag("S3")
    @Tag("S6")
    void neverReadSecretsNorStopTheTrail() {
        for (String action : List.of("secretsmanager:GetSecretValue", "secretsmanager:PutSecretValue")) {
            assertThat(allowing(action)).singleElement().satisfies(statement -> assertThat(statement.resources())
                    .containsExactly( // what Terraform's own state holds
                            "arn:aws:secretsmanager:eu-central-1:123456789012:secret:portal-*-origin-verify-*"));
        }
        assertThat(allowing("cloudtrail:StopLogging")).isEmpty();
    }

    @Test
    void writeStateEncrypted() {
        assertThat(allowing("s3:PutObject").get(0).resources())
                .containsExactly(
                        STATE + "/security-dev/*",
                        STATE + "/payments-dev/*",
                        STATE + "/loyalty-dev/*",
                        STATE + "/portal-dev/*");
        assertThat(allowing("kms:GenerateDataKey"))
                .anySatisfy(statement -> assertThat(statement.resources()).containsExactly(KEY));
    }

    @Test
    @Tag("B3")
    void writeFilesThatAreDeployedAndNoOthers() {
        assertThat(allowing("s3:PutObject")).hasSize(2);
        assertThat(allowing("s3:PutObject").get(1).resources())
                .containsExactly("arn:aws:s3:::portal-*-site-*/*", "arn:aws:s3:::portal-*-artifacts-*/*");
    }

    @Test
    @Tag("B6")
    void startInstancesFromTemplatesOnly() {
        assertThat(allowing("ec2:RunInstances")).singleElement().satisfies(statement -> assertThat(
                        statement.conditions())
                .containsExactly(Condition.arnLike(
                        "ec2:LaunchTemplate", "arn:aws:ec2:eu-central-1:123456789012:launch-template/*")));
    }

    @Test
    @Tag("KMS.1")
    void useKeysOfSystemsThroughServicesOnly() {
        assertThat(allowing("kms:Decrypt"))
                .extracting(Statement::sid)
                .containsExactlyInAnyOrder("EncryptState", "KeysThroughServices", "KeysThroughServices");
        assertThat(allowing("kms:CreateGrant").stream().flatMap(statement -> statement.conditions().stream()))
                .containsExactlyInAnyOrder(
                        Condition.like("kms:ViaService", "*.eu-central-1.amazonaws.com"),
                        Condition.like("kms:ViaService", "*.us-east-1.amazonaws.com"));
    }

    /** What a deployment makes is what its deployer may make: names as {@code Deployment} builds them. */
    @ParameterizedTest
    @CsvSource({
        "iam:CreatePolicy, arn:aws:iam::123456789012:policy/dev-payments-api-pr123",
        "iam:GetRole, arn:aws:iam::123456789012:role/dev-payments-api-pr123",
        "lambda:CreateFunction, arn:aws:lambda:eu-central-1:123456789012:function:payments-pr123-api",
        "lambda:GetAlias, arn:aws:lambda:eu-central-1:123456789012:function:payments-pr123-api:live",
        "dynamodb:CreateTable, arn:aws:dynamodb:eu-central-1:123456789012:table/payments-pr123-payments",
        "s3:CreateBucket, arn:aws:s3:::payments-pr123-audit-20261101000000000000000001",
        "sqs:CreateQueue, arn:aws:sqs:eu-central-1:123456789012:payments-pr123-failures",
        "sns:CreateTopic, arn:aws:sns:eu-central-1:123456789012:payments-pr123-alerts",
        "logs:CreateLogGroup, arn:aws:logs:eu-central-1:123456789012:log-group:/payments/pr123/vpc-flow",
        "cloudwatch:PutMetricAlarm, arn:aws:cloudwatch:eu-central-1:123456789012:alarm:payments-pr123-database-cpu",
        "cloudwatch:PutDashboard, arn:aws:cloudwatch::123456789012:dashboard/payments-pr123-overview",
        "ssm:PutParameter, arn:aws:ssm:eu-central-1:123456789012:parameter/payments/pr123/outputs/vpcId",
        "rds:CreateDBInstance, arn:aws:rds:eu-central-1:123456789012:db:payments-pr123-db",
        "rds:CreateDBInstance, arn:aws:rds:eu-central-1:123456789012:og:default:postgres-17",
        "rds:ModifyDBInstance, arn:aws:rds:eu-central-1:123456789012:og:default:postgres-18",
        "rds:CreateDBSnapshot, arn:aws:rds:eu-central-1:123456789012:db:payments-pr123-db",
        "rds:CreateDBSnapshot, arn:aws:rds:eu-central-1:123456789012:snapshot:payments-pr123-db-final",
        "rds:AddTagsToResource, arn:aws:rds:eu-central-1:123456789012:snapshot:payments-pr123-db-final",
        "ec2:DeleteNetworkInterface, arn:aws:ec2:eu-central-1:123456789012:network-interface/eni-1",
        "ec2:DetachNetworkInterface, arn:aws:ec2:eu-central-1:123456789012:network-interface/eni-1",
        "ec2:DetachNetworkInterface, arn:aws:ec2:eu-central-1:123456789012:instance/i-1",
        "route53:AssociateVPCWithHostedZone, arn:aws:route53:::hostedzone/Z1",
        "s3:ListTagsForResource, arn:aws:s3:::payments-pr123-audit-20261101000000000000000001",
        "s3:TagResource, arn:aws:s3:::payments-pr123-audit-20261101000000000000000001",
        "s3:UntagResource, arn:aws:s3:::payments-pr123-audit-20261101000000000000000001",
        "logs:AssociateKmsKey, arn:aws:logs:eu-central-1:123456789012:log-group:/payments/pr123/vpc-flow",
        "kms:UpdateAlias, arn:aws:kms:eu-central-1:123456789012:alias/payment-pr123-data",
        "lambda:DeleteFunctionConcurrency, arn:aws:lambda:eu-central-1:123456789012:function:payments-pr123-api",
        "acm:RemoveTagsFromCertificate, arn:aws:acm:eu-central-1:123456789012:certificate/1",
        "wafv2:CreateWebACL, arn:aws:wafv2:eu-central-1:123456789012:regional/webacl/payments-pr123-api/1",
        "events:CreateEventBus, arn:aws:events:eu-central-1:123456789012:event-bus/loyalty-pr123-offers",
        "events:CreateArchive, arn:aws:events:eu-central-1:123456789012:archive/loyalty-pr123-offers",
        "events:PutTargets, arn:aws:events:eu-central-1:123456789012:rule/loyalty-pr123-offers-schedule",
        "events:PutRule, arn:aws:events:eu-central-1:123456789012:rule/loyalty-pr123-offers/loyalty-pr123-offers-to-topic",
        "ses:CreateEmailIdentity, arn:aws:ses:eu-central-1:123456789012:identity/loyalty-pr123.pay.example.com",
        "ses:CreateConfigurationSet, arn:aws:ses:eu-central-1:123456789012:configuration-set/loyalty-pr123-offers",
        "s3:CreateBucket, arn:aws:s3:::loyalty-pr123-assets-123456789012",
        "s3:CreateBucket, arn:aws:s3:::security-trail-pr123-20261101000000000000000001",
        "cloudtrail:CreateTrail, arn:aws:cloudtrail:eu-central-1:123456789012:trail/security-pr123-trail",
        "secretsmanager:CreateSecret, arn:aws:secretsmanager:eu-central-1:123456789012:secret:security-pr123-app-user-AbCdEf",
        "config:PutConfigRule, arn:aws:config:eu-central-1:123456789012:config-rule/config-rule-abcdef",
        "guardduty:UpdateDetector, arn:aws:guardduty:eu-central-1:123456789012:detector/12abc34d567e8fa901bc2d34e56789f0",
        "logs:PutMetricFilter, arn:aws:logs:eu-central-1:123456789012:log-group:/security/pr123/cloudtrail",
        "iam:CreateServiceLinkedRole, arn:aws:iam::123456789012:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig",
        "autoscaling:CreateAutoScalingGroup, "
                + "arn:aws:autoscaling:eu-central-1:123456789012:autoScalingGroup:1-2-3:autoScalingGroupName/portal-pr123-app",
        "elasticloadbalancing:CreateRule, "
                + "arn:aws:elasticloadbalancing:eu-central-1:123456789012:listener/app/portal-pr123-alb/1/2",
        "elasticloadbalancing:CreateTargetGroup, "
                + "arn:aws:elasticloadbalancing:eu-central-1:123456789012:targetgroup/portal-pr123-app-8080/1",
        "iam:CreateInstanceProfile, arn:aws:iam::123456789012:instance-profile/dev-portal-app-pr123",
        "ssm:GetParameter, arn:aws:ssm:eu-central-1::parameter/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64",
        "cloudfront:CreateDistribution, arn:aws:cloudfront::123456789012:distribution/E1",
        "cloudfront:CreateResponseHeadersPolicy, arn:aws:cloudfront::123456789012:response-headers-policy/1",
        "logs:PutDeliverySource, arn:aws:logs:us-east-1:123456789012:delivery-source:portal-pr123-edge",
        "logs:CreateLogGroup, arn:aws:logs:us-east-1:123456789012:log-group:aws-waf-logs-portal-pr123-edge",
        "sns:CreateTopic, arn:aws:sns:us-east-1:123456789012:portal-pr123-edge-alerts",
        "cloudwatch:PutMetricAlarm, arn:aws:cloudwatch:us-east-1:123456789012:alarm:portal-pr123-edge-5xx",
        "kms:CreateAlias, arn:aws:kms:us-east-1:123456789012:alias/portal-pr123-edge",
        "acm:DescribeCertificate, arn:aws:acm:us-east-1:123456789012:certificate/1",
        "wafv2:CreateWebACL, arn:aws:wafv2:us-east-1:123456789012:global/webacl/portal-pr123-edge/1",
        "s3:PutObject, arn:aws:s3:::portal-pr123-site-20261101000000000000000001/index.html",
        "secretsmanager:PutSecretValue, arn:aws:secretsmanager:eu-central-1:123456789012:secret:portal-pr123-origin-verify-AbCdEf"
    })
    void reachWhatADeploymentMakes(String action, String arn) {
        assertThat(allowing(action).stream().flatMap(statement -> statement.resources().stream()))
                .anyMatch(pattern -> covers(pattern, arn));
    }

    @ParameterizedTest
    @CsvSource({
        "iam:CreateRole, arn:aws:iam::123456789012:role/prod-payments-api-prod",
        "iam:DeletePolicy, arn:aws:iam::123456789012:policy/prod-tapstack-boundary",
        "iam:DeletePolicy, arn:aws:iam::123456789012:policy/dev-tapstack-boundary",
        "iam:CreatePolicyVersion, arn:aws:iam::123456789012:policy/dev-tapstack-deployer-state",
        "iam:AttachRolePolicy, arn:aws:iam::123456789012:role/dev-tapstack-deployer",
        "iam:PassRole, arn:aws:iam::123456789012:role/dev-tapstack-deployer",
        "s3:GetObject, arn:aws:s3:::tapstack-dev-state/foundation-dev/dev/terraform.tfstate",
        "s3:DeleteObject, arn:aws:s3:::tapstack-dev-state/payments-dev/dev/terraform.tfstate",
        "apigateway:PATCH, arn:aws:apigateway:eu-central-1::/account",
        "s3:DeleteBucket, arn:aws:s3:::tapstack-dev-state",
        "events:PutRule, arn:aws:events:eu-central-1:123456789012:rule/somebody-elses",
        "ssm:PutParameter, arn:aws:ssm:eu-central-1:123456789012:parameter/foundation/dev/outputs/stateKeyArn",
        "cloudtrail:DeleteTrail, arn:aws:cloudtrail:eu-central-1:123456789012:trail/somebody-elses",
        "secretsmanager:DeleteSecret, arn:aws:secretsmanager:eu-central-1:123456789012:secret:somebody-elses-AbCdEf",
        "iam:DeleteServiceLinkedRole, arn:aws:iam::123456789012:role/aws-service-role/rds.amazonaws.com/AWSServiceRoleForRDS",
        "elasticloadbalancing:DeleteLoadBalancer, "
                + "arn:aws:elasticloadbalancing:eu-central-1:123456789012:loadbalancer/app/somebody-elses/1",
        "s3:PutObject, arn:aws:s3:::payments-pr123-audit-20261101000000000000000001/audit/1",
        "s3:PutObject, arn:aws:s3:::payments-pr123-audit-20261101000000000000000001/a-site-1/1",
        "secretsmanager:GetSecretValue, arn:aws:secretsmanager:eu-central-1:123456789012:secret:portal-pr123-app-user-AbCdEf",
        "secretsmanager:GetSecretValue, arn:aws:secretsmanager:eu-central-1:123456789012:secret:payments-pr123-origin-verify-1"
    })
    void reachNeitherOtherEnvironmentsRolesNorTheFoundation(String action, String arn) {
        assertThat(allowing(action).stream().flatMap(statement -> statement.resources().stream()))
                .noneMatch(pattern -> covers(pattern, arn));
    }

    /** KMS: "Controlling access to tags", "Use tags to control access to KMS keys". */
    @Test
    @Tag("S5")
    void leaveAloneWhatOtherEnvironmentsOrSystemsAreTaggedOn() {
        assertThat(denial("OtherEnvironments").conditions())
                .containsExactly(
                        new Condition("Null", "aws:ResourceTag/Environment", List.of("false")),
                        new Condition("StringNotEquals", "aws:ResourceTag/Environment", List.of("dev")));
        assertThat(denial("OtherSystems").conditions())
                .containsExactly(
                        new Condition("Null", "aws:ResourceTag/System", List.of("false")),
                        new Condition(
                                "StringNotEquals",
                                "aws:ResourceTag/System",
                                List.of("security", "payments", "loyalty", "portal")));
    }

    /** The state's key is the foundation's, and the state is encrypted with it. */
    @Test
    @Tag("C5")
    void useTheStatesKey() {
        assertThat(denial("OtherSystems").actions()).doesNotContain("kms:*", "kms:Decrypt", "kms:GenerateDataKey");
    }

    /** Of hosted zones IAM knows no tag: Service Authorization Reference of Route 53. */
    @Test
    @Tag("S5")
    void writeRecordsIntoTheContextsZoneOnly() {
        Account domain = new Account(
                ACCOUNT.id(),
                ACCOUNT.region(),
                ACCOUNT.stateBucket(),
                ACCOUNT.owner(),
                ACCOUNT.costCenter(),
                ACCOUNT.alertEmail(),
                ACCOUNT.senderEmail(),
                Optional.of(new Domain("pay.example.com", "Z1", Optional.empty())));
        Map<String, PolicyDocument> policies = policies(Environment.DEV, domain, Tenancy.OWN_ACCOUNT);
        assertThat(allowing(policies, "route53:ChangeResourceRecordSets"))
                .singleElement()
                .satisfies(statement ->
                        assertThat(statement.resources()).containsExactly("arn:aws:route53:::hostedzone/Z1"));
        assertThat(allowing(policies, "ses:CreateEmailIdentity"))
                .singleElement()
                .satisfies(statement -> assertThat(statement.resources())
                        .containsExactly("arn:aws:ses:eu-central-1:123456789012:identity/loyalty-*.pay.example.com"));
    }

    /** Also of old versions: a version is deleted for good. */
    @ParameterizedTest
    @ValueSource(strings = {"s3:DeleteObject", "s3:DeleteObjectVersion"})
    @Tag("S5")
    @Tag("S6")
    void deleteNoRecordsOfProduction(String action) {
        Map<String, PolicyDocument> prod = policies(Environment.PROD, ACCOUNT, Tenancy.OWN_ACCOUNT);
        assertThat(allowing(prod, action).stream()
                        .filter(statement -> !statement.sid().equals("ReleaseLock"))
                        .flatMap(statement -> statement.resources().stream()))
                .containsExactly("arn:aws:s3:::portal-*-site-*/*", "arn:aws:s3:::portal-*-artifacts-*/*");
    }

    /** What a deployment of dev makes, with dev's own suffixes, and what one of prod makes in the same account. */
    @ParameterizedTest
    @CsvSource({
        "lambda:UpdateFunctionCode, arn:aws:lambda:eu-central-1:123456789012:function:payments-%s-migrations",
        "s3:PutBucketPolicy, arn:aws:s3:::payments-%s-audit-20261101000000000000000001",
        "s3:PutBucketPolicy, arn:aws:s3:::security-trail-%s-20261101000000000000000001",
        "s3:DeleteObjectVersion, arn:aws:s3:::security-access-logs-%s-20261101000000000000000001/a",
        "s3:PutObject, arn:aws:s3:::portal-%s-site-20261101000000000000000001/index.html",
        "logs:DeleteLogGroup, arn:aws:logs:eu-central-1:123456789012:log-group:/security/%s/cloudtrail",
        "kms:UpdateAlias, arn:aws:kms:eu-central-1:123456789012:alias/payment-%s-data",
        "ses:DeleteEmailIdentity, arn:aws:ses:eu-central-1:123456789012:identity/loyalty-%s.pay.example.com",
        "wafv2:UpdateWebACL, arn:aws:wafv2:eu-central-1:123456789012:regional/webacl/payments-%s-api/1",
        "wafv2:UpdateWebACL, arn:aws:wafv2:us-east-1:123456789012:global/webacl/portal-%s-edge/1",
        "secretsmanager:GetSecretValue, arn:aws:secretsmanager:eu-central-1:123456789012:secret:portal-%s-origin-verify-1",
        "rds:ModifyDBInstance, arn:aws:rds:eu-central-1:123456789012:db:payments-%s-db"
    })
    @Tag("C2")
    @Tag("S5")
    void reachTheirOwnEnvironmentOnlyWhereSeveralShareAnAccount(String action, String arn) {
        List<Statement> dev = allowing(policies(Environment.DEV, ACCOUNT, Tenancy.SHARED_ACCOUNT), action);
        assertThat(List.of("dev", "dev-pr1")).allMatch(suffix -> dev.stream()
                .flatMap(statement -> statement.resources().stream())
                .anyMatch(pattern -> covers(pattern, arn.formatted(suffix))));
        assertThat(List.of("prod", "staging", "prod-dev")).allMatch(suffix -> dev.stream()
                .flatMap(statement -> statement.resources().stream())
                .noneMatch(pattern -> covers(pattern, arn.formatted(suffix))));
    }

    /** Patterns end after an environment's id, so no id may continue another. */
    @Test
    void findEnvironmentsByTheBeginningOfTheirSuffixes() {
        for (Environment one : Environment.values()) {
            assertThat(Environment.values())
                    .filteredOn(other -> other.id().startsWith(one.id()))
                    .containsExactly(one);
        }
    }

    private static DeployedNames names(Tenancy tenancy) {
        return new DeployedNames(FoundationStackSynthTest.DEPLOYMENT, tenancy);
    }

    private static Map<String, PolicyDocument> policies(Environment environment, Account account, Tenancy tenancy) {
        return DeployerPolicies.of(
                new DeployedNames(
                        new Deployment("foundation", environment, environment.id(), account, "internal"), tenancy),
                new DeployerPolicies.State(STATE, KEY));
    }

    private static Statement denial(String sid) {
        return POLICIES.values().stream()
                .flatMap(document -> document.statements().stream())
                .filter(statement -> statement.sid().equals(sid) && statement.effect() == Statement.Effect.DENY)
                .findAny()
                .orElseThrow();
    }

    /** That allow. */
    private static Stream<Statement> statements() {
        return statements(POLICIES);
    }

    private static Stream<Statement> statements(Map<String, PolicyDocument> policies) {
        return policies.values().stream()
                .flatMap(document -> document.statements().stream())
                .filter(statement -> statement.effect() == Statement.Effect.ALLOW);
    }

    private static List<Statement> allowing(String action) {
        return allowing(POLICIES, action);
    }

    private static List<Statement> allowing(Map<String, PolicyDocument> policies, String action) {
        return statements(policies)
                .filter(statement -> statement.actions().contains(action))
                .toList();
    }

    private static boolean covers(String pattern, String arn) {
        return Pattern.matches(Pattern.quote(pattern).replace("*", "\\E.*\\Q"), arn);
    }
}
