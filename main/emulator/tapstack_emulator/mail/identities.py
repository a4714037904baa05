"""Which identity a sender's address belongs to."""
from __future__ import annotations

from email.utils import parseaddr
from typing import Optional

from moto.ses.models import EmailIdentity, SESBackend


def identity_of(backend: SESBackend, sender: str) -> Optional[EmailIdentity]:
    """The identity that verifies an address: its own, or else its domain's or that of a domain above."""
    address = parseaddr(sender)[1].lower()
    known = {name.lower(): identity for name, identity in backend.email_identities.items()}
    labels = address.rpartition("@")[2].split(".")
    names = [address, *(".".join(labels[count:]) for count in range(len(labels)))]
    return next((known[name] for name in names if name in known), None)
