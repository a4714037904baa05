"""Reads moto's DynamoDB streams and calls the mapped functions: one thread a mapping, order kept."""
from __future__ import annotations

import datetime
import json
import time
import uuid
from typing import Any, Dict, List, Optional

from moto.awslambda.models import EventSourceMapping
from moto.dynamodb import dynamodb_backends

from ..emulator import Emulator, log
from ..functions import delivery
from ..gaps.dynamodb import LOCK
from . import filters, mapping as mapping_of
from .batches import UNLIMITED, Answer, BatchProcessor, Discarded, Rules, sequence_number

POLL_SECONDS = 0.1
LONGEST_PAUSE_SECONDS = 5


class StreamPoller:
    def __init__(self, emulator: Emulator, mapping: EventSourceMapping):
        self._functions = emulator.functions
        self._mapping = mapping
        self._table_name = mapping.event_source_arn.split("/")[1]
        self._stream_label = mapping.event_source_arn.split("/stream/")[1]
        shard = self._shard()
        self._position = len(shard.items) if shard and mapping.starting_position == "LATEST" else 0

    def run(self) -> None:
        while mapping_of.exists(self._mapping):
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
            if time.monotonic() >= until or not mapping_of.exists(self._mapping):
                break
            time.sleep(POLL_SECONDS)
        records = [lambda_record(item.to_json(), self._mapping) for item in items]
        return records[:mapping_of.fitting(records)]

    # --- calling ---------------------------------------------------------------------

    def _processor(self) -> BatchProcessor:
        mapping = self._mapping
        rules = Rules(
            max_retries=UNLIMITED if mapping.max_retry_attempts is None else int(mapping.max_retry_attempts),
            max_age_seconds=UNLIMITED if mapping.max_record_age is None else int(mapping.max_record_age),
            bisect=bool(mapping.bisect_on_error),
            partial_responses=mapping_of.reports_failures(mapping),
        )
        return BatchProcessor(rules, self._call, self._discard, age_seconds, self._pause)

    def _call(self, records: List[dict]) -> Answer:
        return mapping_of.call(self._functions, self._mapping, records)

    def _pause(self, attempt: int) -> bool:
        time.sleep(min(0.2 * 2 ** min(attempt, 6), LONGEST_PAUSE_SECONDS))
        return mapping_of.exists(self._mapping)

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
    made = {**record, "awsRegion": mapping.region, "eventVersion": "1.1", "dynamodb": change,
            "eventSourceARN": mapping.event_source_arn}
    if "userIdentity" in record:  # Lambda spells it otherwise than the Streams API
        identity = record["userIdentity"]
        made["userIdentity"] = {"type": identity["Type"], "principalId": identity["PrincipalId"]}
    return made


def _created(record: dict) -> float:
    moment = record["dynamodb"]["ApproximateCreationDateTime"]
    if isinstance(moment, datetime.datetime):
        return float(int(moment.replace(tzinfo=datetime.timezone.utc).timestamp()))
    return float(moment)


def age_seconds(record: dict) -> float:
    return time.time() - record["dynamodb"]["ApproximateCreationDateTime"]


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
