"""GET /_tapstack/mailbox?to=: the e-mails that reached an address, or all."""
from __future__ import annotations

from typing import Any, Dict, List

from ..emulator import Emulator
from ..mail.events import spelled
from ..mail.mailbox import Delivered
from .problem import Problem


def show(emulator: Emulator, _: List[str], query: Dict[str, str], __: Any) -> dict:
    unknown = set(query) - {"to"}
    if unknown:
        raise Problem(400, f"unknown parameters: {', '.join(sorted(unknown))}")
    return {"messages": [_view(email) for email in emulator.mailbox.of(query.get("to"))]}


def _view(email: Delivered) -> dict:
    return {"messageId": email.message_id, "from": email.sender, "to": email.recipients, "subject": email.subject,
            "text": email.text, "html": email.html, "headers": email.headers,
            "configurationSet": email.configuration_set, "time": spelled(email.moment)}
