"""Stand-ins for GNU's coreutils, whose options not every machine's own programs know."""
from __future__ import annotations

import getopt
import hashlib
import os
import shutil
import sys
from pathlib import Path
from typing import List

from .folder import Folder


def install(folder: Folder, arguments: List[str]) -> int:
    """Makes folders, or copies one file; whose they are does not matter here."""
    given, paths = getopt.gnu_getopt(arguments, "dm:o:g:", ["directory", "mode=", "owner=", "group="])
    options = dict(given)
    mode = int(options.get("--mode") or options.get("-m") or "0755", 8)
    if "--directory" in options or "-d" in options:
        for path in paths:
            os.makedirs(path, exist_ok=True)
            os.chmod(path, mode)
        return 0
    if len(paths) != 2:
        print("install: SOURCE and TARGET are wanted (emulated)", file=sys.stderr)
        return 1
    source, target = map(Path, paths)
    copy = Path(shutil.copyfile(source, target / source.name if target.is_dir() else target))
    copy.chmod(mode)
    return 0


def sha256sum(folder: Folder, arguments: List[str]) -> int:
    """`--check` of what standard input says, without a word where `--status` is given; else the files' sums."""
    options, files = getopt.gnu_getopt(arguments, "c", ["check", "status"])
    given = dict(options)
    if "--check" not in given and "-c" not in given:
        for file in files:
            print(f"{_sum(file)}  {file}")
        return 0
    failed = 0
    for line in sys.stdin.read().splitlines():
        wanted, _, file = line.partition("  ")
        good = os.path.isfile(file) and _sum(file) == wanted.lower()
        failed += not good
        if "--status" not in given:
            print(f"{file}: {'OK' if good else 'FAILED'}")
    return 1 if failed else 0


def _sum(file: str) -> str:
    return hashlib.sha256(Path(file).read_bytes()).hexdigest()
