"""Runs as a program of its own: ties itself to the emulator's life, then becomes the wanted program.

    python3 child_start.py PARENT_PID SIGNAL NEW_USER_NAMESPACE PROGRAM ARGUMENT...

It is a program and not a `preexec_fn` because the emulator has many threads, between whose fork and
exec no Python may safely run.
"""
import ctypes
import os
import sys

PR_SET_PDEATHSIG = 1
CLONE_NEWUSER = 0x10000000
ORDINARY_USER = 1000  # any but 0


def keep_apart(user: int) -> None:
    """In the new namespace our user is another one than all others; a container may not allow it."""
    try:
        with open("/proc/self/uid_map", "w") as ids:
            ids.write(f"{ORDINARY_USER} {user} 1")
    except PermissionError:
        pass


def main(parent: int, signal_number: int, new_user_namespace: bool, command: list) -> None:
    if sys.platform == "linux":
        libc = ctypes.CDLL(None, use_errno=True)
        user = os.getuid()
        if new_user_namespace and libc.unshare(CLONE_NEWUSER) != 0:
            sys.exit(f"cannot leave root: unshare: {os.strerror(ctypes.get_errno())}")
        if new_user_namespace:
            keep_apart(user)
        libc.prctl(PR_SET_PDEATHSIG, signal_number)
    if os.getppid() != parent:
        sys.exit("the emulator ended before its child began")
    os.execv(command[0], command)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3] == "1", sys.argv[4:])
