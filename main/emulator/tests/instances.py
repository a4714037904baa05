"""What tests of instances deploy: user data, an application, a group behind a load balancer."""
import base64
import itertools
import json

APPLICATION = '''
import http.server, json, os, pathlib, signal, subprocess

class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        healthy = not pathlib.Path("ill").exists()
        if self.path == "/crash":
            os._exit(3)
        if self.path == "/ill":
            pathlib.Path("ill").touch()
        body = json.dumps({"pid": os.getpid(), "child": child, "environment": dict(os.environ)}).encode()
        self.send_response(200 if self.path != "/healthz" or healthy else 503)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass

child = None
if os.environ.get("GREETING") == "stubborn":
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    child = subprocess.Popen(["sleep", "1000"], start_new_session=True).pid
address = os.environ["BIND_ADDRESS"], int(os.environ["PORT"])
print(json.dumps({"message": "serving", "greeting": os.environ.get("GREETING")}), flush=True)
http.server.ThreadingHTTPServer(address, Handler).serve_forever()
'''

USER_DATA = '''#!/bin/bash
set -euo pipefail
readonly ROOT='/'
echo 'begins'
dnf install --assumeyes amazon-cloudwatch-agent
aws s3 cp s3://artifacts/app.py "$ROOT"opt/app.py --region us-east-1
cat > "$ROOT"etc/app.env <<ENV
PORT=8080
GREETING=hello
ENV
cat > "$ROOT"etc/systemd/system/app.service <<'UNIT'
[Service]
EnvironmentFile=/etc/app.env
ExecStart=/usr/bin/python3 /opt/app.py
StandardOutput=append:/var/log/app.log
StandardError=inherit
Restart=always
RestartSec=1
TimeoutStopSec=1
UNIT
echo '{"logs": {"logs_collected": {"files": {"collect_list": [
  {"file_path": "/var/log/app.log", "log_group_name": "/app", "log_stream_name": "{instance_id}"}]}}}}' \\
  > "$ROOT"opt/aws/amazon-cloudwatch-agent/etc/app.json
"$ROOT"opt/aws/amazon-cloudwatch-agent/bin/amazon-cloudwatch-agent-ctl -a fetch-config -m ec2 -s \\
  -c "file:$ROOT"opt/aws/amazon-cloudwatch-agent/etc/app.json
systemctl daemon-reload
systemctl enable --now app.service
until curl --silent --fail --output /dev/null http://localhost:8080/healthz; do sleep 0.1; done
echo 'serves'
'''

IMAGE = "ami-12345678"
ACCOUNT = "123456789012"
MAY_READ_AND_LOG = [
    {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::artifacts/*"},
    {"Effect": "Allow", "Action": ["logs:CreateLogStream", "logs:PutLogEvents"],
     "Resource": f"arn:aws:logs:us-east-1:{ACCOUNT}:log-group:/app:*"}]


class World:
    """A network with a load balancer, an artifact, a log group and an instance profile in a running emulator."""

    def __init__(self, emulator):
        self.emulator = emulator
        for service in ("autoscaling", "ec2", "elbv2", "iam", "logs", "s3"):
            setattr(self, service, emulator.client(service))
        self.s3.create_bucket(Bucket="artifacts")
        self.s3.put_object(Bucket="artifacts", Key="app.py", Body=APPLICATION.encode())
        self.logs.create_log_group(logGroupName="/app")
        self.vpc = self.ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
        self.subnets = [self.ec2.create_subnet(
            VpcId=self.vpc, CidrBlock=f"10.0.{number}.0/24",
            AvailabilityZone=f"us-east-1{'ab'[number]}")["Subnet"]["SubnetId"] for number in range(2)]
        self.balancer = self.elbv2.create_load_balancer(
            Name="balancer", Subnets=self.subnets)["LoadBalancers"][0]["LoadBalancerArn"]
        self._listener_ports = itertools.count(8000)
        self.role("machine", MAY_READ_AND_LOG)

    def role(self, name, statements):
        """An instance profile and its role of the same name."""
        trust = {"Version": "2012-10-17", "Statement": [
            {"Effect": "Allow", "Principal": {"Service": "ec2.amazonaws.com"}, "Action": "sts:AssumeRole"}]}
        self.iam.create_role(RoleName=name, AssumeRolePolicyDocument=json.dumps(trust))
        self.iam.put_role_policy(RoleName=name, PolicyName="own", PolicyDocument=json.dumps(
            {"Version": "2012-10-17", "Statement": statements}))
        self.iam.create_instance_profile(InstanceProfileName=name)
        self.iam.add_role_to_instance_profile(InstanceProfileName=name, RoleName=name)

    def template(self, name, user_data, profile="machine"):
        self.ec2.create_launch_template(LaunchTemplateName=name, LaunchTemplateData=self._data(user_data, profile))

    def new_version(self, name, user_data, profile="machine"):
        made = self.ec2.create_launch_template_version(LaunchTemplateName=name,
                                                       LaunchTemplateData=self._data(user_data, profile))
        return str(made["LaunchTemplateVersion"]["VersionNumber"])

    @staticmethod
    def _data(user_data, profile):
        return {"ImageId": IMAGE, "InstanceType": "t4g.small", "IamInstanceProfile": {"Name": profile},
                "UserData": base64.b64encode(user_data.encode()).decode()}

    def target_group(self, name, port=8080, used=True, **more):
        group = self.elbv2.create_target_group(**{**dict(
            Name=name, Protocol="HTTP", Port=port, VpcId=self.vpc, HealthCheckPath="/healthz",
            HealthCheckIntervalSeconds=5, HealthCheckTimeoutSeconds=2, HealthyThresholdCount=2,
            UnhealthyThresholdCount=2), **more})["TargetGroups"][0]["TargetGroupArn"]
        if used:
            self.elbv2.create_listener(LoadBalancerArn=self.balancer, Protocol="HTTP", Port=next(self._listener_ports),
                                       DefaultActions=[{"Type": "forward", "TargetGroupArn": group}])
        return group

    def group(self, name, target_group, size=1, grace=300):
        self.autoscaling.create_auto_scaling_group(
            AutoScalingGroupName=name, LaunchTemplate={"LaunchTemplateName": name, "Version": "1"}, MinSize=0,
            MaxSize=4, DesiredCapacity=size, VPCZoneIdentifier=",".join(self.subnets), HealthCheckType="ELB",
            HealthCheckGracePeriod=grace, TargetGroupARNs=[target_group])
        return self.ids(name)

    def ids(self, name):
        found = self.autoscaling.describe_auto_scaling_groups(AutoScalingGroupNames=[name])["AutoScalingGroups"]
        return [instance["InstanceId"] for group in found for instance in group["Instances"]]

    def health(self, target_group, instance_id):
        found = self.elbv2.describe_target_health(TargetGroupArn=target_group)["TargetHealthDescriptions"]
        return next((each["TargetHealth"] for each in found if each["Target"]["Id"] == instance_id), {"State": None})

    def shown(self, instance_id):
        return next((each for each in self.emulator.show("instances")["instances"] if each["id"] == instance_id), None)

    def console(self, instance_id):
        return self.ec2.get_console_output(InstanceId=instance_id)["Output"]
