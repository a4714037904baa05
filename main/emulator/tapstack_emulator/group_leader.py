"""Runs as a program of its own: leads a process group, and ends the group when the process that made it is gone.

    python3 group_leader.py

Its standard input is a pipe that nothing is ever written to: it reads its end when the last process that could write
to it has ended, in whatever way.
"""
import os
import signal
import sys
import time

# An orderly end for PostgreSQL, JVMs and an instance's first process alike.
ORDERLY_END = signal.SIGINT
PATIENCE_SECONDS = 10


def main() -> None:
    for number in (signal.SIGHUP, signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)  # they are meant for the others
    os.setpgid(0, 0)
    os.write(sys.stdout.fileno(), b"leads\n")
    os.read(sys.stdin.fileno(), 1)
    os.killpg(os.getpid(), ORDERLY_END)
    time.sleep(PATIENCE_SECONDS)
    os.killpg(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    main()
