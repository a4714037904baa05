"""Secrets Manager's rotation: the four steps of a rotation function, one after the other, beside the call for it."""
from __future__ import annotations

import json
import threading
import time
from typing import Any, List

from .emulator import Emulator, log
from .extending import store
from .functions.outcome import Refused

STEPS = ("createSecret", "setSecret", "testSecret", "finishSecret")
# AWS repeats a failed rotation from its first step for hours.
ATTEMPTS = 3
RETRY_SECONDS = 1
PENDING, CURRENT = "AWSPENDING", "AWSCURRENT"


class Rotations:
    def __init__(self, emulator: Emulator):
        self._emulator = emulator
        self._lock = threading.Lock()

    def begin(self, secret: Any, token: str) -> None:
        """Rotates to the version `token` in the background, after the rotation that is running now."""
        with self._lock:
            tokens = store(secret, "rotation").setdefault("tokens", [])
            if token in tokens:
                return
            tokens.append(token)
            if len(tokens) > 1:
                return
        threading.Thread(target=self._rotate_all, args=[secret, tokens], name=f"rotate-{secret.name}",
                         daemon=True).start()

    def test(self, secret: Any, token: str) -> None:
        """Runs testSecret alone, on a version that goes away afterwards."""
        def run() -> None:
            if not self._step(secret, token, "testSecret"):
                log.warning("secret %s: the rotation function fails its test", secret.name)
            secret.versions.pop(token, None)

        threading.Thread(target=run, name=f"rotate-{secret.name}", daemon=True).start()

    def _rotate_all(self, secret: Any, tokens: List[str]) -> None:
        more = True
        while more:
            self._rotate(secret, tokens[0])
            with self._lock:
                del tokens[0]
                more = bool(tokens)

    def _rotate(self, secret: Any, token: str) -> None:
        try:
            for attempt in range(ATTEMPTS):
                if attempt:
                    time.sleep(RETRY_SECONDS * attempt)
                if all(self._step(secret, token, step) for step in STEPS):
                    if CURRENT not in secret.versions[token]["version_stages"]:
                        log.error("secret %s: finishSecret did not move %s to version %s", secret.name, CURRENT, token)
                    secret.last_rotation_date = int(time.time())
                    return
            log.error("secret %s is not rotated: its function failed %d times", secret.name, ATTEMPTS)
        except Exception:
            log.exception("rotation of secret %s", secret.name)

    def _step(self, secret: Any, token: str, step: str) -> bool:
        event = json.dumps({"Step": step, "SecretId": secret.arn, "ClientRequestToken": token}).encode()
        try:
            outcome = self._emulator.functions.invoke_arn(secret.rotation_lambda_arn, event)
        except Refused as refusal:
            log.warning("secret %s: %s refused: %s", secret.name, step, refusal)
            return False
        if outcome.error is not None:
            log.warning("secret %s: %s failed: %s", secret.name, step, outcome.payload[:500].decode(errors="replace"))
        return outcome.error is None
