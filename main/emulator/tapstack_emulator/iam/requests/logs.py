"""CloudWatch Logs: the ARN of a group ends in its (empty) stream, in calls that name the group by its name; deliveries."""
from __future__ import annotations

from typing import List, Optional

from .ask import Ask
from .call import Call


def asks(call: Call) -> Optional[List[Ask]]:
    if "Delivery" in call.operation:
        return _delivery(call)
    group, stream = call.value("logGroupName"), call.value("logStreamName")
    if not group and call.operation == "DescribeLogGroups":
        return [Ask("logs:DescribeLogGroups", call.arn("logs", "log-group::log-stream:"))]
    if not group:
        return None
    return [Ask(f"logs:{call.operation}", call.arn("logs", f"log-group:{group}:log-stream:{stream}"))]


def _delivery(call: Call) -> Optional[List[Ask]]:
    """Whatever the call names, by a name of its own kind or an ARN; a source's service must agree, too."""
    kind = "delivery-source" if "Source" in call.operation else "delivery-destination"
    if call.operation.startswith("Describe"):
        return None
    named = [Ask(f"logs:{call.operation}", arn) for arn in _named(call, kind)]
    source = call.value("resourceArn")
    service = source.split(":")[2] if source else ""
    return named + ([Ask(f"{service}:AllowVendedLogDeliveryForResource", source)] if source else [])


def _named(call: Call, kind: str) -> List[str]:
    if "Source" not in call.operation and "Destination" not in call.operation:
        source = call.value("deliverySourceName")
        return [call.arn("logs", f"delivery:{call.value('id') or '*'}"), *(
            [call.arn("logs", f"delivery-source:{source}")] if source else []), *call.values("deliveryDestinationArn")]
    return [call.arn("logs", f"{kind}:{call.value('name', 'deliveryDestinationName')}")]
