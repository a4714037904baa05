"""Security Hub: most calls need an account that has enabled it."""
from __future__ import annotations

from moto.securityhub.exceptions import SecurityHubClientError
from moto.securityhub.models import SecurityHubBackend
from moto.securityhub.responses import SecurityHubResponse


def enabled(self: SecurityHubResponse) -> SecurityHubBackend:
    """The account's hub; refuses the call when there is none."""
    backend = self.securityhub_backend
    if not backend.enabled:
        raise SecurityHubClientError("InvalidAccessException",
                                     f"Account {backend.account_id} is not subscribed to AWS Security Hub")
    return backend
