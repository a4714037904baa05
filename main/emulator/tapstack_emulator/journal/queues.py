"""Journal entries of SQS: messages sent, received and deleted."""
from __future__ import annotations

from typing import Any

from moto.sqs.models import Queue, SQSBackend

from ..extending import after, wrap
from .journal import Journal, text


def watch(journal: Journal) -> None:
    def sent(self: Queue, message: Any) -> None:
        detail = {"messageId": message.id, "body": text(message.body), "attributes": _attributes(message)}
        journal.record("queue", self.name, f"sent {message.id}", detail)

    def received(original: Any, self: SQSBackend, queue_name: str, *arguments: Any, **named: Any) -> list:
        messages = original(self, queue_name, *arguments, **named)
        for message in messages:
            journal.record("queue", queue_name, f"received {message.id}",
                           {"messageId": message.id, "receiveCount": message.approximate_receive_count})
        return messages

    def deleted(original: Any, self: Queue, receipt_handle: str) -> None:
        gone = [message.id for message in list(self._messages) if message.had_receipt_handle(receipt_handle)]
        original(self, receipt_handle)
        for message_id in gone:
            journal.record("queue", self.name, f"deleted {message_id}", {"messageId": message_id})

    after(Queue, "add_message", sent)
    wrap(SQSBackend, "receive_message", received)
    wrap(Queue, "delete_message", deleted)


def _attributes(message: Any) -> dict:
    return {name: text(value.get("StringValue", "")) for name, value in message.message_attributes.items()}
