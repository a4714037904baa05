"""SES: version 1 has hardly a resource, version 2's SendEmail asks for what its content was called in version 1, too."""
from __future__ import annotations

from typing import List, Optional

from .ask import Ask
from .call import Call
from .resources import resources

# AWS names the second one when it refuses; the reference, the first. Nobody passes here whom AWS would refuse.
BY_CONTENT = {"Raw": "SendRawEmail", "Simple": "SendEmail", "Template": "SendTemplatedEmail"}
VERSION_1 = "ses"


def asks(call: Call) -> Optional[List[Ask]]:
    """Both versions share the prefix ses. Version 1's table gives its actions no resource type, so a policy must say *:
    service-authorization/latest/reference/list_amazonses.html, against list_amazonsimpleemailservicev2.html."""
    if call.response.service_name == VERSION_1 and not call.operation.startswith("Send"):
        return [Ask(f"ses:{call.operation}", "*")]
    content = call.params.get("Content") if call.operation == "SendEmail" else None
    if not isinstance(content, dict):
        return None
    actions = {"SendEmail", *(action for kind, action in BY_CONTENT.items() if kind in content)}
    return [Ask(f"ses:{action}", arn) for action in sorted(actions) for arn in resources(call)]
