"""What all event source mappings have in common: whether they still exist, and how they call their function."""
from __future__ import annotations

import json
from typing import Any, List

from moto.awslambda.models import EventSourceMapping, lambda_backends

from ..functions.outcome import MAX_PAYLOAD, Refused
from .batches import Answer


def exists(mapping: EventSourceMapping) -> bool:
    backend = lambda_backends[mapping.account_id][mapping.region]
    return backend.get_event_source_mapping(mapping.uuid) is mapping


def reports_failures(mapping: EventSourceMapping) -> bool:
    """Whether the function may answer which records of a batch failed."""
    return "ReportBatchItemFailures" in (mapping.function_response_types or [])


def call(functions: Any, mapping: EventSourceMapping, records: List[dict]) -> Answer:
    try:
        outcome = functions.invoke_arn(mapping.asked_function_arn, json.dumps({"Records": records}).encode())
    except Refused as refusal:
        return Answer(throttled=refusal.is_passing, error=refusal.code)
    return Answer(outcome.payload, outcome.error, executed_version=outcome.executed_version)


def fitting(records: List[dict]) -> int:
    """How many records, from the first on, fit into one event; at least one."""
    size, count = 0, 0
    for record in records:
        size += len(json.dumps(record)) + 2
        if count and size > MAX_PAYLOAD:
            break
        count += 1
    return count
