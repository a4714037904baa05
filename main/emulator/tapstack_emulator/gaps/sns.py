"""SNS: functions and queues get what is published after Publish has answered, in order."""
from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

from moto.sns.models import Subscription

from ..emulator import Emulator, log
from ..extending import wrap
from ..journal import topics
from ..targets import topic


def close(emulator: Emulator) -> None:
    worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="sns")

    def published(original: Any, self: Subscription, message: str, message_id: str, subject: Any = None,
                  message_attributes: Any = None, group_id: Any = None, deduplication_id: Any = None,
                  message_structure: Any = None) -> None:
        if self.protocol not in topic.EMULATED:
            original(self, message, message_id, subject, message_attributes, group_id, deduplication_id,
                     message_structure)
            return
        if message_structure == "json":
            message = self._parse_message_structure(message, self.protocol)
        worker.submit(_deliver, emulator, self, topic.Published(message, message_id, subject, message_attributes,
                                                                group_id, deduplication_id))

    wrap(Subscription, "publish", published)
    topics.watch(emulator.journal)


def _deliver(emulator: Emulator, subscription: Subscription, published: topic.Published) -> None:
    try:
        if topic.wanted(subscription, published):
            topic.deliver(emulator, subscription, published)
    except Exception:
        log.exception("subscription %s", subscription.arn)
