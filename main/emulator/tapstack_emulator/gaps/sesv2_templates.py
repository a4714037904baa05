"""SES, version 2: e-mail templates, the same that version 1 has."""
from __future__ import annotations

import datetime
import json
from typing import Any, Dict

from moto.sesv2.responses import SESV2Response

from ..extending import add
from ..mail import templates
from ..mail.refused import already_exists, bad_request, not_found

PARTS = {"Subject": "subject_part", "Text": "text_part", "Html": "html_part"}


def close() -> None:
    add(SESV2Response, create_email_template, get_email_template, update_email_template, delete_email_template,
        list_email_templates, test_render_email_template)


def create_email_template(self: SESV2Response) -> str:
    name = self._get_param("TemplateName")
    if name in _all(self):
        raise already_exists(f"Template {name} already exists.")
    return _put(self, name)


def update_email_template(self: SESV2Response) -> str:
    return _put(self, _existing(self)["template_name"])


def get_email_template(self: SESV2Response) -> str:
    template = _existing(self)
    return json.dumps({"TemplateName": template["template_name"],
                       "TemplateContent": {part: template[key] for part, key in PARTS.items() if template.get(key)}})


def delete_email_template(self: SESV2Response) -> str:
    del _all(self)[_existing(self)["template_name"]]
    return json.dumps({})


def list_email_templates(self: SESV2Response) -> str:
    return json.dumps({"TemplatesMetadata": [
        {"TemplateName": template["template_name"],
         "CreatedTimestamp": template["Timestamp"].replace(tzinfo=datetime.timezone.utc).timestamp()}
        for template in _all(self).values()]})


def test_render_email_template(self: SESV2Response) -> str:
    template, data = _existing(self), templates.data_of(self._get_param("TemplateData"))
    try:
        subject, text, html = (templates.render(template.get(key) or "", data) for key in PARTS.values())
    except templates.RenderingFailure as problem:
        raise bad_request(str(problem)) from None
    return json.dumps({"RenderedTemplate": f"Subject: {subject}\r\n\r\n{text}\r\n\r\n{html}"})


def _all(self: SESV2Response) -> Dict[str, Any]:
    return self.sesv2_backend.core_backend.templates


def _existing(self: SESV2Response) -> Dict[str, Any]:
    name = self._get_param("TemplateName")
    if name not in _all(self):
        raise not_found(f"Template {name} does not exist.")
    return _all(self)[name]


def _put(self: SESV2Response, name: str) -> str:
    content = self._get_param("TemplateContent") or {}
    if not content.get("Subject"):
        raise bad_request("The subject must be specified.")
    _all(self)[name] = {"template_name": name, "Timestamp": datetime.datetime.now(),
                        **{key: content.get(part) or "" for part, key in PARTS.items()}}
    return json.dumps({})
