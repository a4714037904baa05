import unittest

from .asking import Asking

HERE = "us-east-1:123456789012"
LINKED = "arn:aws:iam::123456789012:role/aws-service-role"
LOOK = ["ec2:DescribeSecurityGroups *", "ec2:DescribeSubnets *", "ec2:DescribeVpcs *"]


class DependentsTest(Asking):
    """What AWS asks for beside the action of the call's own name; sources are in iam/requests/dependents.py."""

    def test_a_load_balancer_takes_a_look_at_its_network(self):
        self.asks([f"elasticloadbalancing:CreateLoadBalancer arn:aws:elasticloadbalancing:{HERE}:loadbalancer/app/b/*",
                   "ec2:DescribeAccountAttributes *", "ec2:DescribeAddresses *", "ec2:DescribeInternetGateways *",
                   "ec2:GetSecurityGroupsForVpc *", *LOOK, f"iam:CreateServiceLinkedRole {LINKED}/"
                   "elasticloadbalancing.amazonaws.com/AWSServiceRoleForElasticLoadBalancing"],
                  "elbv2", "create_load_balancer", Name="b", Subnets=["subnet-1"])
        balancer = f"arn:aws:elasticloadbalancing:{HERE}:loadbalancer/app/b/1"
        self.asks([f"elasticloadbalancing:SetSecurityGroups {balancer}", "ec2:GetSecurityGroupsForVpc *"],
                  "elbv2", "set_security_groups", LoadBalancerArn=balancer, SecurityGroups=["sg-1"])

    def test_private_names_of_an_endpoint_put_the_vpc_into_a_zone(self):
        ec2 = self.emulator.client("ec2")
        vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
        zone = "route53:AssociateVPCWithHostedZone arn:aws:route53:::hostedzone/*"

        def asked(private):
            return self.asked("ec2", "create_vpc_endpoint", VpcId=vpc, ServiceName="com.amazonaws.us-east-1.sqs",
                              VpcEndpointType="Interface", PrivateDnsEnabled=private)

        self.assertIn(zone, asked(True))
        without = asked(False)
        self.assertNotIn(zone, without)
        self.assertEqual(LOOK, [each for each in without if each in LOOK])

    def test_a_database_gets_the_default_option_group_that_no_request_names(self):
        created = self.asked("rds", "create_db_instance", DBInstanceIdentifier="d", Engine="postgres",
                             EngineVersion="17.4", DBInstanceClass="db.t4g.micro", MasterUsername="u",
                             MasterUserPassword="password1", AllocatedStorage=20)
        self.assertIn(f"rds:CreateDBInstance arn:aws:rds:{HERE}:og:default:postgres-17", created)
        self.assertIn(f"iam:CreateServiceLinkedRole {LINKED}/rds.amazonaws.com/AWSServiceRoleForRDS", created)
        self.asks([f"rds:ModifyDBInstance arn:aws:rds:{HERE}:db:d",
                   f"rds:ModifyDBInstance arn:aws:rds:{HERE}:og:default:postgres-17"],
                  "rds", "modify_db_instance", DBInstanceIdentifier="d", BackupRetentionPeriod=2)
        self.asks([f"rds:DeleteDBInstance arn:aws:rds:{HERE}:db:d", f"rds:CreateDBSnapshot arn:aws:rds:{HERE}:db:d",
                   f"rds:CreateDBSnapshot arn:aws:rds:{HERE}:snapshot:last"],
                  "rds", "delete_db_instance", DBInstanceIdentifier="d", FinalDBSnapshotIdentifier="last")

    def test_guardduty_makes_both_its_roles_in_the_callers_name(self):
        malware = f"{LINKED}/malware-protection.guardduty.amazonaws.com/AWSServiceRoleForAmazonGuardDutyMalwareProtection"
        self.asks(["guardduty:CreateDetector *", f"iam:CreateServiceLinkedRole {malware}", f"iam:GetRole {malware}",
                   f"iam:CreateServiceLinkedRole {LINKED}/guardduty.amazonaws.com/AWSServiceRoleForAmazonGuardDuty"],
                  "guardduty", "create_detector", Enable=True)

    def test_a_role_in_an_instance_profile_is_handed_to_ec2(self):
        iam = self.emulator.client("iam")
        iam.create_role(RoleName="profiled", AssumeRolePolicyDocument='{"Statement": []}')
        self.assertIn("iam:PassRole arn:aws:iam::123456789012:role/profiled",
                      self.asked("iam", "add_role_to_instance_profile", InstanceProfileName="p", RoleName="profiled"))

    def test_version_1_of_ses_knows_no_resources(self):
        destination = {"Name": "topic", "Enabled": True, "MatchingEventTypes": ["bounce"],
                       "SNSDestination": {"TopicARN": f"arn:aws:sns:{HERE}:t"}}
        self.asks(["ses:CreateConfigurationSetEventDestination *"], "ses", "create_configuration_set_event_destination",
                  ConfigurationSetName="c", EventDestination=destination)
        named = f"ses:CreateConfigurationSetEventDestination arn:aws:ses:{HERE}:configuration-set/c"
        self.asks([named], "sesv2", "create_configuration_set_event_destination", ConfigurationSetName="c",
                  EventDestinationName="topic", EventDestination={"Enabled": True, "MatchingEventTypes": ["BOUNCE"]})


if __name__ == "__main__":
    unittest.main()
