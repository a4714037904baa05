package io.tapstack.modules.systems.foundation;

import io.tapstack.modules.core.Account;
import io.tapstack.modules.core.Condition;
import io.tapstack.modules.core.PolicyDocument;
import io.tapstack.modules.core.Statement;
import java.util.List;
import java.util.stream.Stream;

/** The deployer's part of the portal's instances, what they are started from, the load balancer before them, and their way out. */
final class DeployerFleet {
    private DeployerFleet() {}

    static PolicyDocument policy(DeployedNames names) {
        Account account = names.account();
        return PolicyDocument.of(
                Statement.allow("InternetAccess") // ids are not known beforehand
                        .to(
                                "ec2:AllocateAddress",
                                "ec2:AttachInternetGateway",
                                "ec2:CreateInternetGateway",
                                "ec2:CreateNatGateway",
                                "ec2:CreateRoute",
                                "ec2:DeleteInternetGateway",
                                "ec2:DeleteNatGateway",
                                "ec2:DeleteRoute",
                                "ec2:DetachInternetGateway",
                                "ec2:DisassociateAddress",
                                "ec2:ReleaseAddress",
                                "ec2:ReplaceRoute")
                        .on(account.arn("ec2", "*")),
                Statement.allow("LaunchTemplates")
                        .to(
                                "ec2:CreateLaunchTemplate",
                                "ec2:CreateLaunchTemplateVersion",
                                "ec2:DeleteLaunchTemplate",
                                "ec2:DeleteLaunchTemplateVersions",
                                "ec2:ModifyLaunchTemplate")
                        .on(account.arn("ec2", "launch-template/*")),
                Statement.allow("InstancesOfTemplates") // Auto Scaling asks whether who makes a group may start them
                        .to("ec2:RunInstances")
                        .on(account.arn("ec2", "*"), names.arn("ec2", account.region(), "", "image/*"))
                        .when(Condition.arnLike("ec2:LaunchTemplate", account.arn("ec2", "launch-template/*"))),
                Statement.allow("Image")
                        .to("ssm:GetParameter")
                        .on(names.arn("ssm", account.region(), "", "parameter/aws/service/ami-amazon-linux-latest/*")),
                Statement.allow("InstanceProfiles")
                        .to(
                                "iam:AddRoleToInstanceProfile",
                                "iam:CreateInstanceProfile",
                                "iam:DeleteInstanceProfile",
                                "iam:GetInstanceProfile",
                                "iam:RemoveRoleFromInstanceProfile",
                                "iam:TagInstanceProfile",
                                "iam:UntagInstanceProfile")
                        .on(names.iam("instance-profile")),
                Statement.allow("HandRolesToInstances")
                        .to("iam:PassRole")
                        .on(names.iam("role"))
                        .when(Condition.equals("iam:PassedToService", "ec2.amazonaws.com")),
                Statement.allow("Groups")
                        .to(
                                "autoscaling:AttachLoadBalancerTargetGroups",
                                "autoscaling:CancelInstanceRefresh",
                                "autoscaling:CreateAutoScalingGroup",
                                "autoscaling:CreateOrUpdateTags",
                                "autoscaling:DeleteAutoScalingGroup",
                                "autoscaling:DeletePolicy",
                                "autoscaling:DeleteTags",
                                "autoscaling:DetachLoadBalancerTargetGroups",
                                "autoscaling:DisableMetricsCollection",
                                "autoscaling:EnableMetricsCollection",
                                "autoscaling:PutScalingPolicy",
                                "autoscaling:SetInstanceProtection",
                                "autoscaling:StartInstanceRefresh",
                                "autoscaling:UpdateAutoScalingGroup")
                        .on(names.regional("autoscaling", "autoScalingGroup:*:autoScalingGroupName/")),
                Statement.allow("LoadBalancers")
                        .to(
                                "elasticloadbalancing:AddTags",
                                "elasticloadbalancing:CreateListener",
                                "elasticloadbalancing:CreateLoadBalancer",
                                "elasticloadbalancing:CreateRule",
                                "elasticloadbalancing:CreateTargetGroup",
                                "elasticloadbalancing:DeleteListener",
                                "elasticloadbalancing:DeleteLoadBalancer",
                                "elasticloadbalancing:DeleteRule",
                                "elasticloadbalancing:DeleteTargetGroup",
                                "elasticloadbalancing:ModifyListener",
                                "elasticloadbalancing:ModifyListenerAttributes",
                                "elasticloadbalancing:ModifyLoadBalancerAttributes",
                                "elasticloadbalancing:ModifyRule",
                                "elasticloadbalancing:ModifyTargetGroup",
                                "elasticloadbalancing:ModifyTargetGroupAttributes",
                                "elasticloadbalancing:RemoveTags",
                                "elasticloadbalancing:SetRulePriorities",
                                "elasticloadbalancing:SetSecurityGroups",
                                "elasticloadbalancing:SetSubnets")
                        .on(loadBalancers(names)),
                Statement.allow("LookAtFleets")
                        .to(
                                "autoscaling:DescribeAutoScalingGroups",
                                "autoscaling:DescribeInstanceRefreshes",
                                "autoscaling:DescribePolicies",
                                "autoscaling:DescribeScalingActivities",
                                "autoscaling:DescribeWarmPool",
                                "ec2:DescribeAccountAttributes",
                                "ec2:DescribeAddresses",
                                "ec2:DescribeAddressesAttribute",
                                "ec2:DescribeInternetGateways",
                                "ec2:DescribeLaunchTemplateVersions",
                                "ec2:DescribeLaunchTemplates",
                                "ec2:DescribeManagedPrefixLists",
                                "ec2:DescribeNatGateways",
                                "ec2:GetManagedPrefixListEntries",
                                "ec2:GetSecurityGroupsForVpc",
                                "elasticloadbalancing:DescribeCapacityReservation",
                                "elasticloadbalancing:DescribeListenerAttributes",
                                "elasticloadbalancing:DescribeListeners",
                                "elasticloadbalancing:DescribeLoadBalancerAttributes",
                                "elasticloadbalancing:DescribeLoadBalancers",
                                "elasticloadbalancing:DescribeRules",
                                "elasticloadbalancing:DescribeTags",
                                "elasticloadbalancing:DescribeTargetGroupAttributes",
                                "elasticloadbalancing:DescribeTargetGroups",
                                "elasticloadbalancing:DescribeTargetHealth")
                        .onAnyResource(DeployerPolicies.NO_NAMES)
                        .when(Condition.equals("aws:RequestedRegion", account.region())));
    }

    private static List<String> loadBalancers(DeployedNames names) {
        return Stream.of("loadbalancer/app/", "targetgroup/", "listener/app/", "listener-rule/app/")
                .flatMap(type -> names.regional("elasticloadbalancing", type).stream())
                .toList();
    }
}
