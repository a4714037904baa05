"""What SendEmail is to send: subject, text and HTML of a simple message, a raw one or a template."""
from __future__ import annotations

import base64
import email
import email.policy
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.utils import getaddresses
from typing import Any, Dict, List, Optional

from moto.ses.models import SESBackend

from . import templates
from .refused import bad_request, not_found


@dataclass(frozen=True)
class Content:
    subject: str
    text: Optional[str]
    html: Optional[str]
    headers: List[dict] = field(default_factory=list)  # {"name": ..., "value": ...}
    sender: Optional[str] = None  # a raw message names these itself
    recipients: List[str] = field(default_factory=list)


def content_of(backend: SESBackend, content: Dict[str, Any]) -> Content:
    kinds = [kind for kind in ("Simple", "Raw", "Template") if content.get(kind)]
    if len(kinds) != 1:
        raise bad_request("Content must be one of Simple, Raw, Template")
    if kinds == ["Simple"]:
        return _simple(content["Simple"])
    if kinds == ["Raw"]:
        return _raw(content["Raw"])
    return _templated(backend, content["Template"])


def template_name(content: Dict[str, Any]) -> str:
    """The stored template's; of one in the request there is none."""
    template = content.get("Template") or {}
    return str(template.get("TemplateName") or template.get("TemplateArn") or "").rpartition("/")[2]


def _simple(message: Dict[str, Any]) -> Content:
    body = message.get("Body") or {}
    text, html = ((body.get(part) or {}).get("Data") for part in ("Text", "Html"))
    if text is None and html is None:
        raise bad_request("The message has neither text nor HTML")
    return Content((message.get("Subject") or {}).get("Data", ""), text, html, _headers(message))


def _raw(message: Dict[str, Any]) -> Content:
    parsed = email.message_from_bytes(base64.b64decode(message["Data"]), EmailMessage, policy=email.policy.default)
    parts = {kind: parsed.get_body((kind,)) for kind in ("plain", "html")}
    text, html = (None if part is None else part.get_content() for part in parts.values())
    to = [address for _, address in getaddresses([str(parsed[name]) for name in ("To", "Cc", "Bcc") if name in parsed])]
    headers = [{"name": name, "value": str(value)} for name, value in parsed.items()]
    sender = str(parsed["From"]) if "From" in parsed else None
    return Content(str(parsed.get("Subject", "")), text, html, headers, sender, to)


def _templated(backend: SESBackend, template: Dict[str, Any]) -> Content:
    data = templates.data_of(template.get("TemplateData", ""))
    inline = template.get("TemplateContent")
    if inline:
        parts = [inline.get(part) for part in ("Subject", "Text", "Html")]
    else:
        name = template_name({"Template": template})
        stored = backend.templates.get(name)
        if stored is None:
            raise not_found(f"Template {name} does not exist")
        parts = [stored.get(part) for part in ("subject_part", "text_part", "html_part")]
    subject, text, html = (templates.render(part, data) if part else None for part in parts)
    return Content(subject or "", text, html, _headers(template))


def _headers(message: Dict[str, Any]) -> List[dict]:
    return [{"name": header["Name"], "value": header["Value"]} for header in message.get("Headers") or []]
