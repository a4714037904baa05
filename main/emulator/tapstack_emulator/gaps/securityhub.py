"""Security Hub: settings, standards, and an event for each finding that is imported."""
from __future__ import annotations

from moto.securityhub import urls
from moto.securityhub.responses import SecurityHubResponse

from ..emulator import Emulator
from . import securityhub_findings, securityhub_hub, securityhub_standards

PATHS = ("standards", "standards/get", "standards/register", "standards/deregister", "findings/batchupdate")


def close(_: Emulator) -> None:
    for path in PATHS:
        urls.url_paths[f"{{0}}/{path}$"] = SecurityHubResponse.dispatch
    for part in (securityhub_findings, securityhub_hub, securityhub_standards):
        part.close()
