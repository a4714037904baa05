"""How the process of a function is started: command, environment, credentials, unpacked code."""
from __future__ import annotations

import io
import os
import shutil
import uuid
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Dict, List, Optional

from ..environment import NO_PROFILES, utf8_locale

MAIN_CLASS = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda"

# Lambda's memory holds the whole JVM: what the heap leaves is for metaspace, code cache and threads.
HEAP_SHARE = 0.85
JVM_FLAGS = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto")


@dataclass(frozen=True)
class FunctionSpec:
    """One version of one function, as its process needs it."""

    name: str
    version: str
    arn: str
    handler: str
    code: bytes
    code_sha256: str
    role: str
    region: str
    account_id: str
    memory_mb: int
    timeout_seconds: int
    log_group: str
    environment: Dict[str, str] = field(default_factory=dict)
    log_format: str = "Text"
    application_log_level: Optional[str] = None
    system_log_level: Optional[str] = None
    runtime: str = "java21"
    snap_start: bool = False

    @property
    def key(self) -> tuple:
        """Processes of equal keys are interchangeable."""
        return (self.account_id, self.region, self.name, self.version, self.code_sha256, self.handler, self.role,
                self.memory_mb, self.timeout_seconds, self.log_group, self.log_format, self.application_log_level,
                tuple(sorted(self.environment.items())))


def java_command(spec: FunctionSpec, code: Path, java: str, runtime_classpath: str) -> List[str]:
    heap = max(32, int(spec.memory_mb * HEAP_SHARE))
    class_path = os.pathsep.join([str(code), str(code / "lib" / "*"), runtime_classpath])
    return [java, *JVM_FLAGS, f"-Xmx{heap}m", "-cp", class_path, MAIN_CLASS, spec.handler]


def unpack(spec: FunctionSpec, folder: Path) -> Path:
    """Unpacks the code once per code hash; processes share it."""
    target = folder / spec.code_sha256.replace("/", "_").replace("=", "")
    if not target.exists():
        draft = folder / f".{uuid.uuid4().hex}"
        try:
            with zipfile.ZipFile(io.BytesIO(spec.code)) as archive:
                archive.extractall(draft)
            draft.rename(target)
        except OSError:
            shutil.rmtree(draft, ignore_errors=True)
            if not target.exists():  # or else another process of the function was faster
                raise
    return target


def environment(spec: FunctionSpec, code: Path, runtime_api: str, log_stream: str, endpoint: str,
                ca_bundle: Path, credentials: Any) -> Dict[str, str]:
    """The function's own variables, under those that Lambda reserves."""
    reserved = {
        **NO_PROFILES,
        "AWS_ACCESS_KEY_ID": credentials.access_key_id,
        "AWS_SECRET_ACCESS_KEY": credentials.secret_access_key,
        "AWS_SESSION_TOKEN": credentials.session_token,
        "AWS_REGION": spec.region,
        "AWS_DEFAULT_REGION": spec.region,
        "AWS_ENDPOINT_URL": endpoint,
        "AWS_EC2_METADATA_DISABLED": "true",
        "AWS_EXECUTION_ENV": f"AWS_Lambda_{spec.runtime}",
        "AWS_LAMBDA_FUNCTION_NAME": spec.name,
        "AWS_LAMBDA_FUNCTION_VERSION": spec.version,
        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": str(spec.memory_mb),
        "AWS_LAMBDA_INITIALIZATION_TYPE": "snap-start" if spec.snap_start else "on-demand",
        "AWS_LAMBDA_LOG_FORMAT": spec.log_format,
        "AWS_LAMBDA_LOG_GROUP_NAME": spec.log_group,
        "AWS_LAMBDA_LOG_STREAM_NAME": log_stream,
        "AWS_LAMBDA_RUNTIME_API": runtime_api,
        "LAMBDA_TASK_ROOT": str(code),
        "_HANDLER": spec.handler,
        "RDS_CA_BUNDLE": str(ca_bundle),
        "TZ": ":UTC",
        "LANG": utf8_locale("en_US.UTF-8"),
        "PATH": os.environ.get("PATH", os.defpath),
    }
    if spec.application_log_level:
        reserved["AWS_LAMBDA_LOG_LEVEL"] = spec.application_log_level
    return {**{name: str(value) for name, value in spec.environment.items()}, **reserved}
