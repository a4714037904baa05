"""The native part of AWS's runtime interface client, unpacked once.

The client unpacks it to one fixed path in /tmp at every start, so that two processes that start together
load half of it. It takes an unpacked one by a system property instead.
"""
from __future__ import annotations

import glob
import os
import platform
import zipfile
from pathlib import Path
from typing import Iterator, List

PROPERTY = "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI"
MACHINES = {"x86_64": "x86_64", "amd64": "x86_64", "aarch64": "aarch_64", "arm64": "aarch_64"}


def jvm_options(class_path: str, folder: Path) -> List[str]:
    """The option that names the unpacked library; none where the class path holds no client."""
    machine = MACHINES.get(platform.machine().lower(), platform.machine())
    system = "linux" if platform.libc_ver()[0] == "glibc" else "linux_musl"
    name = f"jni/libaws-lambda-jni.{system}-{machine}.so"
    for path in _jars(class_path):
        with zipfile.ZipFile(path) as jar:
            if name in jar.namelist():
                target = folder / "libaws-lambda-jni.so"
                target.write_bytes(jar.read(name))
                return [f"-D{PROPERTY}={target}"]
    return []


def _jars(class_path: str) -> Iterator[str]:
    for entry in class_path.split(os.pathsep):
        paths = sorted(glob.glob(entry + ".jar")) if entry.endswith("*") else [entry]  # as the JVM reads `folder/*`
        yield from filter(zipfile.is_zipfile, paths)
