"""Event source mappings: what reads a source and calls a function with batches of it."""
from __future__ import annotations

import threading
from typing import Any


def start_poller(emulator: Any, mapping: Any) -> None:
    """One thread for each mapping of a table's stream or of a queue, as long as the mapping exists."""
    from .dynamodb_stream import StreamPoller
    from .sqs_queue import QueuePoller

    poller = {"dynamodb": StreamPoller, "sqs": QueuePoller}.get(mapping.event_source_arn.split(":")[2])
    if poller is not None:
        threading.Thread(target=poller(emulator, mapping).run, name=f"mapping-{mapping.uuid}", daemon=True).start()
