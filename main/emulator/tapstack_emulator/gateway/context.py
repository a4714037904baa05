"""One request's $context: filled on its way, read by templates and the access log."""
from __future__ import annotations

import json
import re
import time
import uuid
from dataclasses import dataclass, field
from typing import Any, Dict, Optional

from .request import Request

VARIABLE = re.compile(r"\$context\.([A-Za-z0-9_]+(?:\.[A-Za-z0-9_-]+)*)|\$\{context\.([A-Za-z0-9_.]+)\}")


@dataclass
class RequestContext:
    request: Request
    api_id: str
    stage: str
    account_id: str
    region: str
    domain_name: str
    request_id: str = field(default_factory=lambda: str(uuid.uuid4()))
    started: float = field(default_factory=time.time)
    resource_path: str = "-"
    identity: Dict[str, Any] = field(default_factory=dict)
    authorizer: Dict[str, Any] = field(default_factory=dict)
    values: Dict[str, Any] = field(default_factory=dict)  # by $context name: status, error.message, …

    def fail(self, response_type: str, message: str, validation: Optional[str] = None) -> None:
        self.values["error.responseType"] = response_type
        self.values["error.message"] = message
        self.values["error.messageString"] = json.dumps(message)
        if validation is not None:
            self.values["error.validationErrorString"] = validation

    def variable(self, name: str) -> Any:
        known = {
            "accountId": self.account_id, "apiId": self.api_id, "stage": self.stage, "requestId": self.request_id,
            "extendedRequestId": self.request_id, "httpMethod": self.request.method,
            "resourcePath": self.resource_path, "path": self.path, "protocol": self.request.protocol,
            "domainName": self.domain_name, "domainPrefix": self.domain_name.split(".")[0],
            "requestTime": self.request_time, "requestTimeEpoch": int(self.started * 1000),
            "xrayTraceId": self.trace_id, "awsEndpointRequestId": self.request_id,
            **{f"identity.{key}": value for key, value in self.identity.items()},
            **{f"authorizer.claims.{name}": value for name, value in self.authorizer.get("claims", {}).items()},
            **self.values,
        }
        return known.get(name)

    @property
    def path(self) -> str:
        return f"/{self.stage}{self.request.path}"

    @property
    def request_time(self) -> str:
        return time.strftime("%d/%b/%Y:%H:%M:%S +0000", time.gmtime(self.started))

    @property
    def trace_id(self) -> str:
        return f"Root=1-{int(self.started):08x}-{self.request_id.replace('-', '')[:24]}"

    def fill(self, template: str) -> str:
        """The template with each $context variable in it; '-' stands for what is not known, as with AWS."""
        def text(match: "re.Match[str]") -> str:
            value = self.variable(match.group(1) or match.group(2))
            return "-" if value is None else str(value)
        return VARIABLE.sub(text, template)
