import os
import signal
import subprocess
import sys
import unittest

from tapstack_emulator.children import Children
from tapstack_emulator.process_group import GROUP_LEADER, ProcessGroup, child_command

from .running import ROOT, eventually
from .test_command_line import alive

SLEEP = ["sleep", "1000"]
IGNORES_ORDERS = ("import signal, time; signal.signal(signal.SIGINT, signal.SIG_IGN); print('begun', flush=True);"
                  " time.sleep(1000)")
MAKER = """
import subprocess, sys, time
from tapstack_emulator.process_group import ProcessGroup
group = ProcessGroup()
member = subprocess.Popen(group.command(sys.argv[1:]))
print(group._leader.pid, member.pid, flush=True)
time.sleep(1000)
"""


class ProcessGroupTest(unittest.TestCase):
    """A pipe tells of the maker's end, on every system."""

    def setUp(self):
        self.group = ProcessGroup()
        self.addCleanup(self.group.end)

    def start(self, *command):
        member = subprocess.Popen(self.group.command(command), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.addCleanup(member.communicate)
        self.addCleanup(member.kill)
        return member

    def test_all_of_it_ends_with_a_maker_that_is_killed(self):
        with subprocess.Popen([sys.executable, "-c", MAKER, *SLEEP], stdout=subprocess.PIPE,
                              env={**os.environ, "PYTHONPATH": ROOT}) as maker:
            leader, member = map(int, maker.stdout.readline().split())
            self.assertTrue(eventually(lambda: os.getpgid(member) == leader))
            maker.kill()
        self.assertTrue(eventually(lambda: not alive(member)))

    def test_a_member_that_ignores_the_order_is_killed(self):
        impatient = f"import runpy, time; time.sleep = lambda seconds: None; runpy.run_path({GROUP_LEADER!r}, {{}}, '__main__')"
        with subprocess.Popen([sys.executable, "-c", impatient], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as leader:
            leader.stdout.readline()
            member = subprocess.Popen(child_command([sys.executable, "-c", IGNORES_ORDERS], leader.pid),
                                      stdout=subprocess.PIPE)
            self.addCleanup(member.communicate)
            member.stdout.readline()
            leader.stdin.close()
            self.assertEqual(-signal.SIGKILL, member.wait(timeout=30))

    def test_a_signal_reaches_the_members_and_not_the_leader(self):
        member = self.start(*SLEEP)
        self.assertTrue(eventually(lambda: self.group.has(member.pid)))
        self.group.signal(signal.SIGTERM)
        self.assertEqual(-signal.SIGTERM, member.wait(timeout=30))
        self.assertIsNone(self.group._leader.poll())

    def test_what_a_member_started_ends_with_the_group(self):
        member = self.start("sh", "-c", "sleep 1000 & echo $!; wait")
        grandchild = int(member.stdout.readline())
        self.group.end()
        self.assertTrue(eventually(lambda: not alive(grandchild)))

    def test_a_group_that_has_ended_takes_no_members(self):
        self.group.end()
        _, said = self.start(*SLEEP).communicate(timeout=30)
        self.assertIn(b"ended before", said)

    def test_a_program_that_is_not_there_is_an_error(self):
        with self.assertRaises(FileNotFoundError):
            self.group.command(["/no/such/program"])


class ChildrenTest(unittest.TestCase):
    def test_stopped_children_leave_no_leader_and_take_no_more(self):
        children = Children()
        child = children.start(SLEEP)
        leader = children._group._leader
        children.stop_all()
        self.assertEqual((False, -signal.SIGKILL), (child.alive(), leader.returncode))
        with self.assertRaises(RuntimeError):
            children.start(SLEEP)


if __name__ == "__main__":
    unittest.main()
