package io.tapstack.modules.systems.foundation;

import io.tapstack.modules.core.Condition;
import io.tapstack.modules.core.PolicyDocument;
import io.tapstack.modules.core.Statement;

/** The deployer's part of EC2: networks, whose ids nobody knows beforehand, in the one region. No instances. */
final class DeployerNetwork {
    private DeployerNetwork() {}

    static PolicyDocument policy(DeployedNames names) {
        return PolicyDocument.of(
                Statement.allow("Network")
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
                                "ec2:DeleteNetworkInterface", // what Lambda leaves: provider, deleteLingeringLambdaENI
                                "ec2:DeleteRouteTable",
                                "ec2:DeleteSecurityGroup",
                                "ec2:DeleteSubnet",
                                "ec2:DeleteTags",
                                "ec2:DeleteVpc",
                                "ec2:DeleteVpcEndpoints",
                                "ec2:DescribeVpcAttribute",
                                "ec2:DetachNetworkInterface",
                                "ec2:DisassociateRouteTable",
                                "ec2:ModifySecurityGroupRules",
                                "ec2:ModifyVpcAttribute",
                                "ec2:ModifyVpcEndpoint",
                                "ec2:RevokeSecurityGroupEgress",
                                "ec2:RevokeSecurityGroupIngress")
                        .on(names.account().arn("ec2", "*")),
                Statement.allow("PrivateNamesOfEndpoints") // the zone is AWS's: dependent action of CreateVpcEndpoint
                        .to("route53:AssociateVPCWithHostedZone")
                        .on(names.arn("route53", "", "", "hostedzone/*")),
                Statement.allow("Look")
                        .to(
                                "ec2:DescribeFlowLogs",
                                "ec2:DescribeNetworkAcls",
                                "ec2:DescribeNetworkInterfaces",
                                "ec2:DescribePrefixLists",
                                "ec2:DescribeRouteTables",
                                "ec2:DescribeSecurityGroupRules",
                                "ec2:DescribeSecurityGroups",
                                "ec2:DescribeSubnets",
                                "ec2:DescribeVpcEndpoints",
                                "ec2:DescribeVpcs")
                        .onAnyResource(DeployerPolicies.NO_NAMES)
                        .when(Condition.equals(
                                "aws:RequestedRegion", names.account().region())));
    }
}
