import unittest

from .running import shared

ROLE = "arn:aws:iam::123456789012:role/flow"


class FlowLogsTest(unittest.TestCase):
    """EC2 tells whether a flow log reaches the group that its request named by ARN."""

    def test_the_last_delivery_failed_where_there_is_no_such_group(self):
        emulator = shared()
        ec2 = emulator.client("ec2")
        emulator.client("logs").create_log_group(logGroupName="/portal/flow")
        vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
        self.addCleanup(ec2.delete_vpc, VpcId=vpc)

        def delivery(group):
            made = ec2.create_flow_logs(
                ResourceIds=[vpc], ResourceType="VPC", TrafficType="ALL", DeliverLogsPermissionArn=ROLE,
                LogDestination=f"arn:aws:logs:us-east-1:123456789012:log-group:{group}")["FlowLogIds"]
            log, = ec2.describe_flow_logs(FlowLogIds=made)["FlowLogs"]
            return log["DeliverLogsStatus"], log.get("DeliverLogsErrorMessage")

        self.assertEqual("SUCCESS", delivery("/portal/flow")[0])
        self.assertFalse(delivery("/portal/flow:*")[1])
        self.assertEqual(("FAILED", "Access error"), delivery("/portal/none"))


if __name__ == "__main__":
    unittest.main()
