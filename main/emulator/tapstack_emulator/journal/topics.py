"""Journal entries of SNS: messages published to topics."""
from __future__ import annotations

from typing import Any

from moto.sns.models import Topic

from ..extending import wrap
from .journal import Journal, text


def watch(journal: Journal) -> None:
    def published(original: Any, self: Topic, message: str, subject: Any = None, *arguments: Any, **named: Any) -> str:
        message_id = original(self, message, subject, *arguments, **named)
        journal.record("topic", self.name, f"published {message_id}",
                       {"messageId": message_id, "subject": subject, "message": text(message)})
        return message_id

    wrap(Topic, "publish", published)
