"""EventBridge: a rule's ARN names its bus unless that is the default one; entries name a bus each."""
from __future__ import annotations

from typing import List, Optional

from .ask import Ask
from .call import Call

OF_RULES = {"DeleteRule", "DescribeRule", "DisableRule", "EnableRule", "ListTargetsByRule", "PutRule", "PutTargets",
            "RemoveTargets"}


def asks(call: Call) -> Optional[List[Ask]]:
    if call.operation == "PutEvents":
        buses = {entry.get("EventBusName", "default") for entry in call.params["Entries"]}
        return [Ask("events:PutEvents", bus if bus.startswith("arn:") else call.arn("events", f"event-bus/{bus}"))
                for bus in sorted(buses)]
    if call.operation in OF_RULES:
        bus = call.value("EventBusName").rpartition("/")[2]
        rule = call.value("Rule", "Name")
        return [Ask(f"events:{call.operation}",
                    call.arn("events", f"rule/{rule}" if bus in ("", "default") else f"rule/{bus}/{rule}"))]
    if call.operation.endswith("EventBus"):
        name = call.value("Name") or "default"
        return [Ask(f"events:{call.operation}", call.arn("events", f"event-bus/{name.rpartition('/')[2]}"))]
    return None
