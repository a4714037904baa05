"""Secrets Manager's rotation: the four steps of a rotation function, one after the other, beside the call for it."""
from __future__ import annotations

import json
import threading
import time
from typing import Any

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

    def begin(self, secret: Any, token: str) -> bool:
        """Rotates to the version `token` in the background; False when a rotation of the secret is running."""
        with self._lock:
            if store(secret, "rotation").get("running"):
                return False
            store(secret, "rotation")["running"] = True
        threading.Thread(target=self._rotate, args=[secret, token], name=f"rotate-{secret.name}", daemon=True).start()
        return True

    def test(self, secret: Any, token: str) -> None:
        """Runs testSecret alone, on a version that goes away afterwards."""
        def run() -> None:
            if not self._step(secret, token, "testSecret"):
                log.warning("secret %s: the rotation function fails its test", secret.name)
            secret.versions.pop(token, None)

        threading.Thread(target=run, name=f"rotate-{secret.name}", daemon=True).start()

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
        finally:
            with self._lock:
                store(secret, "rotation")["running"] = False

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
