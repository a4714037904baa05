"""CloudFront: tags come in the call that makes a distribution."""
from __future__ import annotations

from typing import List, Optional

from .ask import Ask
from .call import Call


def asks(call: Call) -> Optional[List[Ask]]:
    if call.operation != "CreateDistributionWithTags":
        return None
    return [Ask("cloudfront:CreateDistribution", "*"),
            Ask("cloudfront:TagResource", f"arn:aws:cloudfront::{call.account}:distribution/*")]
