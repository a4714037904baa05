"""What needs no emulator: units, health's thresholds, what stands in for the machine's programs."""
import hashlib
import json
import subprocess
import tempfile
import types
import unittest
from pathlib import Path

from tapstack_emulator.instances.folder import Folder, write
from tapstack_emulator.instances.health import HEALTHY, INITIAL, Target, matches, mismatch
from tapstack_emulator.instances.programs import PROGRAMS, write_program
from tapstack_emulator.instances.units import TERMINATED, BadUnit, load, seconds


class InFolder(unittest.TestCase):
    def setUp(self):
        holder = tempfile.TemporaryDirectory()
        self.addCleanup(holder.cleanup)
        self.folder = Folder(Path(holder.name))
        for each in ("etc/systemd/system", "usr/bin", "opt"):
            (self.folder.root / each).mkdir(parents=True)

    def file(self, path, content=""):
        (self.folder.root / path).write_text(content)
        return str(self.folder.root / path)


class UnitTest(InFolder):
    def unit(self, *lines):
        self.file("usr/bin/serve")
        self.file("etc/systemd/system/app.service",
                  "\n".join(["[Unit]", "Description=a=b", "[Service]", "ExecStart=/usr/bin/serve", *lines]))
        return load(self.folder, "app.service")

    def test_paths_of_the_instance_are_inside_its_folder(self):
        jar = self.file("opt/app.jar")
        unit = self.unit("ExecStart=", "ExecStart=/usr/bin/serve -jar /opt/app.jar --at /elsewhere",
                         "StandardOutput=append:/var/log/app.log", "StandardError=inherit")
        self.assertEqual([str(self.folder.root / "usr/bin/serve"), "-jar", jar, "--at", "/elsewhere"], unit.command)
        self.assertEqual((self.folder.root / "var/log/app.log",) * 2, (unit.output, unit.error))

    def test_its_environment_is_the_files_over_its_own(self):
        self.file("opt/app.env", "# none\nPORT=8080\nQUOTED=\"a b\"\nEMPTY=\n")
        unit = self.unit("Environment=PORT=1 OWN=2", "EnvironmentFile=/opt/app.env", "EnvironmentFile=-/opt/none.env")
        self.assertEqual({"PORT": "8080", "OWN": "2", "QUOTED": "a b", "EMPTY": ""}, unit.environment)

    def test_what_is_missing_is_said(self):
        with self.assertRaisesRegex(BadUnit, "not found"):
            load(self.folder, "none.service")
        with self.assertRaisesRegex(BadUnit, "/opt/none.env"):
            self.unit("EnvironmentFile=/opt/none.env")
        with self.assertRaisesRegex(BadUnit, "203/EXEC"):
            self.unit("ExecStart=/usr/bin/none")

    def test_it_is_started_again_as_it_says(self):
        for restart, after_good, after_bad in (("always", True, True), ("on-failure", False, True),
                                               ("no", False, False)):
            with self.subTest(restart):
                unit = self.unit(f"Restart={restart}", "SuccessExitStatus=143")
                self.assertEqual([after_good] * 3, [unit.restarts(status) for status in (0, 143, TERMINATED)])
                self.assertEqual(after_bad, unit.restarts(1))

    def test_time_spans(self):
        for said, expected in (("30", 30), ("5s", 5), ("1min 30s", 90), ("500ms", 0.5), ("", 7)):
            with self.subTest(said):
                self.assertEqual(expected, seconds(said, 7))


