"""SendEmail: checked, rendered, put into its recipients' mailboxes, told to the journal and the configuration set."""
from __future__ import annotations

import datetime
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from email.utils import parseaddr
from typing import Any, Dict, List, Optional

from moto.ses.models import ConfigurationSet, EmailIdentity, SESBackend
from moto.ses.utils import get_arn, get_random_message_id

from .. import ACCOUNT_ID
from ..emulator import Emulator, log
from . import events
from .content import Content, content_of, template_name
from .identities import identity_of
from .mailbox import Delivered
from .refused import bad_request, not_found, paused, rejected
from .templates import RenderingFailure

MOST_RECIPIENTS = 50
ADDRESS = re.compile(r"[^@\s]+@[^@\s]+")
SIMULATOR = "simulator.amazonses.com"


@dataclass(frozen=True)
class Letter:
    """An accepted request, before it is known what becomes of it."""

    message_id: str
    sender: str
    identity: EmailIdentity
    recipients: List[str]
    configuration_set: Optional[ConfigurationSet]
    tags: Dict[str, List[str]]
    moment: datetime.datetime

    @property
    def configuration_set_name(self) -> Optional[str]:
        return None if self.configuration_set is None else self.configuration_set.configuration_set_name


class Sending:
    def __init__(self, emulator: Emulator):
        self._emulator = emulator
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="ses")

    def send(self, backend: SESBackend, request: Dict[str, Any]) -> str:
        """The message's id."""
        failure = None
        try:
            content = content_of(backend, request.get("Content") or {})
        except RenderingFailure as problem:
            content, failure = Content("", None, None), str(problem)
        letter = _letter(backend, request, content)
        if failure is None:
            happened = self._deliver(letter, content)
        else:
            happened = [events.not_rendered(failure, template_name(request["Content"]))]
        self._tell(letter, content, happened)
        if letter.configuration_set is not None:
            self._worker.submit(self._publish, letter.configuration_set, backend.region_name,
                                _mail(backend, letter, content), happened)
        return letter.message_id

    def _deliver(self, letter: Letter, content: Content) -> List[events.Event]:
        bouncing = [address for address in letter.recipients if _simulates(address, "bounce")]
        complaining = [address for address in letter.recipients if _simulates(address, "complaint")]
        reached = [address for address in letter.recipients if address not in bouncing]
        happened = [events.sent()]
        if reached:
            self._emulator.mailbox.add(Delivered(
                letter.message_id, letter.sender, reached, content.subject, content.text, content.html,
                content.headers, letter.configuration_set_name, letter.moment))
            happened.append(events.delivered(reached, letter.moment))
        if bouncing:
            happened.append(events.bounced(bouncing, letter.moment))
        if complaining:
            happened.append(events.complained(complaining, letter.moment))
        return happened

    def _tell(self, letter: Letter, content: Content, happened: List[events.Event]) -> None:
        masked = ", ".join(address[0] + "***@" + address.rpartition("@")[2] for address in letter.recipients)
        self._emulator.journal.record(
            "email", letter.identity.email_identity, f"{content.subject or 'not rendered'} to {masked}",
            {"messageId": letter.message_id, "configurationSet": letter.configuration_set_name,
             "events": [event.kind for event in happened]})

    def _publish(self, *arguments: Any) -> None:
        try:
            events.publish(self._emulator, *arguments)
        except Exception:
            log.exception("events of an e-mail")


def _letter(backend: SESBackend, request: Dict[str, Any], content: Content) -> Letter:
    sender = request.get("FromEmailAddress") or content.sender or ""
    destination = request.get("Destination") or {}
    recipients = [parseaddr(address)[1] or address for kind in ("To", "Cc", "Bcc")
                  for address in destination.get(f"{kind}Addresses") or []] or content.recipients
    _check_addresses([parseaddr(sender)[1], *recipients])
    identity = identity_of(backend, sender)
    if identity is None:
        raise rejected("Email address is not verified. The following identities failed the check in region "
                       f"{backend.region_name.upper()}: {sender}")
    name = request.get("ConfigurationSetName") or identity.configuration_set_name
    tags = {tag["Name"]: [tag["Value"]] for tag in request.get("EmailTags") or []}
    return Letter(get_random_message_id(), sender, identity, recipients,
                  _configuration_set(backend, name) if name else None, tags,
                  datetime.datetime.now(datetime.timezone.utc))


def _check_addresses(addresses: List[str]) -> None:
    if len(addresses) < 2:
        raise bad_request("The message has no recipient")
    if len(addresses) - 1 > MOST_RECIPIENTS:
        raise bad_request(f"Recipient count exceeds {MOST_RECIPIENTS}.")
    for address in addresses:
        if not ADDRESS.fullmatch(address):
            raise bad_request("Missing final '@domain'")


def _configuration_set(backend: SESBackend, name: str) -> ConfigurationSet:
    found = backend.config_sets.get(name)
    if found is None:
        raise not_found(f"Configuration set <{name}> does not exist.")
    if not (found.enabled or {}).get("SendingEnabled", True):
        raise paused(f"Email sending is disabled for configuration set <{name}>.")
    return found


def _simulates(address: str, outcome: str) -> bool:
    """An address of SES's mailbox simulator, with a label or without."""
    name, _, domain = address.lower().rpartition("@")
    return domain == SIMULATOR and name.partition("+")[0] == outcome


def _mail(backend: SESBackend, letter: Letter, content: Content) -> Dict[str, Any]:
    """What every event of the e-mail says about it."""
    own = [{"name": "From", "value": letter.sender}, {"name": "To", "value": ", ".join(letter.recipients)},
           {"name": "Subject", "value": content.subject}]
    given = {header["name"].lower() for header in content.headers}
    return {
        "timestamp": events.spelled(letter.moment), "source": letter.sender,
        "sourceArn": get_arn(backend, "ses", f"identity/{letter.identity.email_identity}"),
        "sendingAccountId": ACCOUNT_ID, "messageId": letter.message_id, "destination": letter.recipients,
        "headersTruncated": False,
        "headers": [*(header for header in own if header["name"].lower() not in given), *content.headers],
        "commonHeaders": {"from": [letter.sender], "to": letter.recipients, "messageId": letter.message_id,
                          "subject": content.subject},
        "tags": {"ses:configuration-set": [letter.configuration_set_name],
                 "ses:from-domain": [parseaddr(letter.sender)[1].rpartition("@")[2]], **letter.tags}}
