"""The command line, as one immutable value."""
from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path
from typing import Optional, Sequence

from . import root_key


@dataclass(frozen=True)
class Options:
    port: int
    directory: Path
    java: str
    runtime_classpath: Optional[str]
    postgres_bin: Optional[Path]
    max_function_processes: int
    max_instances: int
    lambda_concurrency: int
    interfaces_linger: float
    iam: bool
    fire_schedules: bool
    log_level: str
    root: root_key.Credentials

    @property
    def endpoint(self) -> str:
        return f"http://127.0.0.1:{self.port}"


def parse(arguments: Sequence[str]) -> Options:
    parser = argparse.ArgumentParser(prog="tapstack_emulator", description=__doc__)
    parser.add_argument("--port", type=int, required=True, help="loopback port to listen on")
    parser.add_argument("--directory", type=Path, required=True, help="everything the emulator writes is below it")
    parser.add_argument("--java", default="java", help="java launcher that runs the functions and what instances serve")
    parser.add_argument("--runtime-classpath", help="class path of AWS's Lambda runtime interface client")
    parser.add_argument("--postgres-bin", type=Path, help="folder of initdb, postgres, pg_ctl and psql")
    parser.add_argument("--max-function-processes", type=int, default=64,
                        help="function processes at once, over all functions")
    parser.add_argument("--max-instances", type=int, default=16, help="EC2 instances that run their user data at once")
    parser.add_argument("--lambda-concurrency", type=int, default=1000,
                        help="concurrent executions that the account allows; 100 of them stay unreserved")
    parser.add_argument("--interfaces-linger", type=float, default=5, metavar="SECONDS",
                        help="how long a function's network interface stays after it")
    parser.add_argument("--iam", default="on", choices=["on", "off"], help="whether IAM decides over calls")
    parser.add_argument("--fire-schedules", action="store_true",
                        help="fire EventBridge's schedules when their time comes")
    parser.add_argument("--log-level", default="INFO", choices=["DEBUG", "INFO", "WARNING", "ERROR"],
                        help="DEBUG logs every request")
    given = parser.parse_args(arguments)
    return Options(
        port=given.port,
        directory=given.directory.absolute(),
        java=given.java,
        runtime_classpath=given.runtime_classpath,
        postgres_bin=given.postgres_bin.absolute() if given.postgres_bin else None,
        max_function_processes=given.max_function_processes,
        max_instances=given.max_instances,
        lambda_concurrency=given.lambda_concurrency,
        interfaces_linger=given.interfaces_linger,
        iam=given.iam == "on",
        fire_schedules=given.fire_schedules,
        log_level=given.log_level,
        root=root_key.make(),
    )
