import unittest

from .running import shared


class NetworkInterfacesTest(unittest.TestCase):
    """What AWS makes an interface for takes it with it when it goes."""

    @classmethod
    def setUpClass(cls):
        cls.emulator = shared()
        cls.ec2 = cls.emulator.client("ec2")

    def setUp(self):
        self.emulator.reset()
        vpc = self.ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
        self.subnet = self.ec2.create_subnet(VpcId=vpc, CidrBlock="10.0.0.0/24")["Subnet"]["SubnetId"]

    def interfaces(self):
        return [each["NetworkInterfaceId"] for each in self.ec2.describe_network_interfaces(
            Filters=[{"Name": "subnet-id", "Values": [self.subnet]}])["NetworkInterfaces"]]

    def test_a_nat_gateway_takes_its_interface_with_it(self):
        address = self.ec2.allocate_address(Domain="vpc")["AllocationId"]
        gateway = self.ec2.create_nat_gateway(SubnetId=self.subnet, AllocationId=address)["NatGateway"]["NatGatewayId"]
        self.assertEqual(1, len(self.interfaces()))
        self.ec2.delete_nat_gateway(NatGatewayId=gateway)
        self.assertEqual([], self.interfaces())
        self.ec2.release_address(AllocationId=address)

    def start(self, **more):
        return self.ec2.run_instances(ImageId="ami-12345678", MinCount=1, MaxCount=1, **more)["Instances"][0][
            "InstanceId"]

    def test_an_instance_takes_its_interface_with_it_and_may_be_terminated_again(self):
        instance = self.start(SubnetId=self.subnet)
        self.assertEqual(1, len(self.interfaces()))
        for _ in range(2):
            self.ec2.terminate_instances(InstanceIds=[instance])
            self.assertEqual([], self.interfaces())

    def test_an_interface_stays_that_is_told_to(self):
        own = self.ec2.create_network_interface(SubnetId=self.subnet)["NetworkInterface"]["NetworkInterfaceId"]
        instance = self.start(NetworkInterfaces=[{"DeviceIndex": 0, "NetworkInterfaceId": own,
                                                  "DeleteOnTermination": False}])
        self.ec2.terminate_instances(InstanceIds=[instance])
        self.assertEqual([own], self.interfaces())
