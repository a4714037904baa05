"""API Gateway's control plane: the action is the HTTP method, the resource the path."""
from __future__ import annotations

from typing import List

from .ask import Ask
from .call import Call


def asks(call: Call) -> List[Ask]:
    path = call.response.raw_path
    return [Ask(f"apigateway:{call.response.method.upper()}", f"arn:aws:apigateway:{call.region}::{path}")]
