"""Process groups that do not outlive the process that made them."""
from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import List, Sequence

CHILD_START = str(Path(__file__).with_name("child_start.py"))
GROUP_LEADER = str(Path(__file__).with_name("group_leader.py"))
THE_CALLERS = 0


class ProcessGroup:
    """Ends with this process, even when that is killed with -9: its leader reads a pipe that then comes to its end."""

    def __init__(self) -> None:
        self._leader = subprocess.Popen([sys.executable, "-I", "-S", GROUP_LEADER], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE)
        with self._leader.stdout as said:  # type: ignore[union-attr]
            said.readline()

    def command(self, command: Sequence[str], leave_root: bool = False) -> List[str]:
        """What starts a program as a member of the group."""
        return child_command(command, self._leader.pid, leave_root)

    def has(self, pid: int) -> bool:
        """Whether a program that was started has joined already."""
        try:
            return os.getpgid(pid) == self._leader.pid
        except ProcessLookupError:  # it has ended
            return True

    def signal(self, number: int) -> None:
        """Its leader does not mind other signals than SIGKILL."""
        if self._leader.poll() is None:
            os.killpg(self._leader.pid, number)

    def end(self) -> None:
        """Kills what is left of it."""
        self.signal(signal.SIGKILL)
        self._leader.stdin.close()  # type: ignore[union-attr]
        self._leader.wait()


def child_command(command: Sequence[str], group: int = THE_CALLERS, leave_root: bool = False) -> List[str]:
    """The command that starts a program in a process group; `leave_root` for programs that refuse root."""
    program = shutil.which(command[0])
    if program is None:
        raise FileNotFoundError(command[0])
    new_namespace = "1" if leave_root and sys.platform == "linux" and os.geteuid() == 0 else "0"
    return [sys.executable, "-I", "-S", CHILD_START, str(os.getpid()), str(group), new_namespace, program, *command[1:]]
