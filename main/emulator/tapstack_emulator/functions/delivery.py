"""Hands a message to the queue, topic or function that an ARN names."""
from __future__ import annotations

import datetime
from typing import Dict, Optional

from ..emulator import log


def timestamp(seconds: Optional[float] = None) -> str:
    moment = (datetime.datetime.now(datetime.timezone.utc) if seconds is None
              else datetime.datetime.fromtimestamp(seconds, datetime.timezone.utc))
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def send(arn: str, body: str, attributes: Optional[Dict[str, str]] = None) -> None:
    _, _, service, region, account_id, name = arn.split(":", 5)
    if service == "sqs":
        from moto.sqs.models import sqs_backends
        sqs_backends[account_id][region].send_message(
            name, body, message_attributes={key: {"DataType": "String", "StringValue": value}
                                            for key, value in (attributes or {}).items()})
    elif service == "sns":
        from moto.sns.models import sns_backends
        sns_backends[account_id][region].publish(
            body, arn=arn, message_attributes={key: {"Type": "String", "Value": value}
                                               for key, value in (attributes or {}).items()})
    else:
        log.error("no delivery to %s: only queues and topics are destinations here", arn)
