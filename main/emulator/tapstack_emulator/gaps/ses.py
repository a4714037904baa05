"""SES, what both versions of its API share: identities that verify themselves, templates that are gone."""
from __future__ import annotations

from typing import Any, List, Optional

from moto.ses.models import EmailIdentity, SESBackend

from ..emulator import Emulator
from ..extending import after, wrap
from . import ses_event_destinations


def close(_: Emulator) -> None:
    ses_event_destinations.close()
    after(EmailIdentity, "__init__", _verified)
    wrap(SESBackend, "delete_template", lambda _, self, name: self.templates.pop(name, None))
    wrap(SESBackend, "delete_identity", lambda _, self, identity: self.email_identities.pop(identity, None))


def _verified(self: EmailIdentity, email_identity: str, tags: Optional[List[dict]], dkim_signing_attributes: Any,
              configuration_set_name: Optional[str]) -> None:
    """Nobody answers the mail, nobody looks into the zone."""
    self.verified_for_sending_status = True
    self.feedback_forwarding_status = True
    self.mail_from_attributes = {"BehaviorOnMxFailure": "USE_DEFAULT_VALUE"}
    sign(self, dkim_signing_attributes or {})


def sign(identity: EmailIdentity, signing: dict) -> None:
    """A domain's mails are signed, with AWS's key or its owner's."""
    own = "DomainSigningSelector" in signing
    length = signing.get("NextSigningKeyLength", "RSA_2048_BIT")
    identity.dkim_attributes = {"SigningEnabled": False, "Status": "NOT_STARTED", "SigningAttributesOrigin": "AWS_SES"}
    if identity.identity_type == "DOMAIN":
        identity.dkim_attributes = {
            "SigningEnabled": True, "Status": "SUCCESS", "SigningAttributesOrigin": "EXTERNAL" if own else "AWS_SES",
            "Tokens": [signing["DomainSigningSelector"]] if own else TOKENS,
            **({} if own else {"CurrentSigningKeyLength": length, "NextSigningKeyLength": length})}


TOKENS = [letter * 32 for letter in "abc"]
