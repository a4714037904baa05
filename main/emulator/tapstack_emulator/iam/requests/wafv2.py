"""AWS WAF: a web ACL on an API's stage needs the API's consent."""
from __future__ import annotations

from typing import List, Optional

from .ask import Ask
from .call import Call
from .resources import resources

SETTING = {"AssociateWebACL", "DisassociateWebACL"}
ON_STAGES = {*SETTING, "GetWebACLForResource"}


def asks(call: Call) -> Optional[List[Ask]]:
    """A web ACL has its scope in the ARN: REGIONAL is regional there, CLOUDFRONT global."""
    scope = call.value("Scope")
    stage = call.value("ResourceArn", "LoggingConfiguration.ResourceArn")
    arn = call.value("WebACLArn") or (stage if ":wafv2:" in stage else "")
    if not arn and scope:
        where = "regional" if scope == "REGIONAL" else "global"
        kind = "webacl" if "WebACL" in call.action else "*"
        arn = call.arn("wafv2", f"{where}/{kind}/{call.value('Name') or '*'}/{call.value('Id') or '*'}")
    if not arn and call.action in ON_STAGES:
        arn = call.arn("wafv2", "regional/webacl/*/*")
    found = [Ask(f"wafv2:{call.action}", each) for each in ([arn] if arn else resources(call))]
    found += [Ask(f"wafv2:{call.action}", stage)] if call.action in ON_STAGES else []
    return found + ([Ask("apigateway:SetWebACL", stage)] if call.action in SETTING else [])
