"""CloudFront: what is made has no id yet. AWS's table names no resource for these calls, its refusals do."""
from __future__ import annotations

from typing import List, Optional

from .ask import Ask
from .call import Call
from .consequences import request_tags

# operation -> what it makes
MADE = {"CreateDistribution": "distribution", "CreateDistributionWithTags": "distribution",
        "CreateOriginAccessControl": "origin-access-control", "CreateResponseHeadersPolicy": "response-headers-policy"}


def asks(call: Call) -> Optional[List[Ask]]:
    if call.operation not in MADE:
        return None
    made = f"arn:aws:cloudfront::{call.account}:{MADE[call.operation]}/*"
    return [Ask(f"cloudfront:{call.operation.replace('WithTags', '')}", made),
            *([Ask("cloudfront:TagResource", made)] if request_tags(call) else [])]
