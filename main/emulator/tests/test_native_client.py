import os
import tempfile
import unittest
import zipfile
from pathlib import Path
from unittest.mock import patch

from tapstack_emulator.functions.native_client import PROPERTY, jvm_options

LIBRARY = "jni/libaws-lambda-jni.linux-x86_64.so"


@patch("platform.machine", lambda: "x86_64")
@patch("platform.libc_ver", lambda: ("glibc", "2.36"))
class NativeClientTest(unittest.TestCase):
    """Without the option every process unpacks the library to the same place, under the feet of the others."""

    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.folder = Path(temporary.name)
        self.jar = self.folder / "client.jar"
        with zipfile.ZipFile(self.jar, "w") as jar:
            jar.writestr(LIBRARY, b"library")

    def check(self, class_path):
        self.assertEqual([f"-D{PROPERTY}={self.folder / 'libaws-lambda-jni.so'}"], jvm_options(class_path, self.folder))
        self.assertEqual(b"library", (self.folder / "libaws-lambda-jni.so").read_bytes())

    def test_the_library_of_a_jar_on_the_class_path_is_unpacked_once(self):
        self.check(os.pathsep.join(["missing.jar", str(self.folder), str(self.jar)]))

    def test_a_folder_of_jars_is_looked_through(self):
        self.check(str(self.folder / "*"))

    def test_a_class_path_without_the_client_needs_no_option(self):
        self.assertEqual([], jvm_options("missing.jar", self.folder))


if __name__ == "__main__":
    unittest.main()
