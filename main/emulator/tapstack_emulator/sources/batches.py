"""What becomes of a batch of stream records: Lambda's rules, without threads, clocks or functions of their own.

A batch is retried as a whole, from its first failed record (ReportBatchItemFailures), or in halves (bisect);
what outlives its retries or its age is discarded and reported, and the stream goes on.
"""
from __future__ import annotations

import json
from collections import deque
from dataclasses import dataclass
from typing import Any, Callable, Deque, List, Optional, Set, Tuple

UNLIMITED = -1


@dataclass(frozen=True)
class Rules:
    max_retries: int = UNLIMITED
    max_age_seconds: int = UNLIMITED
    bisect: bool = False
    partial_responses: bool = False


@dataclass(frozen=True)
class Answer:
    """What a call of the function came to; `throttled` calls count as no attempt."""

    payload: bytes = b"null"
    error: Optional[str] = None
    throttled: bool = False
    executed_version: str = "$LATEST"


@dataclass(frozen=True)
class Discarded:
    records: List[dict]
    condition: str
    attempts: int
    answer: Optional[Answer]


def sequence_number(record: dict) -> str:
    return record["dynamodb"]["SequenceNumber"]


def failed_items(identifiers: List[str], answer: Answer, partial_responses: bool) -> Set[str]:
    """Which of a batch's records failed: as the function answered, or all of them."""
    if answer.error or answer.throttled:
        return set(identifiers)
    if not partial_responses:
        return set()
    try:
        response = json.loads(answer.payload or b"null")
        failures = (response or {}).get("batchItemFailures") or []
        failed = {failure["itemIdentifier"] for failure in failures}
    except (ValueError, AttributeError, KeyError, TypeError):
        return set(identifiers)  # a response that cannot be read fails the batch
    return failed if failed <= set(identifiers) else set(identifiers)


def first_failure(records: List[dict], answer: Answer, partial_responses: bool) -> Optional[int]:
    """Index of the first record to retry; None when the whole batch is done."""
    identifiers = [sequence_number(record) for record in records]
    failed = failed_items(identifiers, answer, partial_responses)
    return min((identifiers.index(identifier) for identifier in failed), default=None)


class BatchProcessor:
    def __init__(self, rules: Rules, call: Callable[[List[dict]], Answer], discard: Callable[[Discarded], None],
                 age_seconds: Callable[[dict], float], pause: Callable[[int], bool]):
        """`pause(attempt)` waits before a retry; it answers False when the mapping was stopped meanwhile."""
        self.rules = rules
        self._call = call
        self._discard = discard
        self._age_seconds = age_seconds
        self._pause = pause

    def process(self, records: List[dict]) -> bool:
        """Works until every record is done or discarded; False when stopped before."""
        waiting: "Deque[Tuple[List[dict], int, Optional[Answer]]]" = deque([(list(records), 0, None)])
        while waiting:
            batch, attempts, answer = waiting.popleft()
            batch = self._without_aged(batch, attempts, answer)
            if not batch:
                continue
            if self.rules.max_retries != UNLIMITED and attempts > self.rules.max_retries:
                self._discard(Discarded(batch, "RetryAttemptsExhausted", attempts, answer))
                continue
            answer = self._call(batch)
            failed = first_failure(batch, answer, self.rules.partial_responses)
            if failed is None:
                continue
            for part in reversed(self._to_retry(batch, failed, attempts, answer)):
                waiting.appendleft(part)
            if not self._pause(attempts + 1):
                return False
        return True

    def _to_retry(self, batch: List[dict], failed: int, attempts: int, answer: Answer) -> List[Tuple[Any, int, Answer]]:
        if answer.throttled:
            return [(batch, attempts, answer)]
        rest = batch[failed:]
        if self.rules.bisect and failed > 0:
            return [(rest, attempts, answer)]  # split at the failed record; a split is no retry
        if self.rules.bisect and len(rest) > 1:
            half = len(rest) // 2
            return [(rest[:half], attempts, answer), (rest[half:], attempts, answer)]
        return [(rest, attempts + 1, answer)]

    def _without_aged(self, batch: List[dict], attempts: int, answer: Optional[Answer]) -> List[dict]:
        if self.rules.max_age_seconds == UNLIMITED:
            return batch
        aged = [record for record in batch if self._age_seconds(record) > self.rules.max_age_seconds]
        if aged:
            self._discard(Discarded(aged, "RecordAgeExceeded", attempts, answer))
        return [record for record in batch if record not in aged]
