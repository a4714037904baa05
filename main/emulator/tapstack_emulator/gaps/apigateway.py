"""API Gateway: OpenAPI documents imported whole, and kept as each deployment found them."""
from __future__ import annotations

import copy
from typing import Any

from moto.apigateway.exceptions import InvalidOpenApiDocVersionException, InvalidOpenApiModeException
from moto.apigateway.models import APIGatewayBackend, RestAPI

from ..emulator import Emulator
from ..extending import store, wrap
from ..gateway.control import import_definition
from ..gateway.definition import Definition, merged


def close(emulator: Emulator) -> None:
    wrap(APIGatewayBackend, "put_rest_api", _put_rest_api)
    wrap(APIGatewayBackend, "import_rest_api", _import_rest_api)
    wrap(RestAPI, "create_deployment", _create_deployment)


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
