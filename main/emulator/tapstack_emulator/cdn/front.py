"""Takes requests through a distribution: behaviour, viewer's limits, origin, error pages, headers."""
from __future__ import annotations

import secrets
import time
from dataclasses import dataclass, field, replace
from typing import Any, Callable, Dict, Iterable, Optional

from ..emulator import Emulator, log
from ..gaps.cloudfront_headers import policies as response_headers_policies
from ..gateway.request import Answer, Request, from_environ
from ..loadbalancers.front import LoadBalancers
from ..loadbalancers.messages import Headers, end_to_end, for_host, send
from . import (answers, bucket, compression, custom_origin, distributions, origin_request, policies, response_headers,
               viewers)
from .answers import Problem, Refusal

PREFIX = "/_cloudfront/"


@dataclass
class Visit:
    """One request on its way."""

    distribution: Any
    host: str
    request: Request
    id: str = field(default_factory=lambda: secrets.token_urlsafe(40) + "==")
    behavior: Optional[Dict[str, Any]] = None
    origin: Optional[str] = None
    error_page: Optional[str] = None
    problem: Optional[str] = None
    cache: str = "Miss"

    @property
    def config(self) -> Any:
        return self.distribution.distribution_config

    @property
    def own_headers(self) -> Headers:
        return [("Via", f"1.1 {self.distribution.domain_name} (CloudFront)"), ("X-Amz-Cf-Id", self.id)]


class Cdn:
    def __init__(self, emulator: Emulator, load_balancers: LoadBalancers):
        self._emulator = emulator
        self._load_balancers = load_balancers

    def knows(self, host: str) -> bool:
        return host.endswith((distributions.PUBLIC, distributions.LOCAL)) or distributions.find(host) is not None

    def __call__(self, environ: Dict[str, Any], start_response: Callable, host: str) -> Iterable[bytes]:
        return self._serve(from_environ(environ, ""), start_response, host)

    def at_prefix(self, environ: Dict[str, Any], start_response: Callable) -> Iterable[bytes]:
        """http://127.0.0.1:PORT/_cloudfront/ID/path"""
        distribution_id = environ["PATH_INFO"][len(PREFIX):].partition("/")[0]
        host = distribution_id.lower() + distributions.LOCAL
        return self._serve(for_host(from_environ(environ, PREFIX + distribution_id), host), start_response, host)

    def _serve(self, request: Request, start_response: Callable, host: str) -> Iterable[bytes]:
        begin = time.monotonic()
        distribution = distributions.find(host)
        if distribution is None:
            return send(answers.page(403, f"No distribution is called {host}."), request.method, start_response)
        visit = Visit(distribution, host, request)
        answer = self._answer(visit)
        self._tell(visit, answer, int((time.monotonic() - begin) * 1000))
        return send(answer, request.method, start_response)

    def _answer(self, visit: Visit) -> Answer:
        request = visit.request
        try:
            if not visit.config.Enabled:
                raise Refusal(403, "The distribution is disabled.")
            path = distributions.asked_path(visit.config, request.path)
            visit.behavior = distributions.behavior_of(visit.config, path)
            viewers.check(visit.behavior, request, visit.host)
            answer = self._fetch_or_page(visit, visit.behavior, path)
        except Refusal as refusal:
            visit.problem, visit.cache = str(refusal), "Redirect" if refusal.status < 400 else "Error"
            answer = answers.page(refusal.status, str(refusal))
            answer.headers += refusal.headers
        answer.headers = self._with_policy(visit, answer.headers) + [
            ("X-Cache", f"{visit.cache} from cloudfront"), *visit.own_headers]
        return answer

    def _fetch_or_page(self, visit: Visit, behavior: Dict[str, Any], path: str) -> Answer:
        request = replace(visit.request, path=path)
        answer = self._fetch(visit, behavior, request)
        if answer.status < 400:
            return answer
        visit.cache = "Error"
        shown = next((each for each in visit.config.CustomErrorResponses.get("Items") or []
                      if int(each["ErrorCode"]) == answer.status and each.get("ResponsePagePath")), None)
        if shown is None:
            return answer
        visit.error_page = shown["ResponsePagePath"]
        of_page = distributions.behavior_of(visit.config, visit.error_page)
        page = self._fetch(visit, of_page, origin_request.for_error_page(request, visit.error_page))
        if page.status < 400:
            page.status = int(shown.get("ResponseCode") or answer.status)
        return page

    def _fetch(self, visit: Visit, behavior: Dict[str, Any], request: Request) -> Answer:
        """From the origin; an error of CloudFront's own where it cannot be asked."""
        try:
            origin = distributions.origin_of(visit.config, behavior)
            visit.origin = visit.origin or origin["Id"]
            onward = origin_request.made(request, behavior, origin, visit.own_headers)
            answer = (bucket.ask(visit.distribution, origin, onward) if bucket.is_one(origin)
                      else custom_origin.ask(self._load_balancers, origin, onward, visit.request))
            answer.headers = end_to_end(answer.headers)
            return compression.compressed(answer, request) if policies.compresses(behavior) else answer
        except Problem as problem:
            log.warning("distribution %s: %s", visit.distribution.id, problem)
            visit.problem = str(problem)
            return answers.page(problem.status, str(problem))
        except Exception as problem:
            log.exception("distribution %s: %s %s", visit.distribution.id, request.method, request.path)
            visit.problem = f"{type(problem).__name__}: {problem}"
            return answers.page(500, visit.problem)

    def _with_policy(self, visit: Visit, headers: Headers) -> Headers:
        policy_id = (visit.behavior or {}).get("ResponseHeadersPolicyId")
        policy = response_headers_policies(distributions.backend()).get(policy_id)
        return response_headers.applied(policy.config, headers) if policy is not None else headers

    def _tell(self, visit: Visit, answer: Answer, milliseconds: int) -> None:
        request, distribution = visit.request, visit.distribution
        self._emulator.journal.record(
            "edge", distribution.id, f"{request.method} {request.path} {answer.status} in {milliseconds} ms",
            {"distributionId": distribution.id, "requestId": visit.id,
             "behavior": (visit.behavior or {}).get("PathPattern", "default"), "origin": visit.origin,
             "errorPage": visit.error_page, "method": request.method, "path": request.path, "status": answer.status,
             "milliseconds": milliseconds, "error": visit.problem})
