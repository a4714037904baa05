"""SNS: takes a published message to one subscription, as a function, a queue or its dead-letter queue gets it."""
from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from typing import Any, Dict, Optional

from moto.sns.models import Subscription

from ..emulator import Emulator, log
from ..eventbridge.patterns import matches
from .send import Sender, Undeliverable, send

SNS = "sns.amazonaws.com"
EMULATED = ("lambda", "sqs")


@dataclass(frozen=True)
class Published:
    message: str
    message_id: str
    subject: Optional[str] = None
    attributes: Optional[Dict[str, Any]] = None
    group_id: Optional[str] = None
    deduplication_id: Optional[str] = None


def wanted(subscription: Subscription, published: Published) -> bool:
    """Whether the subscription's filter policy lets the message through."""
    policy = subscription._filter_policy
    if not policy:
        return True
    if subscription.attributes.get("FilterPolicyScope") == "MessageBody":
        try:
            body = json.loads(published.message)
        except ValueError:
            return False
        return isinstance(body, dict) and matches(policy, body)
    return matches(policy, {name: _value(attribute) for name, attribute in (published.attributes or {}).items()})


def _value(attribute: Dict[str, Any]) -> Any:
    kind, value = attribute["Type"], attribute["Value"]
    if kind == "String.Array":
        return json.loads(value)
    return float(value) if kind.startswith("Number") else value


def deliver(emulator: Emulator, subscription: Subscription, published: Published) -> None:
    sender = Sender(SNS, subscription.topic.arn)
    body, more = _content(subscription, published)
    try:
        send(emulator, sender, subscription.endpoint, body, **more)
    except Undeliverable as problem:
        log.warning("subscription %s: %s", subscription.arn, problem)
        policy = json.loads(subscription.attributes.get("RedrivePolicy") or "{}")
        if "deadLetterTargetArn" in policy:
            _to_dead_letter_queue(emulator, sender, policy["deadLetterTargetArn"], subscription, published)


def _to_dead_letter_queue(emulator: Emulator, sender: Sender, arn: str, subscription: Subscription,
                          published: Published) -> None:
    try:
        send(emulator, sender, arn, json.dumps(notification(subscription, published)), **_ordering(published))
    except Undeliverable as problem:
        log.warning("dead-letter queue of subscription %s: %s", subscription.arn, problem)


def _content(subscription: Subscription, published: Published) -> "tuple[str, dict]":
    """(body, what else goes to a queue)"""
    if subscription.protocol == "lambda":
        return json.dumps(lambda_event(subscription, published)), {}
    if str(subscription.attributes.get("RawMessageDelivery")).lower() == "true":
        raw = {name: _raw_attribute(attribute) for name, attribute in (published.attributes or {}).items()}
        return published.message, {**_ordering(published), "message_attributes": raw}
    return json.dumps(notification(subscription, published)), _ordering(published)


def _ordering(published: Published) -> dict:
    return {"group_id": published.group_id, "deduplication_id": published.deduplication_id, "validate_group_id": False}


def _raw_attribute(attribute: Dict[str, Any]) -> Dict[str, Any]:
    field = "BinaryValue" if attribute["Type"].startswith("Binary") else "StringValue"
    value = attribute["Value"]
    return {"DataType": attribute["Type"], field: value if isinstance(value, (str, bytes)) else str(value)}


def notification(subscription: Subscription, published: Published) -> Dict[str, Any]:
    """The JSON that queues get."""
    made = subscription.get_post_data(published.message, published.message_id, published.subject,
                                      _text_attributes(published) or None)
    region = subscription.topic.sns_backend.region_name
    made["UnsubscribeURL"] = (f"https://sns.{region}.amazonaws.com/?Action=Unsubscribe"
                              f"&SubscriptionArn={subscription.arn}")
    return made


def lambda_event(subscription: Subscription, published: Published) -> Dict[str, Any]:
    """The event that functions get: one message, with two of its URLs spelled otherwise."""
    made = notification(subscription, published)
    made["SigningCertUrl"], made["UnsubscribeUrl"] = made.pop("SigningCertURL"), made.pop("UnsubscribeURL")
    made.setdefault("Subject", None)
    made["MessageAttributes"] = _text_attributes(published)
    return {"Records": [{"EventSource": "aws:sns", "EventVersion": "1.0", "EventSubscriptionArn": subscription.arn,
                         "Sns": made}]}


def _text_attributes(published: Published) -> Dict[str, Dict[str, str]]:
    return {name: {"Type": attribute["Type"], "Value": base64.b64encode(attribute["Value"]).decode()
                   if isinstance(attribute["Value"], bytes) else str(attribute["Value"])}
            for name, attribute in (published.attributes or {}).items()}
