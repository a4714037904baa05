"""Reads moto's DynamoDB streams and calls the mapped functions: one thread a mapping, order kept."""
from __future__ import annotations

import datetime
import json
import threading
import time
import uuid
from typing import Any, Dict, List, Optional

from moto.awslambda.models import EventSourceMapping, lambda_backends
from moto.dynamodb import dynamodb_backends

from ..emulator import Emulator, log
from ..functions import delivery
from ..functions.outcome import MAX_PAYLOAD, Refused
from ..gaps.dynamodb import LOCK
from . import filters
from .batches import UNLIMITED, Answer, BatchProcessor, Discarded, Rules, sequence_number

POLL_SECONDS = 0.1
LONGEST_PAUSE_SECONDS = 5


class StreamPollers:
    def __init__(self, emulator: Emulator):
        self._emulator = emulator

    def start(self, mapping: EventSourceMapping) -> None:
        poller = StreamPoller(self._emulator, mapping)
        threading.Thread(target=poller.run, name=f"mapping-{mapping.uuid}", daemon=True).start()


class StreamPoller:
    def __init__(self, emulator: Emulator, mapping: EventSourceMapping):
        self._functions = emulator.functions
        self._mapping = mapping
        self._table_name = mapping.event_source_arn.split("/")[1]
        self._stream_label = mapping.event_source_arn.split("/stream/")[1]
        self._last_answer: Optional[Answer] = None
        shard = self._shard()
        self._position = len(shard.items) if shard and mapping.starting_position == "LATEST" else 0

    def run(self) -> None:
        while self._exists():
            try:
                batch = self._gather() if self._mapping.enabled else []
                if not batch:
                    time.sleep(POLL_SECONDS)
                elif self._processor().process([r for r in batch if filters.wanted(self._mapping.filter_criteria, r)]):
                    self._position += len(batch)
            except Exception:
                log.exception("event source mapping %s", self._mapping.uuid)
                time.sleep(1)

    # --- reading ---------------------------------------------------------------------

    def _exists(self) -> bool:
        backend = lambda_backends[self._mapping.account_id][self._mapping.region]
        return backend.get_event_source_mapping(self._mapping.uuid) is self._mapping

    def _shard(self) -> Any:
        """The stream's shard; looked up anew each time, as moto replaces a table when a transaction fails."""
        table = dynamodb_backends[self._mapping.account_id][self._mapping.region].tables.get(self._table_name)
        return table.stream_shard if table is not None and table.latest_stream_label == self._stream_label else None

    def _gather(self) -> List[dict]:
        """Up to a batch of records; waits for a full one no longer than the batching window."""
        until: Optional[float] = None
        while True:
            with LOCK:  # not between the writes of a transaction
                shard = self._shard()
                items = shard.items[self._position:self._position + self._mapping.batch_size] if shard else []
            if not items or len(items) >= self._mapping.batch_size:
                break
            until = until or time.monotonic() + (self._mapping.max_batch_window or 0)
            if time.monotonic() >= until or not self._exists():
                break
            time.sleep(POLL_SECONDS)
        return fitting([lambda_record(item.to_json(), self._mapping) for item in items])

    # --- calling ---------------------------------------------------------------------

    def _processor(self) -> BatchProcessor:
        mapping = self._mapping
        rules = Rules(
            max_retries=UNLIMITED if mapping.max_retry_attempts is None else int(mapping.max_retry_attempts),
            max_age_seconds=UNLIMITED if mapping.max_record_age is None else int(mapping.max_record_age),
            bisect=bool(mapping.bisect_on_error),
            partial_responses="ReportBatchItemFailures" in (mapping.function_response_types or []),
        )
        return BatchProcessor(rules, self._call, self._discard, age_seconds, self._pause)

    def _call(self, records: List[dict]) -> Answer:
        try:
            event = json.dumps({"Records": records}).encode()
            outcome = self._functions.invoke_arn(self._mapping.asked_function_arn, event)
        except Refused as refusal:
            return Answer(throttled=refusal.status == 429, error=refusal.code)
        return Answer(outcome.payload, outcome.error, executed_version=outcome.executed_version)

    def _pause(self, attempt: int) -> bool:
        time.sleep(min(0.2 * 2 ** min(attempt, 6), LONGEST_PAUSE_SECONDS))
        return self._exists()

    def _discard(self, discarded: Discarded) -> None:
        log.warning("mapping %s discards %d records: %s", self._mapping.uuid, len(discarded.records),
                    discarded.condition)
        target = ((self._mapping.destination_config or {}).get("OnFailure") or {}).get("Destination")
        if target:
            delivery.send(target, json.dumps(failure_record(self._mapping, discarded)))


def lambda_record(record: Dict[str, Any], mapping: EventSourceMapping) -> dict:
    """A stream record as a function gets it."""
    change = dict(record["dynamodb"])
    change["ApproximateCreationDateTime"] = _created(record)
    return {**record, "awsRegion": mapping.region, "eventVersion": "1.1", "dynamodb": change,
            "eventSourceARN": mapping.event_source_arn}


def _created(record: dict) -> float:
    moment = record["dynamodb"]["ApproximateCreationDateTime"]
    if isinstance(moment, datetime.datetime):
        return float(int(moment.replace(tzinfo=datetime.timezone.utc).timestamp()))
    return float(moment)


def age_seconds(record: dict) -> float:
    return time.time() - record["dynamodb"]["ApproximateCreationDateTime"]


def fitting(records: List[dict]) -> List[dict]:
    """The longest beginning of the records that fits into one event."""
    size, count = 0, 0
    for record in records:
        size += len(json.dumps(record)) + 2
        if count and size > MAX_PAYLOAD:
            break
        count += 1
    return records[:count]


def failure_record(mapping: EventSourceMapping, discarded: Discarded) -> dict:
    """AWS's record for a stream mapping's on-failure destination: where the batch lies, not the batch."""
    first, last = discarded.records[0], discarded.records[-1]
    message = {
        "requestContext": {"requestId": str(uuid.uuid4()), "functionArn": mapping.asked_function_arn,
                           "condition": discarded.condition, "approximateInvokeCount": discarded.attempts},
        "version": "1.0",
        "timestamp": delivery.timestamp(),
        "DDBStreamBatchInfo": {
            "shardId": "shardId-00000001541626099285-f35f62ef",
            "startSequenceNumber": sequence_number(first),
            "endSequenceNumber": sequence_number(last),
            "approximateArrivalOfFirstRecord": delivery.timestamp(first["dynamodb"]["ApproximateCreationDateTime"]),
            "approximateArrivalOfLastRecord": delivery.timestamp(last["dynamodb"]["ApproximateCreationDateTime"]),
            "batchSize": len(discarded.records),
            "streamArn": mapping.event_source_arn,
        },
    }
    if discarded.answer is not None:
        context = {"statusCode": 200, "executedVersion": discarded.answer.executed_version}
        if discarded.answer.error:
            context["functionError"] = discarded.answer.error
        message["responseContext"] = context
    return message
