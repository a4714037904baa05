package io.tapstack.main.leftovers;

import static io.tapstack.main.leftovers.Kind.json;
import static io.tapstack.main.leftovers.Kind.query;
import static io.tapstack.main.leftovers.Kind.rest;

import java.util.List;
import java.util.regex.Pattern;

/**
 * The types of resources that stacks outside of production deploy, in the order in which they are deleted: callers before
 * what they call, networks and keys last. By the services' own calls and not by Cloud Control API: that takes no bucket
 * with contents, keeps a last snapshot of a database, and is not emulated.
 */
final class Kinds {
    private static final List<Kind> ALL = List.of(
            rest("lambda:event-source-mapping:(.+)", "lambda", "/2015-03-31/event-source-mappings/"),
            json("events:rule/(.+)", "events", "DescribeRule", "DeleteRule", "Name")
                    .seenBy(Events::rule)
                    .deletedBy(Events::deleteRule),
            json("events:archive/(.+)", "events", "DescribeArchive", "DeleteArchive", "ArchiveName"),
            query(
                    "autoscaling:autoScalingGroup:.*autoScalingGroupName/(.+)",
                    "autoscaling",
                    "DescribeAutoScalingGroups",
                    "AutoScalingGroupNames.member.1",
                    "DeleteAutoScalingGroup",
                    "AutoScalingGroupName",
                    "ForceDelete",
                    "true"),
            rest("cloudfront:distribution/(.+)", "cloudfront", CloudFront.PATH + "distribution/")
                    .seenBy(CloudFront::config)
                    .deletedBy(CloudFront::deleteDistribution),
            rest("cloudfront:origin-access-control/(.+)", "cloudfront", CloudFront.PATH + "origin-access-control/")
                    .deletedBy(CloudFront::deleteTagged),
            rest("cloudfront:response-headers-policy/(.+)", "cloudfront", CloudFront.PATH + "response-headers-policy/")
                    .deletedBy(CloudFront::deleteTagged),
            rest("route53:hostedzone/(.+)", "route53", "").seenBy(Records::see).deletedBy(Records::delete),
            rest("apigateway:/domainnames/(.+)", "apigateway", "/domainnames/"),
            rest("apigateway:/restapis/([^/]+)", "apigateway", "/restapis/"),
            // goes with its API
            rest("apigateway:/restapis/([^/]+)/stages/.+", "apigateway", "/restapis/")
                    .deletedBy((access, one, seen) -> Outcome.accepted()),
            rest("lambda:function:(.+)", "lambda", "/2015-03-31/functions/")
                    .seenBy((access, one) -> access.send(
                            one, Call.rest("lambda", "GET", "/2015-03-31/functions/" + one.id() + "/configuration"))),
            balancing("listener-rule", "DescribeRules", "RuleArn", "DeleteRule"),
            balancing("listener", "DescribeListeners", "ListenerArn", "DeleteListener"),
            balancing("loadbalancer", "DescribeLoadBalancers", "LoadBalancerArn", "DeleteLoadBalancer"),
            balancing("targetgroup", "DescribeTargetGroups", "TargetGroupArn", "DeleteTargetGroup"),
            json("wafv2:(.+/webacl/.+)", "wafv2", "", "", "")
                    .seenBy(WebAcls::see)
                    .deletedBy(WebAcls::delete),
            ec2("instance", "DescribeInstances", "InstanceId", "TerminateInstances")
                    .goneWith("<name>terminated</name>"),
            query(
                    "rds:db:(.+)",
                    "rds",
                    "DescribeDBInstances",
                    "DBInstanceIdentifier",
                    "DeleteDBInstance",
                    "DBInstanceIdentifier",
                    "SkipFinalSnapshot",
                    "true",
                    "DeleteAutomatedBackups",
                    "true"),
            rds("snapshot", "DescribeDBSnapshots", "DBSnapshotIdentifier", "DeleteDBSnapshot"),
            rds("subgrp", "DescribeDBSubnetGroups", "DBSubnetGroupName", "DeleteDBSubnetGroup"),
            rds("pg", "DescribeDBParameterGroups", "DBParameterGroupName", "DeleteDBParameterGroup"),
            json("cognito-idp:userpool/(.+)", "cognito-idp", "DescribeUserPool", "DeleteUserPool", "UserPoolId"),
            json("dynamodb:table/([^/]+)", "dynamodb", "DescribeTable", "DeleteTable", "TableName"),
            json("events:event-bus/(.+)", "events", "DescribeEventBus", "DeleteEventBus", "Name"),
            rest("ses:configuration-set/(.+)", "ses", "/v2/email/configuration-sets/"),
            rest("ses:identity/(.+)", "ses", "/v2/email/identities/"),
            rest("ses:template/(.+)", "ses", "/v2/email/templates/"),
            query("sns:[^:/]+", "sns", "GetTopicAttributes", "TopicArn", "DeleteTopic", "TopicArn"),
            json("sqs:(.+)", "sqs", "GetQueueUrl", "DeleteQueue", "QueueName").deletedBy(Removals::queue),
            json("logs:delivery:(.+)", "logs", "GetDelivery", "DeleteDelivery", "id"),
            json("logs:delivery-source:(.+)", "logs", "GetDeliverySource", "DeleteDeliverySource", "name"),
            json(
                    "logs:delivery-destination:(.+)",
                    "logs",
                    "GetDeliveryDestination",
                    "DeleteDeliveryDestination",
                    "name"),
            json("cloudtrail:trail/(.+)", "cloudtrail", "GetTrail", "DeleteTrail", "Name"),
            json("config:config-rule/name/(.+)", "config", "DescribeConfigRules", "DeleteConfigRule", "ConfigRuleName")
                    .seenBy((access, one) -> access.send(one, Recording.rule(one))),
            // its name is above: AWS's ARN has a number instead
            json("config:config-rule/(.+)", "config", "", "", "").seenBy((access, one) -> Answer.ABSENT),
            json("config:recorder/(.+)", "config", "", "DeleteConfigurationRecorder", "ConfigurationRecorderName")
                    .seenBy((access, one) -> access.send(one, Recording.recorder(one)))
                    .deletedBy(Recording::deleteRecorder),
            json("config:delivery-channel/(.+)", "config", "", "DeleteDeliveryChannel", "DeliveryChannelName")
                    .seenBy((access, one) -> access.send(one, Recording.channel(one))),
            rest("guardduty:detector/([^/]+)", "guardduty", "/detector/"),
            rest("securityhub:hub/default", "securityhub", "")
                    .seenBy((access, one) -> access.send(one, Call.rest("securityhub", "GET", "/accounts")))
                    .deletedBy((access, one, seen) ->
                            Outcome.of(access.send(one, Call.rest("securityhub", "DELETE", "/accounts")))),
            rest("access-analyzer:analyzer/(.+)", "access-analyzer", "/analyzer/"),
            query(
                    "cloudwatch:alarm:(.+)",
                    "monitoring",
                    "DescribeAlarms",
                    "AlarmNames.member.1",
                    "DeleteAlarms",
                    "AlarmNames.member.1"),
            query(
                    "cloudwatch:dashboard/(.+)",
                    "monitoring",
                    "GetDashboard",
                    "DashboardName",
                    "DeleteDashboards",
                    "DashboardNames.member.1"),
            json("logs:log-group:(.+?)(?::\\*)?", "logs", "DescribeLogGroups", "DeleteLogGroup", "logGroupName")
                    .seenBy(Removals::logGroupNamed),
            json("ssm:parameter(/.+)", "ssm", "GetParameter", "DeleteParameter", "Name"),
            json("secretsmanager:secret:.+", "secretsmanager", "DescribeSecret", "DeleteSecret", "SecretId")
                    .deletedBy(Removals::secret)
                    .goneWith("\"DeletedDate\"\\s*:\\s*[\\d\"]"),
            json("acm:certificate/.+", "acm", "DescribeCertificate", "DeleteCertificate", "CertificateArn"),
            rest("s3:([^/]+)", "s3", "/").seenBy(Buckets::see).deletedBy(Buckets::delete),
            ec2("vpc-endpoint", "DescribeVpcEndpoints", "VpcEndpointId", "DeleteVpcEndpoints.1")
                    .goneWith(">deleted<"),
            ec2("natgateway", "DescribeNatGateways", "NatGatewayId", "DeleteNatGateway")
                    .goneWith("<state>deleted</state>"),
            ec2("elastic-ip", "DescribeAddresses", "AllocationId", "ReleaseAddress"),
            ec2("vpc-flow-log", "DescribeFlowLogs", "FlowLogId", "DeleteFlowLogs.1"),
            ec2("launch-template", "DescribeLaunchTemplates", "LaunchTemplateId", "DeleteLaunchTemplate"),
            ec2("volume", "DescribeVolumes", "VolumeId", "DeleteVolume"),
            ec2("security-group-rule", "DescribeSecurityGroupRules", "SecurityGroupRuleId", "")
                    .deletedBy(Network::revoke),
            ec2("network-interface", "DescribeNetworkInterfaces", "NetworkInterfaceId", "DeleteNetworkInterface")
                    .deletedBy(Network::deleteInterface),
            ec2("security-group", "DescribeSecurityGroups", "GroupId", "DeleteSecurityGroup")
                    .deletedBy(Network::deleteGroup),
            ec2("subnet", "DescribeSubnets", "SubnetId", "DeleteSubnet"),
            ec2("route-table", "DescribeRouteTables", "RouteTableId", "DeleteRouteTable")
                    .deletedBy(Network::deleteRouteTable),
            ec2("internet-gateway", "DescribeInternetGateways", "InternetGatewayId", "DeleteInternetGateway")
                    .deletedBy(Network::deleteGateway),
            ec2("vpc", "DescribeVpcs", "VpcId", "DeleteVpc"),
            iam("instance-profile", "GetInstanceProfile", "InstanceProfileName").deletedBy(Identities::deleteProfile),
            query(
                    "iam:role/aws-service-role/.+/(.+)",
                    "iam",
                    "GetRole",
                    "RoleName",
                    "DeleteServiceLinkedRole",
                    "RoleName"),
            iam("role", "GetRole", "RoleName").deletedBy(Identities::deleteRole),
            query("iam:policy/.+", "iam", "GetPolicy", "PolicyArn", "DeletePolicy", "PolicyArn")
                    .deletedBy(Identities::deletePolicy),
            json("kms:key/(.+)", "kms", "DescribeKey", "ScheduleKeyDeletion", "KeyId")
                    .deletedBy(Removals::key)
                    .goneWith("\"PendingDeletion\""),
            rest("s3:([^/]+/.+)", "s3", "/").seenBy(StateObjects::see).deletedBy(StateObjects::delete));

