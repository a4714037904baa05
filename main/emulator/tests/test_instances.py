import hashlib
import json
import unittest
import urllib.request
from pathlib import Path

from .instances import APPLICATION, MAY_READ_AND_LOG, USER_DATA, World
from .running import PATIENCE_SECONDS, Running, eventually
from .test_command_line import alive

PORTAL = Path(__file__).parents[3] / "lambda/portal/instance/user-data.sh"


class InstancesTest(unittest.TestCase):
    """Instances of one emulator, under IAM."""

    @classmethod
    def setUpClass(cls):
        cls.emulator = Running("--max-instances", "6")
        cls.addClassCleanup(cls.emulator.end)
        cls.world = World(cls.emulator)
        cls.world.template("app", USER_DATA)
        cls.targets = cls.world.target_group("app")
        cls.instance, = cls.world.group("app", cls.targets)

    def becomes(self, instance_id, state, group=None):
        self.assertTrue(
            eventually(lambda: self.world.health(group or self.targets, instance_id)["State"] == state),
            (self.world.health(group or self.targets, instance_id), self.world.console(instance_id)))

    def ask(self, instance_id, path="/"):
        url = f"http://127.0.0.1:{self.world.shown(instance_id)['port']}{path}"
        with urllib.request.urlopen(url, timeout=PATIENCE_SECONDS) as answer:
            return json.loads(answer.read())

    def test_what_was_deployed_serves_with_its_environment_and_the_roles_credentials(self):
        self.becomes(self.instance, "healthy")
        told = self.ask(self.instance)["environment"]
        self.assertEqual(("hello", "127.0.0.1", self.emulator.url),
                         (told["GREETING"], told["BIND_ADDRESS"], told["AWS_ENDPOINT_URL"]))
        who = self.emulator.client("sts", told["AWS_ACCESS_KEY_ID"], told["AWS_SECRET_ACCESS_KEY"],
                                   told["AWS_SESSION_TOKEN"]).get_caller_identity()["Arn"]
        self.assertEqual(f"arn:aws:sts::123456789012:assumed-role/machine/{self.instance}", who)
        self.assertTrue(Path(told["RDS_CA_BUNDLE"]).exists())

    def test_its_view_tells_process_port_and_health(self):
        self.becomes(self.instance, "healthy")
        shown = self.world.shown(self.instance)
        self.assertEqual((self.instance, "app", "running", "healthy"),
                         (shown["id"], shown["group"], shown["state"], shown["health"]))
        self.assertEqual(shown["pid"], self.ask(self.instance)["pid"])
        self.assertRegex(shown["started"], r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$")

    def test_its_console_holds_the_scripts_output(self):
        self.assertTrue(eventually(lambda: "user data ended with status 0" in self.world.console(self.instance)))
        self.assertIn("begins\n", self.world.console(self.instance))
        self.assertIn("serves\n", self.world.console(self.instance))

    def test_its_log_reaches_the_group_in_a_stream_of_its_own(self):
        def lines():
            found = self.world.logs.filter_log_events(logGroupName="/app", logStreamNamePrefix=self.instance)["events"]
            return [json.loads(event["message"]) for event in found]

        self.becomes(self.instance, "healthy")
        self.assertTrue(eventually(lambda: {"message": "serving", "greeting": "hello"} in lines()))
        calls = self.emulator.show("iam/calls?principal=arn:aws:sts::123456789012:assumed-role/machine")["calls"]
        self.assertEqual({"s3:GetObject", "logs:CreateLogStream", "logs:PutLogEvents"},
                         {call["action"] for call in calls if call["allowed"]} - {"sts:GetCallerIdentity"})  # a test's own

    def test_a_crashed_application_is_started_again(self):
        self.world.template("crash", USER_DATA)
        targets = self.world.target_group("crash")
        instance, = self.world.group("crash", targets)
        self.becomes(instance, "healthy", targets)
        before = self.world.shown(instance)["pid"]
        with self.assertRaises(OSError):
            self.ask(instance, "/crash")
        self.assertTrue(eventually(lambda: self.world.shown(instance)["pid"] not in (None, before)))
        self.world.autoscaling.set_desired_capacity(AutoScalingGroupName="crash", DesiredCapacity=0)
        self.assertTrue(eventually(lambda: self.world.shown(instance) is None))

    def test_scaling_in_ends_the_whole_instance(self):
        self.world.template("scaled", USER_DATA)
        targets = self.world.target_group("scaled")
        first, second = self.world.group("scaled", targets, size=2)
        self.becomes(first, "healthy", targets)
        self.becomes(second, "healthy", targets)
        self.world.autoscaling.set_desired_capacity(AutoScalingGroupName="scaled", DesiredCapacity=1)
        kept, = self.world.ids("scaled")
        gone = second if kept == first else first
        pid = self.world.shown(gone)["pid"]
        self.assertEqual(("draining", "Target.DeregistrationInProgress"), (
            self.world.health(targets, gone)["State"], self.world.health(targets, gone)["Reason"]))
        self.assertTrue(eventually(lambda: self.world.shown(gone) is None))
        self.assertFalse(alive(pid))
        self.assertFalse(Path(self.emulator.folder.name, "instances", gone).exists())
        self.assertEqual("healthy", self.world.health(targets, kept)["State"])
        self.assertTrue(eventually(lambda: self.world.health(targets, gone)["State"] is None))
        self.world.autoscaling.delete_auto_scaling_group(AutoScalingGroupName="scaled", ForceDelete=True)
        self.assertTrue(eventually(lambda: self.world.shown(kept) is None))

    def test_an_ill_instance_is_replaced(self):
        self.world.template("ill", USER_DATA)
        targets = self.world.target_group("ill")
        instance, = self.world.group("ill", targets)
        self.becomes(instance, "healthy", targets)
        self.ask(instance, "/ill")
        self.assertTrue(eventually(lambda: self.world.ids("ill") not in ([], [instance])))
        new, = self.world.ids("ill")
        self.becomes(new, "healthy", targets)
        self.world.autoscaling.delete_auto_scaling_group(AutoScalingGroupName="ill", ForceDelete=True)

    def test_what_does_not_want_to_end_is_killed_with_all_it_started(self):
        self.world.template("stubborn", USER_DATA.replace("GREETING=hello", "GREETING=stubborn"))
        targets = self.world.target_group("stubborn")
        instance, = self.world.group("stubborn", targets)
        self.becomes(instance, "healthy", targets)
        told = self.ask(instance)
        self.world.autoscaling.set_instance_health(InstanceId=instance, HealthStatus="Unhealthy")
        self.assertTrue(eventually(lambda: self.world.shown(instance) is None))
        self.assertFalse(alive(told["pid"]) or alive(told["child"]))
        self.assertNotIn(instance, self.world.ids("stubborn"))
        self.world.autoscaling.delete_auto_scaling_group(AutoScalingGroupName="stubborn", ForceDelete=True)

    def test_an_instance_refresh_brings_new_user_data_out(self):
        self.world.template("refreshed", USER_DATA)
        targets = self.world.target_group("refreshed")
        old, = self.world.group("refreshed", targets)
        self.becomes(old, "healthy", targets)
        version = self.world.new_version("refreshed", USER_DATA.replace("GREETING=hello", "GREETING=salut"))
        self.world.autoscaling.start_instance_refresh(
            AutoScalingGroupName="refreshed", Preferences={"MinHealthyPercentage": 100, "MaxHealthyPercentage": 200},
            DesiredConfiguration={"LaunchTemplate": {"LaunchTemplateName": "refreshed", "Version": version}})
        self.assertTrue(eventually(lambda: self.world.shown(old) is None))
        new, = self.world.ids("refreshed")
        self.assertEqual("healthy", self.world.health(targets, new)["State"])
        self.assertEqual("salut", self.ask(new)["environment"]["GREETING"])
        self.world.autoscaling.delete_auto_scaling_group(AutoScalingGroupName="refreshed", ForceDelete=True)

    def test_a_refresh_to_user_data_that_fails_is_rolled_back(self):
        self.world.template("broken", USER_DATA)
        targets = self.world.target_group("broken")
        old, = self.world.group("broken", targets)
        self.becomes(old, "healthy", targets)
        version = self.world.new_version("broken", USER_DATA.replace("echo 'begins'", "exit 1"))
        self.world.autoscaling.start_instance_refresh(
            AutoScalingGroupName="broken",
            Preferences={"MinHealthyPercentage": 100, "MaxHealthyPercentage": 200, "AutoRollback": True},
            DesiredConfiguration={"LaunchTemplate": {"LaunchTemplateName": "broken", "Version": version}})

        def refresh():
            found = self.world.autoscaling.describe_instance_refreshes(AutoScalingGroupName="broken")
            return found["InstanceRefreshes"][0]

        self.assertTrue(eventually(lambda: refresh()["Status"] == "RollbackSuccessful"), refresh())
        self.assertEqual([old], self.world.ids("broken"))
        self.assertEqual("healthy", self.world.health(targets, old)["State"])
        self.world.autoscaling.delete_auto_scaling_group(AutoScalingGroupName="broken", ForceDelete=True)

    def test_user_data_that_fails_leaves_an_unhealthy_instance_and_says_why_without_secrets(self):
        leaks = USER_DATA.replace("echo 'begins'", "cat \"$ROOT\"../settings.json; echo 'no such thing'; exit 7")
        instance = self.run_alone("leaks", leaks)
        self.assertTrue(eventually(lambda: "user data ended with status 7" in self.world.console(instance)))
        console = self.world.console(instance)
        self.assertIn("no such thing", console)
        settings = json.loads(Path(self.emulator.folder.name, "instances", instance, "settings.json").read_text())
        for secret in ("AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"):
            self.assertNotIn(settings["environment"][secret], console)
        targets = self.world.target_group("leaks")
        self.world.elbv2.register_targets(TargetGroupArn=targets, Targets=[{"Id": instance}])
        self.becomes(instance, "unhealthy", targets)
        self.assertEqual("Target.FailedHealthChecks", self.world.health(targets, instance)["Reason"])
        self.end(instance)

    def test_a_role_that_may_not_read_the_artifact_does_not_get_it(self):
        self.world.role("nothing", MAY_READ_AND_LOG[1:])
        instance = self.run_alone("nothing", USER_DATA, profile="nothing")
        self.assertTrue(eventually(lambda: "user data ended with status 1" in self.world.console(instance)))
        self.assertIn("fatal error: An error occurred (403)", self.world.console(instance))
        self.end(instance)

    def test_a_script_that_would_change_this_machine_is_not_run(self):
        instance = self.run_alone("dangerous", "#!/bin/bash\ntouch /tmp/instances-should-not-be-there\n")
        self.assertIn("readonly ROOT='/'", self.world.console(instance))
        self.assertIsNone(self.world.shown(instance)["pid"])
        self.assertFalse(Path("/tmp/instances-should-not-be-there").exists())
        self.end(instance)

    def test_an_instance_without_user_data_is_control_plane_only(self):
        instance = self.world.ec2.run_instances(ImageId="ami-12345678", MinCount=1, MaxCount=1)["Instances"][0]
        self.assertIsNone(self.world.shown(instance["InstanceId"]))
        self.world.elbv2.register_targets(TargetGroupArn=self.targets, Targets=[{"Id": instance["InstanceId"]}])
        self.assertEqual("healthy", self.world.health(self.targets, instance["InstanceId"])["State"])
        self.world.ec2.terminate_instances(InstanceIds=[instance["InstanceId"]])

    def test_a_target_group_is_in_use_when_a_listener_or_a_rule_sends_requests_there(self):
        targets = self.world.target_group("unused", used=False)
        self.world.elbv2.register_targets(TargetGroupArn=targets, Targets=[{"Id": self.instance}])
        self.becomes(self.instance, "unused", targets)
        self.assertEqual("Target.NotInUse", self.world.health(targets, self.instance)["Reason"])
        listeners = self.world.elbv2.describe_listeners(LoadBalancerArn=self.world.balancer)["Listeners"]
        self.world.elbv2.create_rule(
            ListenerArn=listeners[0]["ListenerArn"], Priority=1,
            Conditions=[{"Field": "path-pattern", "Values": ["/a"]}],
            Actions=[{"Type": "forward", "TargetGroupArn": targets}])
        self.becomes(self.instance, "healthy", targets)
        self.world.elbv2.deregister_targets(TargetGroupArn=targets, Targets=[{"Id": self.instance}])
        self.assertEqual("draining", self.world.health(targets, self.instance)["State"])

    def test_the_portals_user_data_serves_what_was_deployed(self):
        values = {"region": "us-east-1", "artifactBucket": "artifacts", "artifactKey": "app.py", "port": "8443",
                  "artifactSha256": hashlib.sha256(APPLICATION.encode()).hexdigest(), "logGroup": "/app",
                  "serviceName": "portal-test-application", "dbHost": "127.0.0.1", "dbPort": "5432",
                  "dbName": "portal", "dbSecretArn": "arn:secret", "originVerifySecretArn": ""}
        user_data = PORTAL.read_text()
        for name, value in values.items():
            user_data = user_data.replace("{{" + name + "}}", value)
        self.world.template("portal", user_data)
        targets = self.world.target_group("portal", port=8443)
        instance, = self.world.group("portal", targets)
        self.becomes(instance, "healthy", targets)
        self.assertTrue(eventually(lambda: "portal: serving" in self.world.console(instance)))
        told = self.ask(instance)["environment"]
        self.assertEqual(("arn:secret", "127.0.0.1"), (told["DB_SECRET_ARN"], told["BIND_ADDRESS"]))
        self.world.autoscaling.delete_auto_scaling_group(AutoScalingGroupName="portal", ForceDelete=True)

    def run_alone(self, name, user_data, **more):
        self.world.template(name, user_data, **more)
        return self.world.ec2.run_instances(LaunchTemplate={"LaunchTemplateName": name}, MinCount=1, MaxCount=1,
                                            SubnetId=self.world.subnets[0])["Instances"][0]["InstanceId"]

    def end(self, instance):
        self.world.ec2.terminate_instances(InstanceIds=[instance])
        self.assertTrue(eventually(lambda: self.world.shown(instance) is None))


@unittest.skipUnless(Path("/proc").exists(), "looks for processes in /proc")
class EndTest(unittest.TestCase):
    def setUp(self):
        self.emulator = Running("--max-instances", "1")
        self.addCleanup(self.emulator.remove_folder)
        self.world = World(self.emulator)
        self.world.template("app", USER_DATA.replace("echo 'serves'", "sleep 1000"))
        self.targets = self.world.target_group("app")

    def tearDown(self):
        if self.emulator.process.poll() is None:
            self.emulator.process.kill()
        self.emulator.process.communicate()

    def processes(self):
        """Every process that has to do with the emulator's folder, but the emulator."""
        found = []
        for status in Path("/proc").glob("[0-9]*"):
            try:
                about = (status / "cmdline").read_bytes() + str((status / "cwd").readlink()).encode()
            except OSError:
                continue
            if self.emulator.folder.name.encode() in about and status.name != str(self.emulator.process.pid):
                found.append(about)
        return found

    def test_nothing_outlives_an_emulator_that_ends_or_is_killed(self):
        for end in (self.emulator.process.terminate, self.emulator.process.kill):
            with self.subTest(end.__name__):
                if self.emulator.process.poll() is not None:
                    self.setUp()
                    end = self.emulator.process.kill
                instance, = self.world.group("app", self.targets)
                self.assertTrue(eventually(lambda: (self.world.shown(instance) or {}).get("health") == "healthy"),
                                self.world.console(instance))
                self.assertGreaterEqual(len(self.processes()), 4)  # first process, script, sleep, application
                end()
                self.emulator.process.communicate()
                self.assertTrue(eventually(lambda: not self.processes()), self.processes())

    def test_one_instance_too_many_stays_unhealthy_and_says_why(self):
        first, second = self.world.group("app", self.targets, size=2)
        self.assertIn("--max-instances", self.world.console(second))
        self.assertIsNone(self.world.shown(second)["pid"])


if __name__ == "__main__":
    unittest.main()
