"""API Gateway: OpenAPI documents imported whole, and kept as each deployment found them; an API's own tags; the account."""
from __future__ import annotations

import copy
import json
from typing import Any, List
from urllib.parse import unquote

from moto.apigateway import urls
from moto.apigateway.exceptions import InvalidOpenApiDocVersionException, InvalidOpenApiModeException
from moto.apigateway.models import Account, APIGatewayBackend, RestAPI
from moto.apigateway.responses import APIGatewayResponse

from ..emulator import Emulator
from ..extending import after, store, wrap
from ..gateway.control import import_definition
from ..gateway.definition import Definition, merged

TAGS = "{0}/tags/arn:(?P<partition>[^/]+):apigateway:(?P<region_name>[^/]+)::/"
TAGGED = ("restapis/(?P<function_id>[^/]+)$", "domainnames/(?P<domain_name>[^/]+)$")


def close(emulator: Emulator) -> None:
    wrap(APIGatewayBackend, "put_rest_api", _put_rest_api)
    wrap(APIGatewayBackend, "import_rest_api", _import_rest_api)
    wrap(RestAPI, "create_deployment", _create_deployment)
    wrap(Account, "apply_patch_operations", _patch_account)
    after(RestAPI, "apply_patch_operations", _patch_default_endpoint)
    for resource in TAGGED:
        urls.url_paths[TAGS + resource] = APIGatewayResponse.dispatch
    wrap(APIGatewayResponse, "tag_resource", _tag)
    wrap(APIGatewayResponse, "untag_resource", _untag)


def document_of(api: RestAPI) -> dict:
    return store(api, "openapi").get("document", {})


def deployed_document(api: RestAPI, deployment_id: str) -> Any:
    """The document as the deployment found it; None when the API was not made of one."""
    return store(api, "deployed").get(deployment_id)


def _put_rest_api(_: Any, self: APIGatewayBackend, function_id: str, api_doc: dict, fail_on_warnings: bool = False,
                  mode: str = "merge") -> RestAPI:
    if mode not in ("merge", "overwrite"):
        raise InvalidOpenApiModeException()
    if not str(api_doc.get("openapi", "")).startswith("3"):
        raise InvalidOpenApiDocVersionException()
    api = self.get_rest_api(function_id)
    document = api_doc if mode == "overwrite" else merged(document_of(api), api_doc)
    import_definition(api, Definition(document), overwrite=mode == "overwrite")
    store(api, "openapi")["document"] = document
    return api


def _import_rest_api(original: Any, self: APIGatewayBackend, api_doc: dict, fail_on_warnings: bool) -> RestAPI:
    api_doc["info"].setdefault("description", "")
    return original(self, api_doc, fail_on_warnings)


def _create_deployment(original: Any, self: RestAPI, *arguments: Any, **named: Any) -> Any:
    deployment = original(self, *arguments, **named)
    if document_of(self):
        store(self, "deployed")[deployment.id] = copy.deepcopy(document_of(self))
    return deployment


def _patch_account(original: Any, self: Account, operations: List[dict]) -> Account:
    """An empty value, which takes the account's role away, is left out by some clients."""
    return original(self, [{"value": None, **operation} for operation in operations])


def _patch_default_endpoint(self: RestAPI, operations: List[dict]) -> None:
    """moto takes the text "false" for true."""
    for operation in operations:
        if operation.get("path") == "/disableExecuteApiEndpoint":
            self.disableExecuteApiEndpoint = operation.get("value") == "true"


def _tag(original: Any, self: APIGatewayResponse) -> Any:
    """moto tags stages; the tags of APIs and domain names it only takes when they are made."""
    api = _tagged(self)
    if api is None:
        return original(self)
    api.tags = {**(api.tags or {}), **self._get_param("tags")}
    return json.dumps({})


def _untag(original: Any, self: APIGatewayResponse) -> Any:
    api = _tagged(self)
    if api is None:
        return original(self)
    removed = self.querystring.get("tagKeys", [])
    api.tags = {key: value for key, value in (api.tags or {}).items() if key not in removed}
    return json.dumps({})


def _tagged(self: APIGatewayResponse) -> Any:
    kind, _, name = unquote(self.path).rpartition("::/")[2].partition("/")
    if kind == "domainnames":
        return self.backend.get_domain_name(name)
    return self.backend.get_rest_api(name) if kind == "restapis" and "/" not in name else None
