"""SES, version 2: identities, their settings and their tags under the ARN that AWS gives them."""
from __future__ import annotations

import json
from typing import Any

from moto.ses.models import EmailIdentity
from moto.ses.utils import get_arn
from moto.sesv2.responses import SESV2Response

from ..extending import add, wrap
from ..mail.refused import already_exists, not_found
from .ses import sign


def close() -> None:
    wrap(SESV2Response, "create_email_identity", _create)
    wrap(SESV2Response, "delete_email_identity", _delete)
    add(SESV2Response, get_email_identity, put_email_identity_configuration_set_attributes,
        put_email_identity_dkim_attributes, put_email_identity_dkim_signing_attributes,
        put_email_identity_feedback_attributes, put_email_identity_mail_from_attributes)


def _create(original: Any, self: SESV2Response) -> str:
    name = self._get_param("EmailIdentity")
    if name in self.sesv2_backend.core_backend.email_identities:
        raise already_exists(f"Email identity {name} already exist.")
    answer = original(self)
    if self._get_param("Tags"):
        self.sesv2_backend.tag_resource(_arn(self, name), self._get_param("Tags"))
    return answer


def _delete(original: Any, self: SESV2Response) -> str:
    name = _existing(self).email_identity
    self.sesv2_backend.core_backend.tagger.delete_all_tags_for_resource(_arn(self, name))
    return original(self)


def get_email_identity(self: SESV2Response) -> str:
    identity = _existing(self)
    return json.dumps({**identity.get_response_object, "MailFromAttributes": identity.mail_from_attributes,
                       "Tags": self.sesv2_backend.list_tags_for_resource(_arn(self, identity.email_identity))})


def put_email_identity_configuration_set_attributes(self: SESV2Response) -> str:
    _existing(self).configuration_set_name = self._get_param("ConfigurationSetName")
    return json.dumps({})


def put_email_identity_dkim_attributes(self: SESV2Response) -> str:
    _existing(self).dkim_attributes["SigningEnabled"] = bool(self._get_param("SigningEnabled"))
    return json.dumps({})


def put_email_identity_dkim_signing_attributes(self: SESV2Response) -> str:
    identity = _existing(self)
    sign(identity, self._get_param("SigningAttributes") or {})
    shown = {"DkimStatus": identity.dkim_attributes["Status"], "DkimTokens": identity.dkim_attributes.get("Tokens", [])}
    return json.dumps(shown)


def put_email_identity_feedback_attributes(self: SESV2Response) -> str:
    _existing(self).feedback_forwarding_status = bool(self._get_param("EmailForwardingEnabled"))
    return json.dumps({})


def put_email_identity_mail_from_attributes(self: SESV2Response) -> str:
    domain = self._get_param("MailFromDomain")
    attributes = {"BehaviorOnMxFailure": self._get_param("BehaviorOnMxFailure") or "USE_DEFAULT_VALUE"}
    if domain:
        attributes.update(MailFromDomain=domain, MailFromDomainStatus="SUCCESS")
    _existing(self).mail_from_attributes = attributes
    return json.dumps({})


def _existing(self: SESV2Response) -> EmailIdentity:
    name = self._get_param("EmailIdentity")
    found = self.sesv2_backend.core_backend.email_identities.get(name)
    if found is None:
        raise not_found(f"Email identity {name} does not exist.")
    return found


def _arn(self: SESV2Response, name: str) -> str:
    return get_arn(self.sesv2_backend, "ses", f"identity/{name}")
