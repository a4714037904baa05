"""API Gateway's execution log: what failed behind the API (ERROR), and every request's way (INFO); never its data."""
from __future__ import annotations

from typing import Any, Dict, List

from moto.logs.models import logs_backends

from .context import RequestContext
from .log_lines import LogLines
from .throttle import settings_of

WHY = {
    "API_CONFIGURATION_ERROR": "Execution failed due to configuration error",
    "AUTHORIZER_CONFIGURATION_ERROR": "Execution failed due to configuration error: Authorizer error",
    "DEFAULT_5XX": "Execution failed due to configuration error: Malformed Lambda proxy response",
    "INTEGRATION_FAILURE": "Execution failed due to an internal error",
    "INTEGRATION_TIMEOUT": "Execution failed due to a timeout error",
}


class ExecutionLog:
    def __init__(self, lines: LogLines):
        self._lines = lines

    def write(self, method_settings: Dict[str, Any], context: RequestContext) -> None:
        settings = settings_of(method_settings, context.resource_path, context.request.method) or {}
        lines = lines_of(settings.get("loggingLevel", "OFF"), context)
        if lines:
            backend = logs_backends[context.account_id][context.region]
            group = f"API-Gateway-Execution-Logs_{context.api_id}/{context.stage}"
            backend.ensure_log_group(group)
            self._lines.write(backend, group, context.api_id, [f"({context.request_id}) {line}" for line in lines])


def lines_of(level: str, context: RequestContext) -> List[str]:
    why = WHY.get(context.values.get("error.responseType", ""))
    failed = [f"{why}: {context.values['integrationErrorMessage']}" if "integrationErrorMessage" in context.values
              else why] if why else []
    completed = f"Method completed with status: {context.values['status']}"
    if level == "INFO":
        return [f"Starting execution for request: {context.request_id}",
                f"HTTP Method: {context.request.method}, Resource Path: {context.resource_path}", *failed, completed]
    return [*failed, completed] if failed and level == "ERROR" else []
