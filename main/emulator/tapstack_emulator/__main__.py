"""python3 -m tapstack_emulator --port P --directory DIR [...]"""
from __future__ import annotations

import logging
import logging.handlers
import os
import queue
import shutil
import signal
import socket
import sys
import threading
from pathlib import Path

from . import options as command_line, root_key
from .preflight import CannotStart, check


def main() -> int:
    options = command_line.parse(sys.argv[1:])
    try:
        port = check(options)
    except CannotStart as problem:
        print(f"emulator: {problem}", file=sys.stderr)
        return problem.code
    # Not an event: a signal that comes while its lock is taken by this very thread waits for ever. This queue's put may
    # come in between (docs.python.org, queue.SimpleQueue).
    stopping: "queue.SimpleQueue[int]" = queue.SimpleQueue()
    for ending in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(ending, lambda number, _: stopping.put(number))
    _log_to(options.directory / "emulator.log", options.log_level)
    root_key.write(options.root, options.directory)
    os.environ["MOTO_PORT"] = str(options.port)  # moto builds URLs that point back to itself
    os.environ["MOTO_LAMBDA_CONCURRENCY_QUOTA"] = str(options.lambda_concurrency)
    os.environ.setdefault("MOTO_ACM_VALIDATION_WAIT", "1")
    return _run(options, port, stopping)


def _run(options: command_line.Options, port: socket.socket, stopping: "queue.SimpleQueue[int]") -> int:
    from .emulator import Emulator, log  # imported after the checks: these need moto
    from .run_file import RunFile
    from .server import Server

    emulator = Emulator(options)
    if options.runtime_classpath is not None:
        from .functions.runtime import FunctionRuntime
        emulator.functions = FunctionRuntime(emulator)
    if options.postgres_bin is not None:
        from .databases.instances import Databases
        emulator.databases = Databases(emulator)
    if shutil.which(options.java) is not None:
        from .instances.runtime import Instances
        emulator.instances = Instances(emulator)
    if options.fire_schedules:
        from .eventbridge.clock import Clock
        Clock(emulator).start()
    server = Server(emulator, port)
    threading.Thread(target=server.serve_forever, name="server", daemon=True).start()
    run_file = RunFile(emulator)
    run_file.keep()
    print(f"emulator: ready on {options.endpoint}", flush=True)
    _leave_the_terminal(options.directory / "output.log")
    while not _told(stopping):
        run_file.keep()
    emulator.children.stop_all()
    log.info("%s", emulator.checks)
    run_file.remove()
    return 0


def _told(stopping: "queue.SimpleQueue[int]") -> bool:
    """Whether to stop, within a second."""
    try:
        stopping.get(timeout=1)
        return True
    except queue.Empty:
        return False


def _leave_the_terminal(file: Path) -> None:
    """What moto prints from here on goes to a file: whoever started the emulator may be gone, its pipes closed."""
    with open(file, "ab") as output:
        os.dup2(output.fileno(), 1)
        os.dup2(output.fileno(), 2)


def _log_to(file: Path, level: str) -> None:
    handler = logging.handlers.RotatingFileHandler(file, maxBytes=10_000_000, backupCount=1)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logging.basicConfig(level=logging.WARNING, handlers=[handler])
    logging.getLogger("tapstack_emulator").setLevel(level)


if __name__ == "__main__":
    code = main()
    sys.stdout.flush()
    os._exit(code)  # threads that wait for a function must not hold the process
