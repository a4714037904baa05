"""Systems Manager: AWS's own parameters belong to no account."""
from __future__ import annotations

from typing import List, Optional

from .ask import Ask
from .call import Call
from .resources import resources

PUBLIC = "/aws/service/"


def asks(call: Call) -> Optional[List[Ask]]:
    if not any(name.startswith(PUBLIC) for name in call.values("Name", "Names", "Path")):
        return None
    return [Ask(f"ssm:{call.action}", arn.replace(f":{call.account}:parameter{PUBLIC}", f"::parameter{PUBLIC}"))
            for arn in resources(call)]
