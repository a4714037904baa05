"""Runs as a program of its own: joins a process group that ends with the emulator, then becomes the wanted program.

    python3 child_start.py PARENT_PID GROUP NEW_USER_NAMESPACE PROGRAM ARGUMENT...

It is a program and not a `preexec_fn` because the emulator has many threads, between whose fork and
exec no Python may safely run.
"""
import ctypes
import os
import sys

CLONE_NEWUSER = 0x10000000  # Linux's
ORDINARY_USER = 1000  # any but 0


def keep_apart(user: int) -> None:
    """In the new namespace our user is another one than all others; a container may not allow it."""
    try:
        with open("/proc/self/uid_map", "w") as ids:
            ids.write(f"{ORDINARY_USER} {user} 1")
    except PermissionError:
        pass


def main(parent: int, group: int, new_user_namespace: bool, command: list) -> None:
    if new_user_namespace:
        user = os.getuid()
        if ctypes.CDLL(None, use_errno=True).unshare(CLONE_NEWUSER) != 0:
            sys.exit(f"cannot leave root: unshare: {os.strerror(ctypes.get_errno())}")
        keep_apart(user)
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
