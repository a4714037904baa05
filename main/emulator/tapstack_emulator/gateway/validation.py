"""Request validation: required parameters, and bodies against the API's models (JSON Schema draft 4)."""
from __future__ import annotations

import json
from typing import Dict, List, Optional

from jsonschema import Draft4Validator

from .definition import Definition, Method
from .request import Request
from .responses import GatewayRefusal


def validate(method: Method, definition: Definition, request: Request, path_parameters: Dict[str, str]) -> None:
    """Raises GatewayRefusal for a request that the method's validator does not let through."""
    if method.validate_parameters:
        missing = missing_parameters(method, request, path_parameters)
        if missing:
            raise GatewayRefusal("BAD_REQUEST_PARAMETERS",
                                 f"Missing required request parameters: [{', '.join(missing)}]")
    if method.validate_body:
        problem = body_problem(method, definition, request)
        if problem is not None:
            raise GatewayRefusal("BAD_REQUEST_BODY", validation=problem)


def missing_parameters(method: Method, request: Request, path_parameters: Dict[str, str]) -> List[str]:
    headers, query = request.all_headers(), request.query_values()
    given = {"header": lambda name: headers.get(name.lower()), "query": query.get,
             "path": lambda name: [path_parameters.get(name, "")]}
    return [parameter.name for parameter in method.parameters
            if parameter.required and parameter.place in given
            and not any(value.strip() for value in given[parameter.place](parameter.name) or [])]


def body_problem(method: Method, definition: Definition, request: Request) -> Optional[str]:
    """What is wrong with the body, or None. A content type without a model is not validated, as with AWS."""
    content_type = (request.header("content-type") or "application/json").split(";")[0].strip().lower()
    schema = method.models.get(content_type)
    if schema is None:
        return None
    try:
        body = json.loads(request.body)
    except ValueError:
        return "[Can not parse content as JSON]"
    validator = Draft4Validator({"allOf": [schema], "components": {"schemas": definition.schemas}})
    problems = sorted(validator.iter_errors(body), key=lambda error: list(map(str, error.absolute_path)))
    return f"[{', '.join(problem.message for problem in problems)}]" if problems else None
