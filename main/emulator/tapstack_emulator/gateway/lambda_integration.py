"""Calls the function of an AWS_PROXY integration: with its permission, within the integration's timeout."""
from __future__ import annotations

import re
import threading
from concurrent.futures import Future, TimeoutError as FutureTimeout
from typing import Any, Dict

from moto.awslambda.exceptions import UnknownFunctionException

from ..emulator import Emulator, log
from ..functions.outcome import Outcome, Refused
from ..functions.runtime import resolve
from ..iam.conditions import all_met
from ..iam.policy import many
from .context import RequestContext
from .definition import Method
from .responses import GatewayRefusal

DEFAULT_TIMEOUT_MILLISECONDS = 29_000
FUNCTION_URI = re.compile(r"^arn:aws:apigateway:[^:]+:lambda:path/2015-03-31/functions/(.+)/invocations$")
STAGE_VARIABLE = re.compile(r"\$\{stageVariables\.([A-Za-z0-9_]+)\}")


def invoke(emulator: Emulator, method: Method, context: RequestContext, stage_variables: Dict[str, str],
           event: bytes) -> Outcome:
    uri = STAGE_VARIABLE.sub(lambda match: stage_variables.get(match.group(1), ""), method.integration.get("uri", ""))
    match = FUNCTION_URI.match(uri)
    if match is None or emulator.functions is None:
        log.error("integration of %s %s cannot run: %s", method.http_method, method.path,
                  f"no function in {uri}" if match is None else "started without --runtime-classpath")
        raise GatewayRefusal("API_CONFIGURATION_ERROR")
    try:
        function, arn = resolve(match.group(1))
    except UnknownFunctionException:
        raise GatewayRefusal("API_CONFIGURATION_ERROR") from None
    if not permitted(function, arn, source_arn(context, method)):
        log.error("API %s has no permission to invoke %s", context.api_id, arn)
        raise GatewayRefusal("API_CONFIGURATION_ERROR")
    return _within(method.integration.get("timeoutInMillis", DEFAULT_TIMEOUT_MILLISECONDS) / 1000,
                   emulator, function, arn, event)


def source_arn(context: RequestContext, method: Method) -> str:
    """What Lambda sees as aws:SourceArn: the method's resource, its parameters as stars."""
    resource = re.sub(r"\{[^}]+\}", "*", method.path)
    return (f"arn:aws:execute-api:{context.region}:{context.account_id}:{context.api_id}/{context.stage}/"
            f"{context.request.method}{resource}")


def permitted(function: Any, arn: str, source: str) -> bool:
    """Whether the function's resource policy lets API Gateway in, for this alias and this API."""
    for statement in function.policy.statements:
        principal = statement.get("Principal", {})
        services = many(principal.get("Service", [])) if isinstance(principal, dict) else [principal]
        if (statement.get("Effect") == "Allow" and "apigateway.amazonaws.com" in services
                and statement.get("Resource", arn) == arn
                and all_met(statement.get("Condition") or {}, {"aws:sourcearn": source})):
            return True
    return False


def _within(seconds: float, emulator: Emulator, function: Any, arn: str, event: bytes) -> Outcome:
    answer: "Future[Outcome]" = Future()

    def run() -> None:
        try:
            answer.set_result(emulator.functions.invoke(function, arn, event))
        except Exception as problem:  # raised where the answer is read
            answer.set_exception(problem)

    threading.Thread(target=run, daemon=True).start()
    try:
        return answer.result(timeout=seconds)
    except FutureTimeout:
        raise GatewayRefusal("INTEGRATION_TIMEOUT") from None
    except Refused as refusal:
        log.warning("%s refused: %s", arn, refusal)
        raise GatewayRefusal("INTEGRATION_FAILURE") from None
