"""Throttling: a token bucket for each method, as API Gateway has it."""
from __future__ import annotations

import threading
import time
from typing import Any, Callable, Dict, Hashable, Optional, Tuple


class TokenBucket:
    """`burst` requests at once, `rate` a second over time."""

    def __init__(self, rate: float, burst: float, now: float):
        self.rate, self.burst = rate, burst
        self._tokens, self._filled = burst, now

    def take(self, now: float) -> bool:
        self._tokens = min(self.burst, self._tokens + (now - self._filled) * self.rate)
        self._filled = now
        if self._tokens < 1:
            return False
        self._tokens -= 1
        return True


class Throttle:
    def __init__(self, clock: Callable[[], float] = time.monotonic):
        self._clock = clock
        self._buckets: Dict[Hashable, TokenBucket] = {}
        self._lock = threading.Lock()

    def admits(self, key: Hashable, limits: Optional[Tuple[float, float]]) -> bool:
        """Whether one more request goes through; limits are (rate, burst), None for no limit."""
        if limits is None:
            return True
        rate, burst = limits
        with self._lock:
            bucket = self._buckets.get(key)
            if bucket is None or (bucket.rate, bucket.burst) != limits:
                bucket = self._buckets[key] = TokenBucket(rate, burst, self._clock())
            return bucket.take(self._clock())


def settings_of(settings: Dict[str, Dict[str, Any]], path: str, http_method: str) -> Optional[Dict[str, Any]]:
    """A method's settings among its stage's: its own, or those of */*."""
    resource = path.lstrip("/").replace("/", "~1")
    return (settings.get(f"{resource}/{http_method}") or settings.get(f"~1{resource}/{http_method}")
            or settings.get("*/*"))


def limits_of(settings: Dict[str, Dict[str, Any]], path: str, http_method: str) -> Optional[Tuple[float, float]]:
    """(rate, burst) of a method from its stage's method settings."""
    found = settings_of(settings, path, http_method)
    if found is None:
        return None
    rate, burst = float(found.get("throttlingRateLimit", -1)), float(found.get("throttlingBurstLimit", -1))
    return None if rate < 0 or burst < 0 else (rate, burst)
