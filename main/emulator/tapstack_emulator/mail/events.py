"""The events of a configuration set, as SES publishes them to the topics of its event destinations."""
from __future__ import annotations

import json
import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Dict, List

from moto.ses.models import ConfigurationSet

from .. import ACCOUNT_ID
from ..emulator import Emulator, log
from ..extending import store
from ..targets.send import Sender, Undeliverable, send

SES = "ses.amazonaws.com"
SUBJECT = "Amazon SES Email Event Notification"
REPORTING_MTA = "a1-1.smtp-out.amazonses.com"
# what an event destination calls it -> what the event calls it
TYPES = {"SEND": "Send", "DELIVERY": "Delivery", "BOUNCE": "Bounce", "COMPLAINT": "Complaint",
         "RENDERING_FAILURE": "Rendering Failure"}


@dataclass(frozen=True)
class Event:
    kind: str  # one of TYPES
    about: Dict[str, Any]


def destinations(configuration_set: ConfigurationSet) -> Dict[str, Dict[str, Any]]:
    """By name, as version 2 of the API has them."""
    return store(configuration_set, "event_destinations")


def publish(emulator: Emulator, configuration_set: ConfigurationSet, region: str, mail: Dict[str, Any],
            happened: List[Event]) -> None:
    arn = f"arn:aws:ses:{region}:{ACCOUNT_ID}:configuration-set/{configuration_set.configuration_set_name}"
    for event in happened:
        name = TYPES[event.kind]
        body = json.dumps({"eventType": name, "mail": mail, _field(name): event.about})
        for destination in list(destinations(configuration_set).values()):
            topic = (destination.get("SnsDestination") or {}).get("TopicArn")
            if topic and destination.get("Enabled") and event.kind in destination["MatchingEventTypes"]:
                try:
                    send(emulator, Sender(SES, arn), topic, body, subject=SUBJECT)
                except Undeliverable as problem:
                    log.warning("event destination %s of %s: %s", destination["Name"], arn, problem)


def _field(name: str) -> str:
    return "failure" if name == "Rendering Failure" else name.lower()


def sent() -> Event:
    return Event("SEND", {})


def delivered(recipients: List[str], moment: datetime) -> Event:
    return Event("DELIVERY", {"timestamp": spelled(moment), "processingTimeMillis": 1, "recipients": recipients,
                              "smtpResponse": "250 2.6.0 Message received", "reportingMTA": REPORTING_MTA})


def bounced(recipients: List[str], moment: datetime) -> Event:
    return Event("BOUNCE", {
        "feedbackId": str(uuid.uuid4()), "bounceType": "Permanent", "bounceSubType": "General",
        "bouncedRecipients": [{"emailAddress": address, "action": "failed", "status": "5.1.1",
                               "diagnosticCode": "smtp; 550 5.1.1 user unknown"} for address in recipients],
        "timestamp": spelled(moment), "reportingMTA": f"dns; {REPORTING_MTA}"})


def complained(recipients: List[str], moment: datetime) -> Event:
    return Event("COMPLAINT", {
        "feedbackId": str(uuid.uuid4()), "complaintSubType": None, "complaintFeedbackType": "abuse",
        "complainedRecipients": [{"emailAddress": address} for address in recipients],
        "timestamp": spelled(moment), "userAgent": "Amazon SES Mailbox Simulator", "arrivalDate": spelled(moment)})


def not_rendered(message: str, template: str) -> Event:
    return Event("RENDERING_FAILURE", {"errorMessage": message, "templateName": template})


def spelled(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")
