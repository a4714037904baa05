"""An emulator whose instances are what a file in its folder says: who is healthy, and where they listen."""
import json
import os

from tapstack_emulator import __main__ as emulator
from tapstack_emulator.instances import runtime

FILE = "targets.json"


class Instances:
    def __init__(self, emulator):
        self._file = emulator.directory / FILE

    def healthy_targets(self, target_group):
        return json.loads(self._file.read_text())["healthy"].get(target_group, [])

    def address(self, instance_id, port):
        listens = json.loads(self._file.read_text())["listens"]
        return None if listens is None else ("127.0.0.1", listens)

    def install(self, service):
        """These are tied to nothing of moto's."""


if __name__ == "__main__":
    runtime.Instances = Instances
    os._exit(emulator.main())
