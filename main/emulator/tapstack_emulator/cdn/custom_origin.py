"""An origin that is a load balancer, by its DNS name or an alias record of it."""
from __future__ import annotations

from typing import Any, Dict

from ..gateway.request import Answer, Request
from ..loadbalancers import names
from ..loadbalancers.front import LoadBalancers, listener_of
from .answers import Problem
from .viewers import protocol_of

DEFAULT_READ_SECONDS = 30


def ask(load_balancers: LoadBalancers, origin: Dict[str, Any], request: Request, viewer: Request) -> Answer:
    """`viewer` is the request as it came, `request` as it goes on."""
    domain, config = origin["DomainName"], origin["CustomOriginConfig"]
    balancer = names.find(domain.lower())
    if balancer is None:
        raise Problem(502, f"CloudFront wasn't able to resolve the origin domain name {domain}.")
    policy = config["OriginProtocolPolicy"]
    protocol = protocol_of(viewer) if policy == "match-viewer" else policy.partition("-")[0]
    port = int(config["HTTPSPort" if protocol == "https" else "HTTPPort"])
    listener = listener_of(balancer, port)
    if listener is None:
        raise Problem(504, f"CloudFront wasn't able to connect to {domain} on port {port}.")
    if listener.protocol.lower() != protocol:
        raise Problem(502, f"CloudFront comes to port {port} of {domain} by {protocol.upper()}, which is "
                           f"{listener.protocol}.")
    patience = float(config.get("OriginReadTimeout") or DEFAULT_READ_SECONDS)
    return load_balancers.answer(balancer, listener, request, patience)
