"""Takes requests through a load balancer: listener, rule, action, target."""
from __future__ import annotations

import itertools
import json
import random
import time
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import Any, Callable, DefaultDict, Dict, Iterable, Iterator, Optional

from ..emulator import Emulator, log
from ..gateway.request import Answer, Request, from_environ
from . import answers, forwarding, names, request_headers, rules
from .answers import Problem
from .messages import for_host, send

PREFIX = "/_elb/"
PORTS = {"http": 80, "https": 443}
IDLE = "idle_timeout.timeout_seconds"


@dataclass
class Way:
    """Where a request went, for the journal."""

    rule: Optional[str] = None
    target: Optional[str] = None
    problem: Optional[str] = None


class LoadBalancers:
    def __init__(self, emulator: Emulator):
        self._emulator = emulator
        self._turns: DefaultDict[str, Iterator[int]] = defaultdict(itertools.count)

    def knows(self, host: str) -> bool:
        return names.find(host) is not None

    def at_name(self, environ: Dict[str, Any], start_response: Callable, host: str) -> Iterable[bytes]:
        """A request whose Host is a load balancer's name; the listener by Host's port or by X-Forwarded-Proto."""
        balancer = names.find(host)
        request = from_environ(environ, "")
        port = (request.header("host") or "").rpartition(":")[2]
        listener = listener_of(balancer, int(port)) if port.isdecimal() else None
        if listener is None:
            listener = listener_of(balancer, PORTS.get((request.header("x-forwarded-proto") or "http").lower(), 80))
        return self._serve(balancer, listener, request, start_response)

    def at_prefix(self, environ: Dict[str, Any], start_response: Callable) -> Iterable[bytes]:
        """http://127.0.0.1:PORT/_elb/NAME/LISTENER'S PORT/path"""
        name, _, rest = environ["PATH_INFO"][len(PREFIX):].partition("/")
        port = rest.partition("/")[0]
        balancer = names.called(name)
        listener = listener_of(balancer, int(port)) if balancer is not None and port.isdecimal() else None
        request = from_environ(environ, f"{PREFIX}{name}/{port}")
        if balancer is not None:
            request = for_host(request, balancer.dns_name)
        return self._serve(balancer, listener, request, start_response)

    def answer(self, balancer: Any, listener: Any, request: Request, patience: float = float("inf")) -> Answer:
        """`patience` is how long the caller waits, in seconds."""
        begin, way = time.monotonic(), Way()
        try:
            found = self._steps(balancer, listener, request, patience, way)
        except Problem as problem:
            way.problem = str(problem)
            log.info("load balancer %s: %s %s: %s", balancer.name, request.method, request.path, problem)
            found = answers.page(problem.status)
        except Exception as problem:
            way.problem = f"{type(problem).__name__}: {problem}"
            log.exception("load balancer %s: %s %s", balancer.name, request.method, request.path)
            found = answers.page(500)
        self._tell(balancer, listener, request, found, way, int((time.monotonic() - begin) * 1000))
        return found

    def _serve(self, balancer: Any, listener: Any, request: Request, start_response: Callable) -> Iterable[bytes]:
        if listener is None:  # on AWS nobody would have answered
            return send(_nobody(balancer), request.method, start_response)
        return send(self.answer(balancer, listener, request), request.method, start_response)

    def _steps(self, balancer: Any, listener: Any, request: Request, patience: float, way: Way) -> Answer:
        if request.too_large:
            raise Problem(413, "the body is too large")
        request = replace(request, headers=request_headers.accepted(request.headers, balancer.attrs))
        rule = rules.choose(listener, request)
        way.rule = str(rule.priority)
        actions = sorted(rule.actions, key=lambda action: int(action.data.get("Order") or 0))
        last = actions[-1]
        if len(actions) > 1 or last.type not in ("forward", "fixed-response", "redirect"):
            raise Problem(500, f"actions that are not emulated: {', '.join(action.type for action in actions)}")
        if last.type == "fixed-response":
            return answers.fixed(last.data["FixedResponseConfig"])
        if last.type == "redirect":
            return answers.redirect(last.data["RedirectConfig"], listener, request)
        return self._forward(balancer, listener, _target_group(last.data), request, patience, way)

    def _forward(self, balancer: Any, listener: Any, target_group: str, request: Request, patience: float,
                 way: Way) -> Answer:
        instances = self._emulator.instances
        healthy = instances.healthy_targets(target_group) if instances is not None else []
        if not healthy:
            raise Problem(503, f"no healthy targets in {target_group}")
        instance_id = healthy[next(self._turns[target_group]) % len(healthy)]
        port = names.port_of(target_group, instance_id)
        way.target = f"{instance_id}:{port}"
        address = instances.address(instance_id, port)
        if address is None:
            raise Problem(502, f"nothing listens on {way.target}")
        target = request.path + (f"?{request.query}" if request.query else "")
        return forwarding.ask(
            address, request.method, target,
            request_headers.forwarded(request, listener, balancer.attrs), request.body,
            min(float(balancer.attrs[IDLE]), patience))

    def _tell(self, balancer: Any, listener: Any, request: Request, answer: Answer, way: Way, milliseconds: int) -> None:
        self._emulator.journal.record(
            "edge", balancer.name, f"{request.method} {request.path} {answer.status} in {milliseconds} ms",
            {"loadBalancer": balancer.name, "listener": f"{listener.protocol} {listener.port}", "rule": way.rule,
             "target": way.target, "method": request.method, "path": request.path, "status": answer.status,
             "milliseconds": milliseconds, "error": way.problem})


def listener_of(balancer: Any, port: int) -> Optional[Any]:
    return next((each for each in list(balancer.listeners.values()) if int(each.port) == port), None)


def _target_group(action: Dict[str, Any]) -> str:
    """The one there is, or one by weight."""
    groups = [group for group in action.get("ForwardConfig", {}).get("TargetGroups", []) if int(group["Weight"]) > 0]
    if not groups:
        return action["TargetGroupArn"]
    return random.choices(groups, [int(group["Weight"]) for group in groups])[0]["TargetGroupArn"]


def _nobody(balancer: Any) -> Answer:
    ports = "" if balancer is None else ", ".join(str(each.port) for each in balancer.listeners.values())
    message = "no such load balancer" if balancer is None else f"{balancer.name} listens on: {ports or 'no port'}"
    return Answer(404, json.dumps({"message": message}).encode(), [("Content-Type", "application/json")])