    private static final Kind UNKNOWN = rest(".*", "", "")
            .seenBy((access, one) -> Answer.EMPTY)
            .deletedBy((access, one, seen) -> Outcome.refused("a type that tap does not delete"));

    private Kinds() {}

    static Kind of(Leftover resource) {
        return ALL.stream()
                .filter(kind -> kind.name().matcher(resource.name()).matches())
                .findFirst()
                .orElse(UNKNOWN);
    }

    /** A state is what {@code terraform destroy} needs: it stays as long as anything else does. */
    static boolean isState(Leftover resource) {
        return position(resource) == ALL.size() - 1;
    }

    /** In the order in which resources are deleted. */
    static int position(Leftover resource) {
        int position = ALL.indexOf(resource.kind());
        return position < 0 ? ALL.size() : position;
    }

    private static Kind balancing(String type, String look, String member, String delete) {
        return query(
                "elasticloadbalancing:" + type + "/.+",
                "elasticloadbalancing",
                look,
                member + "s.member.1",
                delete,
                member);
    }

    private static Kind rds(String type, String look, String member, String delete) {
        return query("rds:" + type + ":(.+)", "rds", look, member, delete, member);
    }

    /** @param delete with a full stop and 1 where the call takes a list */
    private static Kind ec2(String type, String look, String member, String delete) {
        String list = member + ".1";
        boolean several = delete.endsWith(".1") || delete.equals("TerminateInstances");
        String action = delete.replace(".1", "");
        return query("ec2:" + Pattern.quote(type) + "/(.+)", "ec2", look, list, action, several ? list : member);
    }

    private static Kind iam(String type, String look, String member) {
        return query("iam:" + type + "/(?:.*/)?(.+)", "iam", look, member, "", member);
    }
}
