"""Reads moto's queues and calls the mapped functions: several batches at a time, each message until it is done."""
from __future__ import annotations

import base64
import threading
import time
from typing import Any, Dict, List

from moto.awslambda.models import EventSourceMapping
from moto.sqs.exceptions import QueueDoesNotExist, ReceiptHandleIsInvalid
from moto.sqs.models import Message, Queue, sqs_backends

from ..emulator import Emulator, log
from . import filters, mapping as mapping_of
from .batches import failed_items

WAIT_SECONDS = 1
THROTTLED_SECONDS = 0.5
CONCURRENT_BATCHES = 5  # AWS begins with five and goes on to a thousand, unless the mapping has its own maximum
# AWS leaves a failed message invisible for the rest of the queue's visibility timeout.
RETRY_SECONDS = 2
SYSTEM_ATTRIBUTES = {"MessageGroupId": "group_id", "MessageDeduplicationId": "deduplication_id",
                     "SequenceNumber": "sequence_number"}


class QueuePoller:
    def __init__(self, emulator: Emulator, mapping: EventSourceMapping):
        self._functions = emulator.functions
        self._mapping = mapping
        _, _, _, region, account_id, self._queue_name = mapping.event_source_arn.split(":")
        self._backend = sqs_backends[account_id][region]
        self._running = 0
        self._ended = threading.Condition()

    def run(self) -> None:
        while mapping_of.exists(self._mapping):
            try:
                self._wait_for_a_place()
                batch = self._gather() if self._mapping.enabled else []
                if batch:
                    self._start(batch)
                elif not self._mapping.enabled:
                    time.sleep(WAIT_SECONDS)
            except QueueDoesNotExist:
                time.sleep(WAIT_SECONDS)  # it may be made anew; AWS's mapping waits as well
            except Exception:
                log.exception("event source mapping %s", self._mapping.uuid)
                time.sleep(WAIT_SECONDS)

    # --- reading ---------------------------------------------------------------------

    def _gather(self) -> List[Message]:
        """Up to a batch of messages; waits for a full one no longer than the batching window."""
        found = self._receive(self._mapping.batch_size, WAIT_SECONDS)
        until = time.monotonic() + (self._mapping.max_batch_window or 0)
        while found and len(found) < self._mapping.batch_size and time.monotonic() < until:
            found += self._receive(self._mapping.batch_size - len(found), min(WAIT_SECONDS, until - time.monotonic()))
        return found

    def _receive(self, count: int, wait: float) -> List[Message]:
        timeout = self._backend.get_queue(self._queue_name).visibility_timeout
        return self._backend.receive_message(self._queue_name, count, wait, timeout, ["All"])

    # --- calling ---------------------------------------------------------------------

    def _wait_for_a_place(self) -> None:
        with self._ended:
            most = (self._mapping.scaling_config or {}).get("MaximumConcurrency", CONCURRENT_BATCHES)
            self._ended.wait_for(lambda: self._running < most)

    def _start(self, batch: List[Message]) -> None:
        with self._ended:
            self._running += 1
        threading.Thread(target=self._process_safely, args=[batch], name=f"batch-{self._queue_name}",
                         daemon=True).start()

    def _process_safely(self, batch: List[Message]) -> None:
        try:
            self._process(batch)
        except QueueDoesNotExist:
            log.info("queue %s was deleted while its messages were worked on", self._queue_name)
        except Exception:
            log.exception("event source mapping %s", self._mapping.uuid)
        finally:
            with self._ended:
                self._running -= 1
                self._ended.notify_all()

    def _process(self, batch: List[Message]) -> None:
        queue = self._backend.get_queue(self._queue_name)
        until = time.monotonic() + queue.visibility_timeout
        wanted = []
        for message in batch:
            record = lambda_record(message, queue)
            if filters.wanted_message(self._mapping.filter_criteria, record):
                wanted.append((message, record))
            else:
                self._delete(message)  # what no filter wants is done with
        while wanted:
            count = mapping_of.fitting([record for _, record in wanted])
            self._call(wanted[:count], queue, until)
            wanted = wanted[count:]

    def _call(self, batch: "List[tuple[Message, dict]]", queue: Queue, until: float) -> None:
        records = [record for _, record in batch]
        answer = mapping_of.call(self._functions, self._mapping, records)
        while answer.throttled and time.monotonic() + THROTTLED_SECONDS < until:
            time.sleep(THROTTLED_SECONDS)
            answer = mapping_of.call(self._functions, self._mapping, records)
        failed = failed_items([record["messageId"] for record in records], answer,
                              mapping_of.reports_failures(self._mapping))
        for message, record in batch:
            if record["messageId"] in failed:
                self._retry(message, queue)
            else:
                self._delete(message)

    def _delete(self, message: Message) -> None:
        try:
            self._backend.delete_message(self._queue_name, message.receipt_handle)
        except ReceiptHandleIsInvalid:
            log.info("message %s of %s was deleted meanwhile", message.id, self._queue_name)

    def _retry(self, message: Message, queue: Queue) -> None:
        try:
            self._backend.change_message_visibility(self._queue_name, message.receipt_handle,
                                                    min(RETRY_SECONDS, queue.visibility_timeout))
        except ReceiptHandleIsInvalid:
            log.info("message %s of %s was deleted meanwhile", message.id, self._queue_name)


def lambda_record(message: Message, queue: Queue) -> Dict[str, Any]:
    """A message as a function gets it."""
    attributes = {"ApproximateReceiveCount": str(message.approximate_receive_count),
                  "SentTimestamp": str(message.sent_timestamp), "SenderId": message.sender_id,
                  "ApproximateFirstReceiveTimestamp": str(message.approximate_first_receive_timestamp)}
    attributes.update({name: getattr(message, field) for name, field in SYSTEM_ATTRIBUTES.items()
                       if getattr(message, field)})
    attributes.update({name: value["StringValue"] for name, value in message.system_attributes.items()})
    record = {"messageId": message.id, "receiptHandle": message.receipt_handle, "body": message.body,
              "attributes": attributes,
              "messageAttributes": {name: _attribute(value) for name, value in message.message_attributes.items()},
              "md5OfBody": message.body_md5, "eventSource": "aws:sqs", "eventSourceARN": queue.queue_arn,
              "awsRegion": queue.region}
    if message.message_attributes:
        record["md5OfMessageAttributes"] = message.attribute_md5
    return record


def _attribute(value: Dict[str, Any]) -> Dict[str, Any]:
    made: Dict[str, Any] = {"stringListValues": [], "binaryListValues": [], "dataType": value["DataType"]}
    if "StringValue" in value:
        made["stringValue"] = value["StringValue"]
    if "BinaryValue" in value:
        content = value["BinaryValue"]
        made["binaryValue"] = content if isinstance(content, str) else base64.b64encode(content).decode()
    return made
