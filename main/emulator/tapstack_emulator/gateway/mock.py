"""The MOCK integration, as OPTIONS methods for CORS use it: constant templates with $context variables."""
from __future__ import annotations

import json
import re
from typing import Any, Dict

from .context import RequestContext
from .definition import Method
from .request import Answer
from .responses import GatewayRefusal


def answer(method: Method, context: RequestContext) -> Answer:
    status = _wanted_status(method.integration, context)
    response = _response(method.integration, status)
    headers = {"Content-Type": "application/json"}
    for target, source in (response.get("responseParameters") or {}).items():
        if source.startswith("'"):
            headers[target.split("method.response.header.", 1)[-1]] = source[1:-1]
    template = (response.get("responseTemplates") or {}).get("application/json") or ""
    return Answer(int(response.get("statusCode", status)), context.fill(template).encode(), list(headers.items()))


def _wanted_status(integration: Dict[str, Any], context: RequestContext) -> str:
    """A mock's request template says which status it answers."""
    content_type = (context.request.header("content-type") or "application/json").split(";")[0].strip()
    templates = integration.get("requestTemplates") or {}
    template = templates.get(content_type)
    if template is None and templates and integration.get("passthroughBehavior", "").lower() != "when_no_match":
        raise GatewayRefusal("UNSUPPORTED_MEDIA_TYPE")
    try:
        return str(json.loads(context.fill(template or ""))["statusCode"])
    except (ValueError, KeyError, TypeError):
        raise GatewayRefusal("API_CONFIGURATION_ERROR") from None


def _response(integration: Dict[str, Any], status: str) -> Dict[str, Any]:
    responses = integration.get("responses") or {}
    for pattern, response in responses.items():
        if pattern != "default" and re.fullmatch(pattern, status):
            return response
    if "default" not in responses:
        raise GatewayRefusal("API_CONFIGURATION_ERROR")
    return responses["default"]
