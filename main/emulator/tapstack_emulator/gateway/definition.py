"""A REST API as its OpenAPI document with API Gateway's extensions defines it."""
from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Dict, Iterator, List, Optional

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "x-amazon-apigateway-any-method")
ANY = "ANY"

INTEGRATION = "x-amazon-apigateway-integration"
VALIDATOR = "x-amazon-apigateway-request-validator"
VALIDATORS = "x-amazon-apigateway-request-validators"
GATEWAY_RESPONSES = "x-amazon-apigateway-gateway-responses"
BINARY_TYPES = "x-amazon-apigateway-binary-media-types"
POLICY = "x-amazon-apigateway-policy"
AUTHTYPE = "x-amazon-apigateway-authtype"
AUTHORIZER = "x-amazon-apigateway-authorizer"
AUTH = "x-amazon-apigateway-auth"

AUTH_NONE, AUTH_IAM, AUTH_COGNITO, AUTH_CUSTOM = "NONE", "AWS_IAM", "COGNITO_USER_POOLS", "CUSTOM"


@dataclass(frozen=True)
class Parameter:
    name: str
    place: str  # header, query or path
    required: bool
    schema: dict


@dataclass(frozen=True)
class Method:
    """One method of one path; `http_method` is ANY for the catch-all."""

    path: str
    http_method: str
    authorization: str
    scheme: Optional[str]  # name of the security scheme
    scopes: List[str]
    api_key_required: bool
    parameters: List[Parameter]
    models: Dict[str, dict]  # content type -> schema
    body_required: bool
    validate_body: bool
    validate_parameters: bool
    validator: Optional[str]
    integration: dict
    operation: dict = field(repr=False)


@dataclass(frozen=True)
class Definition:
    document: dict

    def methods(self) -> Iterator[Method]:
        for path, item in sorted((self.document.get("paths") or {}).items()):
            for name in METHODS:
                if name in item:
                    yield self._method(path, name, item)

    @property
    def schemas(self) -> Dict[str, dict]:
        return self.document.get("components", {}).get("schemas") or {}

    @property
    def schemes(self) -> Dict[str, dict]:
        return self.document.get("components", {}).get("securitySchemes") or {}

    @property
    def validators(self) -> Dict[str, dict]:
        return self.document.get(VALIDATORS) or {}

    @property
    def gateway_responses(self) -> Dict[str, dict]:
        return self.document.get(GATEWAY_RESPONSES) or {}

    @property
    def binary_types(self) -> List[str]:
        return self.document.get(BINARY_TYPES) or []

    @property
    def policy(self) -> Optional[dict]:
        return self.document.get(POLICY)

    def resolve(self, node: Any) -> Any:
        """Follows a $ref within the document."""
        while isinstance(node, dict) and "$ref" in node:
            target: Any = self.document
            for part in node["$ref"].lstrip("#/").split("/"):
                target = target[part.replace("~1", "/").replace("~0", "~")]
            node = target
        return node

    def _method(self, path: str, name: str, item: dict) -> Method:
        operation = item[name]
        validator = operation.get(VALIDATOR, self.document.get(VALIDATOR))
        rules = self.validators.get(validator, {})
        body = self.resolve(operation.get("requestBody") or {})
        authorization, scheme, scopes, api_key = self._authorization(operation)
        return Method(
            path=path,
            http_method=ANY if name.startswith("x-") else name.upper(),
            authorization=authorization,
            scheme=scheme,
            scopes=scopes,
            api_key_required=api_key,
            parameters=self._parameters(item, operation),
            models={kind: content["schema"] for kind, content in (body.get("content") or {}).items()
                    if "schema" in content},
            body_required=bool(body.get("required")),
            validate_body=bool(rules.get("validateRequestBody")),
            validate_parameters=bool(rules.get("validateRequestParameters")),
            validator=validator,
            integration=operation.get(INTEGRATION) or {},
            operation=operation,
        )

    def _parameters(self, item: dict, operation: dict) -> List[Parameter]:
        found = {}
        for entry in [*(item.get("parameters") or []), *(operation.get("parameters") or [])]:
            entry = self.resolve(entry)
            found[(entry["name"], entry["in"])] = Parameter(
                entry["name"], entry["in"], bool(entry.get("required")), entry.get("schema") or {})
        return list(found.values())

    def _authorization(self, operation: dict) -> "tuple[str, Optional[str], List[str], bool]":
        """(authorization type, security scheme, its scopes, whether an API key is required)."""
        direct = operation.get(AUTH) or {}
        if direct.get("type"):
            return direct["type"].upper(), None, [], False
        security = operation.get("security", self.document.get("security")) or []
        api_key, kind, found, scopes = False, AUTH_NONE, None, []
        for name, wanted in (entry for requirement in security for entry in requirement.items()):
            scheme = self.schemes.get(name, {})
            authorizer = scheme.get(AUTHORIZER) or {}
            if scheme.get(AUTHTYPE, "").lower() == "awssigv4":
                kind, found = AUTH_IAM, name
            elif authorizer:
                cognito = authorizer.get("type") == "cognito_user_pools"
                kind, found, scopes = AUTH_COGNITO if cognito else AUTH_CUSTOM, name, wanted
            elif scheme.get("name", "").lower() == "x-api-key":
                api_key = True
        return kind, found, scopes, api_key


def merged(old: dict, new: dict) -> dict:
    """PutRestApi in merge mode: the new document's paths and definitions over the old ones."""
    result = {**old, **new}
    for section in ("paths", GATEWAY_RESPONSES, VALIDATORS):
        if section in old or section in new:
            result[section] = {**(old.get(section) or {}), **(new.get(section) or {})}
    for path, item in (old.get("paths") or {}).items():
        result["paths"][path] = {**item, **((new.get("paths") or {}).get(path) or {})}
    parts = {**(old.get("components") or {}), **(new.get("components") or {})}
    result["components"] = {part: {**((old.get("components") or {}).get(part) or {}),
                                   **((new.get("components") or {}).get(part) or {})} for part in parts}
    return result
