"""Puts an OpenAPI document into moto's control plane, so that Get calls answer what was imported."""
from __future__ import annotations

import json
from typing import Any, Dict

from moto.apigateway.exceptions import BadRequestException

from .definition import AUTHORIZER, Definition, Method


def import_definition(api: Any, definition: Definition, overwrite: bool) -> None:
    """`api` is moto's RestAPI."""
    paths = {method.path for method in definition.methods()} | set(definition.document.get("paths") or {})
    if overwrite:
        _forget(api, paths)
    _import_parts(api, definition, overwrite)
    validators = {validator.name: validator.id for validator in api.get_request_validators()}
    authorizers = {authorizer.name: authorizer.id for authorizer in api.get_authorizers()}
    for path in sorted(paths):
        _resource(api, path)
    for method in definition.methods():
        _import_method(_resource(api, method.path), method, validators, authorizers)
    api.binaryMediaTypes = definition.binary_types or api.binaryMediaTypes


def _forget(api: Any, paths: "set[str]") -> None:
    kept = {"/"}
    for path in paths:
        parts = path.strip("/").split("/")
        kept |= {"/" + "/".join(parts[:count]) for count in range(1, len(parts) + 1)}
    for identifier, resource in [(key, resource) for key, resource in api.resources.items()
                                 if resource.get_path() not in kept]:
        del api.resources[identifier]
    for resource in api.resources.values():
        resource.resource_methods.clear()


def _resource(api: Any, path: str) -> Any:
    """The resource of a path, made with its parents where it is missing."""
    found = api.get_resource_for_path(path)
    if found is not None:
        return found
    parent, _, part = path.rpartition("/")
    return api.add_child(part, _resource(api, parent or "/").id)


def _import_parts(api: Any, definition: Definition, overwrite: bool) -> None:
    if overwrite:
        api.models.clear()
        api.gateway_responses.clear()
    for name, schema in definition.schemas.items():
        api.add_model(name, schema.get("description", ""), json.dumps(schema), "application/json")
    for name, answer in definition.gateway_responses.items():
        status = answer.get("statusCode")
        api.put_gateway_response(name, None if status is None else str(status),
                                 answer.get("responseParameters"), answer.get("responseTemplates"))
    known = {validator.name: validator for validator in api.get_request_validators()}
    for name, rules in definition.validators.items():
        body, parameters = bool(rules.get("validateRequestBody")), bool(rules.get("validateRequestParameters"))
        if name in known:
            known[name].validate_request_body, known[name].validate_request_parameters = body, parameters
        else:
            api.create_request_validator(name, body, parameters)
    _import_authorizers(api, definition)


def _import_authorizers(api: Any, definition: Definition) -> None:
    known = {authorizer.name for authorizer in api.get_authorizers()}
    for name, scheme in definition.schemes.items():
        authorizer = scheme.get(AUTHORIZER)
        if authorizer and name not in known:
            api.create_authorizer(
                authorizer_id=f"{api.id}{len(api.authorizers)}", name=name,
                authorizer_type=authorizer.get("type", "token").upper(),
                provider_arns=authorizer.get("providerARNs"), auth_type=scheme.get("x-amazon-apigateway-authtype"),
                authorizer_uri=authorizer.get("authorizerUri"),
                authorizer_credentials=authorizer.get("authorizerCredentials"),
                identity_source=authorizer.get("identitySource", f"method.request.header.{scheme.get('name')}"),
                identiy_validation_expression=authorizer.get("identityValidationExpression"),
                authorizer_result_ttl=authorizer.get("authorizerResultTtlInSeconds", 300))


def _import_method(resource: Any, method: Method, validators: Dict[str, str], authorizers: Dict[str, str]) -> None:
    places = {"header": "header", "query": "querystring", "path": "path"}
    made = resource.add_method(
        method.http_method, method.authorization, method.api_key_required,
        request_parameters={f"method.request.{places[p.place]}.{p.name}": p.required
                            for p in method.parameters if p.place in places},
        request_models={kind: schema.get("$ref", "Empty").rsplit("/", 1)[-1] for kind, schema in method.models.items()},
        operation_name=method.operation.get("operationId"),
        authorizer_id=authorizers.get(method.scheme or ""), authorization_scopes=method.scopes or None,
        request_validator_id=validators.get(method.validator or ""))
    for status, response in (method.operation.get("responses") or {}).items():
        parameters = {f"method.response.header.{name}": False for name in response.get("headers") or {}}
        made.create_response(str(status), None, parameters or None)
    if method.integration:
        _import_integration(resource, method)


def _import_integration(resource: Any, method: Method) -> None:
    source = method.integration
    timeout = source.get("timeoutInMillis")
    integration = resource.add_integration(
        method.http_method, source.get("type", "").upper(), source.get("uri"),
        request_templates=source.get("requestTemplates"),
        passthrough_behavior=source.get("passthroughBehavior", "when_no_match").upper(),
        integration_method=source.get("httpMethod"), timeout_in_millis=timeout,
        request_parameters=source.get("requestParameters"), credentials=source.get("credentials"),
        content_handling=source.get("contentHandling"), connection_type=source.get("connectionType"))
    for pattern, response in (source.get("responses") or {}).items():
        _check_headers(method, response)
        integration.create_integration_response(
            str(response.get("statusCode", "200")), None if pattern == "default" else pattern,
            dict(response.get("responseTemplates") or {}), response.get("responseParameters"))


def _check_headers(method: Method, response: Dict[str, Any]) -> None:
    """API Gateway maps to headers only that the method's response declares."""
    declared = (method.operation.get("responses") or {}).get(str(response.get("statusCode", "200")), {})
    for target in response.get("responseParameters") or {}:
        name = target.split("method.response.header.", 1)[-1]
        if name not in (declared.get("headers") or {}):
            raise BadRequestException(
                f"Unable to put integration response on '{method.http_method}' for resource at path '{method.path}': "
                f"Invalid mapping expression specified: Validation Result: warnings : [], errors : "
                f"[Invalid mapping expression parameter specified: {target}]")
