"""Runs as a program of its own: joins a process group that ends with the emulator, then becomes the wanted program.

    python3 child_start.py PARENT_PID GROUP NEW_USER_NAMESPACE PROGRAM ARGUMENT...

It is a program and not a `preexec_fn` because the emulator has many threads, between whose fork and
exec no Python may safely run.
"""
import ctypes
import os
import sys

CLONE_NEWUSER = 0x10000000  # Linux's


def main(parent: int, group: int, new_user_namespace: bool, command: list) -> None:
    if new_user_namespace and ctypes.CDLL(None, use_errno=True).unshare(CLONE_NEWUSER) != 0:
        sys.exit(f"cannot leave root: unshare: {os.strerror(ctypes.get_errno())}")
    if group != 0:
        try:
            os.setpgid(0, group)
        except PermissionError:
            sys.exit("the process group ended before its member began")
    if os.getppid() != parent:  # looked at last: from here on the end of the group is this process's end too
        sys.exit("the emulator ended before its child began")
    os.execv(command[0], command)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3] == "1", sys.argv[4:])
