"""Takes API requests through API Gateway's steps: route, authorise, throttle, validate, integrate, log."""
from __future__ import annotations

import json
import time
from typing import Any, Callable, Dict, Iterable, Optional, Tuple

from moto.apigateway.models import apigateway_backends

from .. import ACCOUNT_ID
from ..emulator import Emulator, log
from ..gaps.apigateway import deployed_document
from . import lambda_integration, mock, proxy, resource_policy, responses
from .access_log import AccessLog
from .api_keys import ApiKeys
from .authorization import authorize
from .context import RequestContext
from .definition import BINARY_TYPES, POLICY, Definition, Method
from .execution_log import ExecutionLog
from .log_lines import LogLines
from .request import Answer, from_environ
from .responses import GatewayRefusal
from .routing import Router
from .throttle import Throttle, limits_of
from .validation import validate

PREFIX = "/_execute-api/"
FORBIDDEN = Answer(403, b'{"message":"Forbidden"}', [("Content-Type", "application/json"),
                                                     ("x-amzn-ErrorType", "ForbiddenException")])


class Deployed:
    """A deployment's document, made ready to serve."""

    def __init__(self, document: dict):
        self.definition = Definition(document)
        self.router = Router(self.definition.methods())


class Gateway:
    def __init__(self, emulator: Emulator):
        self._emulator = emulator
        self._throttle = Throttle()
        self._api_keys = ApiKeys()
        lines = LogLines()
        self._access_log, self._execution_log = AccessLog(lines), ExecutionLog(lines)
        self._deployed: Dict[Tuple[str, str], Deployed] = {}

    def __call__(self, environ: Dict[str, Any], start_response: Callable) -> Iterable[bytes]:
        """http://127.0.0.1:PORT/_execute-api/API/STAGE/path"""
        api_id, _, rest = environ["PATH_INFO"][len(PREFIX):].partition("/")
        stage_name = rest.partition("/")[0]
        return self._serve(environ, start_response, api_id, stage_name, f"{PREFIX}{api_id}/{stage_name}", None)

    def at_custom_domain(self, environ: Dict[str, Any], start_response: Callable, domain: str) -> Iterable[bytes]:
        """A request whose Host is one of the custom domains, by its base path mappings."""
        first = environ["PATH_INFO"].strip("/").partition("/")[0]
        mappings = {mapping.base_path: mapping for _, backend in backends()
                    for mapping in backend.base_path_mappings.get(domain, {}).values()}
        mapping = mappings.get(first) or mappings.get("(none)")
        if mapping is None:
            return FORBIDDEN.send(start_response)
        strip = f"/{first}" if first in mappings else ""
        return self._serve(environ, start_response, mapping.rest_api_id, mapping.stage, strip, domain)

    def knows_domain(self, domain: str) -> bool:
        return any(domain in backend.domain_names for _, backend in backends())

    def _serve(self, environ: Dict[str, Any], start_response: Callable, api_id: str, stage_name: str, strip: str,
               domain: Optional[str]) -> Iterable[bytes]:
        region, api = find_api(api_id)
        stage = api.stages.get(stage_name) if api is not None else None
        deployed = self._deployment(api, stage.deployment_id) if stage is not None else None
        request = from_environ(environ, strip)
        if stage is None or deployed is None or (domain is None and api.disableExecuteApiEndpoint):
            return FORBIDDEN.send(start_response)
        context = RequestContext(request, api_id, stage_name, ACCOUNT_ID, region,
                                 domain or f"{api_id}.execute-api.{region}.amazonaws.com")
        context.identity.update(sourceIp=request.source_ip, userAgent=request.header("user-agent"))
        answer = self._answer(deployed, stage, context)
        answer.headers += [("x-amzn-RequestId", context.request_id), ("x-amz-apigw-id", context.request_id)]
        context.values.update({"status": answer.status, "responseLength": len(answer.body),
                               "responseLatency": int((time.time() - context.started) * 1000)})
        self._access_log.write(stage.access_log_settings, context)
        self._execution_log.write(stage.method_settings, context)
        self._tell(api, context)
        return answer.send(start_response)

    def _tell(self, api: Any, context: RequestContext) -> None:
        request, values = context.request, context.values
        self._emulator.journal.record(
            "api", api.name, f"{request.method} {context.path} {values['status']} in {values['responseLatency']} ms",
            {"apiId": context.api_id, "stage": context.stage, "requestId": context.request_id,
             "method": request.method, "path": request.path, "resourcePath": context.resource_path,
             "status": values["status"], "milliseconds": values["responseLatency"],
             "error": values.get("error.message") or values.get("integrationErrorMessage")})

    def _deployment(self, api: Any, deployment_id: str) -> Optional[Deployed]:
        key = (api.id, deployment_id)
        if key not in self._deployed:
            document = deployed_document(api, deployment_id)
            if document is None:
                return None
            set_on_the_api = {BINARY_TYPES: api.binaryMediaTypes, POLICY: json.loads(api.policy or "null")}
            self._deployed[key] = Deployed({**set_on_the_api, **document})
        return self._deployed[key]

    def _answer(self, deployed: Deployed, stage: Any, context: RequestContext) -> Answer:
        try:
            return self._steps(deployed, stage, context)
        except GatewayRefusal as refusal:
            return responses.answer(refusal, deployed.definition, context)
        except Exception:
            log.exception("%s %s", context.request.method, context.request.target)
            return responses.answer(GatewayRefusal("API_CONFIGURATION_ERROR"), deployed.definition, context)

    def _steps(self, deployed: Deployed, stage: Any, context: RequestContext) -> Answer:
        request = context.request
        if request.too_large:
            raise GatewayRefusal("REQUEST_TOO_LARGE")
        routed = deployed.router.route(request.method, request.segments())
        if routed is None:
            raise GatewayRefusal("MISSING_AUTHENTICATION_TOKEN")
        method, path_parameters = routed
        context.resource_path = method.path
        authorize(method, deployed.definition, context, self._emulator.options)
        if deployed.definition.policy:
            resource_policy.check(deployed.definition.policy, method, context)
        if method.api_key_required:
            self._api_keys.check(apigateway_backends[ACCOUNT_ID][context.region], context)
        limits = limits_of(stage.method_settings, method.path, method.http_method)
        if not self._throttle.admits((context.api_id, context.stage, method.path, method.http_method), limits):
            raise GatewayRefusal("THROTTLED")
        validate(method, deployed.definition, request, path_parameters)
        return self._integrate(deployed.definition, method, stage, context, path_parameters)

    def _integrate(self, definition: Definition, method: Method, stage: Any, context: RequestContext,
                   path_parameters: Dict[str, str]) -> Answer:
        kind = method.integration.get("type", "").upper()
        if kind == "MOCK":
            return mock.answer(method, context)
        if kind != "AWS_PROXY":
            log.error("integration type %s of %s %s is not emulated", kind, method.http_method, method.path)
            raise GatewayRefusal("API_CONFIGURATION_ERROR")
        event = proxy.event(context, path_parameters, stage.variables, definition.binary_types)
        begin = time.time()
        outcome = lambda_integration.invoke(self._emulator, method, context, stage.variables or {},
                                            json.dumps(event).encode())
        context.values["integrationLatency"] = context.values["integration.latency"] = int((time.time() - begin) * 1000)
        context.values["integrationStatus"] = context.values["integration.status"] = 200
        try:
            if outcome.error:
                raise proxy.MalformedAnswer(f"the function failed: {outcome.payload[:500].decode(errors='replace')}")
            return proxy.answer(outcome.payload, proxy.wants_binary(context.request, definition.binary_types))
        except proxy.MalformedAnswer as problem:
            context.values["integrationErrorMessage"] = context.values["integration.error"] = str(problem)
            raise GatewayRefusal("DEFAULT_5XX") from None


def backends() -> Iterable[Tuple[str, Any]]:
    return list(dict.items(apigateway_backends[ACCOUNT_ID]))


def find_api(api_id: str) -> Tuple[str, Any]:
    """(region, moto's RestAPI), or ("", None)."""
    return next(((region, backend.apis[api_id]) for region, backend in backends() if api_id in backend.apis),
                ("", None))
