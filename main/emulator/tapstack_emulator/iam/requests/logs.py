"""CloudWatch Logs: the ARN of a group ends in its (empty) stream, in calls that name the group by its name."""
from __future__ import annotations

from typing import List, Optional

from .ask import Ask
from .call import Call


def asks(call: Call) -> Optional[List[Ask]]:
    group, stream = call.value("logGroupName"), call.value("logStreamName")
    if not group and call.operation == "DescribeLogGroups":
        return [Ask("logs:DescribeLogGroups", call.arn("logs", "log-group::log-stream:"))]
    if not group:
        return None
    return [Ask(f"logs:{call.operation}", call.arn("logs", f"log-group:{group}:log-stream:{stream}"))]
