"""The CloudWatch agent of an instance: follows the configured files into CloudWatch Logs, with the instance's role."""
from __future__ import annotations

import threading
import time
from pathlib import Path
from typing import Any, Callable, Dict, List, Optional

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from ..emulator import log
from .folder import Folder, read

LOOK_SECONDS = 0.5
RETRY_SECONDS = 5
MOST_EVENTS = 500  # at once


class LogAgent:
    def __init__(self, instance_id: str, folder: Folder, settings: dict):
        self._instance_id, self._folder, self._settings = instance_id, folder, settings
        self._files: "Optional[List[_File]]" = None
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name=f"logs-{instance_id}", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """After a last look."""
        self._stopping.set()
        self._thread.join(timeout=10)

    def _run(self) -> None:
        said = ""
        while True:
            last = self._stopping.wait(LOOK_SECONDS)
            try:
                self._look(last)
            except (BotoCoreError, ClientError, OSError, ValueError, KeyError) as problem:
                if said != str(problem):
                    log.warning("log agent of %s: %s", self._instance_id, problem)
                said = str(problem)
                last = last or self._stopping.wait(RETRY_SECONDS)
            if last:
                return

    def _look(self, last: bool) -> None:
        if self._files is None:
            configuration = read(self._folder.log_agent)
            if configuration is None:
                return
            client, wanted = self._client(), configuration["logs"]["logs_collected"]["files"]["collect_list"]
            self._files = [_File(self._folder.inside(each["file_path"]), each["log_group_name"],
                                 self._named(each.get("log_stream_name", "{instance_id}")), client) for each in wanted]
        for file in self._files:
            file.send_new(last)

    def _named(self, stream: str) -> str:
        return stream.replace("{instance_id}", self._instance_id)

    def _client(self) -> Any:
        variables = self._settings["environment"]
        return boto3.session.Session().client(
            "logs", endpoint_url=variables["AWS_ENDPOINT_URL"], region_name=self._settings["region"],
            aws_access_key_id=variables["AWS_ACCESS_KEY_ID"], aws_session_token=variables["AWS_SESSION_TOKEN"],
            aws_secret_access_key=variables["AWS_SECRET_ACCESS_KEY"], config=Config(retries={"total_max_attempts": 1}))


class _File:
    def __init__(self, path: Path, group: str, stream: str, client: Any):
        self._path, self._client = path, client
        self._place: Dict[str, str] = {"logGroupName": group, "logStreamName": stream}
        self._position = 0
        self._made = False

    def send_new(self, last: bool) -> None:
        """Whole lines only, unless it is the last look."""
        if not self._path.exists():
            return
        if self._path.stat().st_size < self._position:  # rotated by copying and cutting it off
            self._position = 0
        with open(self._path, "rb") as file:
            file.seek(self._position)
            content = file.read()
        if not last:
            content = content[:content.rfind(b"\n") + 1]
        lines = [line for line in content.decode(errors="replace").splitlines() if line]
        if lines and not self._made:
            self._ignoring_existing(self._client.create_log_stream)
            self._made = True
        now = int(time.time() * 1000)
        for begin in range(0, len(lines), MOST_EVENTS):
            self._client.put_log_events(**self._place, logEvents=[
                {"timestamp": now, "message": line} for line in lines[begin:begin + MOST_EVENTS]])
        self._position += len(content)

    def _ignoring_existing(self, create: Callable) -> None:
        try:
            create(**self._place)
        except self._client.exceptions.ResourceAlreadyExistsException:
            pass
