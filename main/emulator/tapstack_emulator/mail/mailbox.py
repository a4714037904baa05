"""E-mails as their recipients have them: the last ones, in memory."""
from __future__ import annotations

import datetime
import threading
from collections import deque
from dataclasses import dataclass
from typing import Deque, List, Optional

CAPACITY = 1_000


@dataclass(frozen=True)
class Delivered:
    """One e-mail in the mailboxes of those it reached."""

    message_id: str
    sender: str
    recipients: List[str]
    subject: str
    text: Optional[str]
    html: Optional[str]
    headers: List[dict]
    configuration_set: Optional[str]
    moment: datetime.datetime


class Mailbox:
    def __init__(self, capacity: int = CAPACITY):
        self._emails: "Deque[Delivered]" = deque(maxlen=capacity)
        self._lock = threading.Lock()

    def add(self, email: Delivered) -> None:
        with self._lock:
            self._emails.append(email)

    def of(self, address: Optional[str]) -> List[Delivered]:
        """Those that reached an address, or all; the newest last."""
        with self._lock:
            kept = list(self._emails)
        return [email for email in kept
                if address is None or address.lower() in map(str.lower, email.recipients)]
