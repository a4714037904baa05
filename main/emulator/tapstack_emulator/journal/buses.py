"""Journal entries of EventBridge: events put on buses."""
from __future__ import annotations

from typing import Any

from moto.events.models import EventsBackend

from ..extending import wrap
from .journal import Journal, text


def watch(journal: Journal) -> None:
    def put(original: Any, self: EventsBackend, events: list) -> list:
        results = original(self, events)
        for event, result in zip(events, results):
            if "EventId" in result:
                bus = (event.get("EventBusName") or "default").rsplit("/", 1)[-1]
                journal.record("bus", bus, f"{event['Source']}: {event['DetailType']}",
                               {"id": result["EventId"], "source": event["Source"], "detail-type": event["DetailType"],
                                "detail": text(event["Detail"])})
        return results

    wrap(EventsBackend, "put_events", put)
