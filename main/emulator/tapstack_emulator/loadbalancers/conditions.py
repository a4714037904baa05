"""Whether a rule's conditions hold for a request: all of them, each by one of its values.

https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-condition-types.html
"""
from __future__ import annotations

import ipaddress
from typing import Any, Callable, Dict, List
from urllib.parse import parse_qsl

from ..gateway.request import Request
from ..iam.conditions import glob

Condition = Dict[str, Any]


def all_hold(conditions: List[Condition], request: Request) -> bool:
    return all(KINDS[condition["Field"]](condition, request) for condition in conditions)


def _http_header(condition: Condition, request: Request) -> bool:
    config = condition["HttpHeaderConfig"]
    have = request.all_headers().get(config["HttpHeaderName"].lower(), [])
    return any(_alike(pattern, value) for pattern in config["Values"] for value in have)


def _host(condition: Condition, request: Request) -> bool:
    have = (request.header("host") or "").partition(":")[0]
    return any(_alike(pattern, have) for pattern in _values(condition, "HostHeaderConfig"))


def _path(condition: Condition, request: Request) -> bool:
    return any(glob(pattern, request.path) for pattern in _values(condition, "PathPatternConfig"))


def _method(condition: Condition, request: Request) -> bool:
    return request.method in condition["HttpRequestMethodConfig"]["Values"]


def _query(condition: Condition, request: Request) -> bool:
    have = parse_qsl(request.query, keep_blank_values=True)
    return any(_alike(wanted.get("Key") or "*", name) and _alike(wanted["Value"], value)
               for wanted in condition["QueryStringConfig"]["Values"] for name, value in have)


def _source(condition: Condition, request: Request) -> bool:
    have = ipaddress.ip_address(request.source_ip)
    return any(have in ipaddress.ip_network(network, strict=False) for network in condition["SourceIpConfig"]["Values"])


def _values(condition: Condition, config: str) -> List[str]:
    """The newer form, or the older one."""
    return condition.get(config, condition).get("Values") or []


def _alike(pattern: str, value: str) -> bool:
    """* for any characters, ? for one; upper and lower case are the same."""
    return glob(pattern.lower(), value.lower())


KINDS: Dict[str, Callable[[Condition, Request], bool]] = {
    "host-header": _host,
    "http-header": _http_header,
    "http-request-method": _method,
    "path-pattern": _path,
    "query-string": _query,
    "source-ip": _source,
}