class ProgramsTest(InFolder):
    def setUp(self):
        super().setUp()
        write(self.folder.settings, {"java": "/somewhere/java", "path": "/usr/bin:/bin"})
        for name in PROGRAMS:
            write_program(self.folder, name, self.folder.programs / name)

    def run_program(self, name, *arguments, said=""):
        return subprocess.run([str(self.folder.programs / name), *arguments], capture_output=True, text=True, input=said)

    def test_java_is_there_once_it_is_installed(self):
        wanted = ["install", "--assumeyes", "java-17-amazon-corretto-headless"]
        self.assertEqual(0, self.run_program("dnf", *wanted).returncode)
        self.assertEqual(Path("/somewhere/java"), (self.folder.root / "usr/bin/java").readlink())
        self.assertEqual(1, self.run_program("dnf", "install", "--assumeyes", "no-such-package").returncode)

    def test_a_user_is_known_once_it_is_made(self):
        self.assertEqual(1, self.run_program("id", "portal").returncode)
        self.assertEqual(0, self.run_program("useradd", "--system", "portal").returncode)
        self.assertEqual(0, self.run_program("id", "portal").returncode)
        self.assertEqual(9, self.run_program("useradd", "--system", "portal").returncode)

    def test_folders_are_made_whomever_they_should_belong_to(self):
        made = self.folder.root / "opt/made"
        self.assertEqual(0, self.run_program("install", "--directory", "--mode", "0750", "--owner", "portal", "--group",
                                             "portal", str(made)).returncode)
        self.assertEqual(0o750, made.stat().st_mode & 0o777)

    def test_a_file_is_installed_with_its_mode(self):
        source, target = self.file("opt/source", "content"), self.folder.root / "opt/target"
        self.assertEqual(0, self.run_program("install", "-m", "0640", source, str(target)).returncode)
        self.assertEqual(("content", 0o640), (target.read_text(), target.stat().st_mode & 0o777))

    def test_a_file_with_the_right_sum_is_told_from_another_one(self):
        file = self.file("opt/app.jar", "what was deployed")
        line = self.run_program("sha256sum", file).stdout
        self.assertEqual(f"{hashlib.sha256(b'what was deployed').hexdigest()}  {file}\n", line)
        checked = self.run_program("sha256sum", "--check", "--status", said=line)
        self.assertEqual((0, ""), (checked.returncode, checked.stdout))
        self.file("opt/app.jar", "something else")
        self.assertEqual(1, self.run_program("sha256sum", "--check", "--status", said=line).returncode)
        self.assertEqual(f"{file}: FAILED\n", self.run_program("sha256sum", "--check", said=line).stdout)

    def test_a_unit_that_is_not_there_cannot_be_enabled(self):
        answer = self.run_program("systemctl", "enable", "--now", "none.service")
        self.assertEqual((1, True), (answer.returncode, "does not exist" in answer.stderr))

    def test_only_the_instance_itself_is_reached(self):
        for url in ("http://localhost:8080/", "http://127.0.0.1:8080/", "http://example.com/"):
            with self.subTest(url):
                self.assertEqual(7, self.run_program("curl", "--silent", url).returncode)

    def test_what_is_not_known_is_refused(self):
        for command in (["curl", "--unknown", "http://localhost/"], ["systemctl", "mask", "app"],
                        ["dnf", "remove", "x"]):
            with self.subTest(command):
                answer = self.run_program(*command)
                self.assertEqual((2, True), (answer.returncode, "(emulated)" in answer.stderr))

    def test_the_agent_takes_what_it_can_read(self):
        good, bad = self.file("opt/good.json", '{"logs": {}}'), self.file("opt/bad.json", "{")
        control = ["amazon-cloudwatch-agent-ctl", "-a", "fetch-config", "-m", "ec2", "-s", "-c"]
        self.assertEqual(1, self.run_program(*control, f"file:{bad}").returncode)
        self.assertFalse(self.folder.log_agent.exists())
        self.assertEqual(0, self.run_program(*control, f"file:{good}").returncode)
        self.assertEqual({"logs": {}}, json.loads(self.folder.log_agent.read_text()))


class ThresholdTest(unittest.TestCase):
    BAD = mismatch(503)

    def states(self, *results):
        group = types.SimpleNamespace(healthy_threshold_count="3", unhealthy_threshold_count="2")
        target = Target(group, "i-1", 8080)
        states = [target.health.state]
        for result in results:
            target.note(result)
            states.append(target.health.state)
        return states

    def test_a_new_target_needs_one_good_check(self):
        self.assertEqual(["initial", "healthy"], self.states(HEALTHY))

    def test_it_is_unhealthy_after_as_many_bad_checks_as_the_threshold_says(self):
        self.assertEqual(["initial", "initial", "unhealthy"], self.states(self.BAD, self.BAD))
        self.assertEqual(["initial", "healthy", "healthy", "healthy", "healthy", "unhealthy"],
                         self.states(HEALTHY, self.BAD, HEALTHY, self.BAD, self.BAD))

    def test_it_is_healthy_again_after_as_many_good_checks_in_a_row(self):
        self.assertEqual(["unhealthy", "unhealthy", "unhealthy", "unhealthy", "unhealthy", "unhealthy", "healthy"],
                         self.states(self.BAD, self.BAD, HEALTHY, HEALTHY, self.BAD, HEALTHY, HEALTHY, HEALTHY)[2:])

    def test_the_first_state_names_its_reason(self):
        self.assertEqual("Elb.InitialHealthChecking", INITIAL.reason)
        self.assertEqual("Health checks failed with these codes: [503]", self.BAD.description)

    def test_codes_that_count_as_good(self):
        for codes, status, good in (("200", 200, True), ("200", 201, False), ("200,202", 202, True),
                                    ("200-299", 299, True), ("200-299", 300, False), ("404,200-204", 404, True)):
            with self.subTest(codes=codes, status=status):
                self.assertEqual(good, matches(codes, status))


if __name__ == "__main__":
    unittest.main()
