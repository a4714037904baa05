"""CloudFront: whole distributions, response headers policies, and a configuration that only its newest reader replaces."""
from __future__ import annotations

from ..emulator import Emulator
from . import cloudfront_access_control, cloudfront_distributions, cloudfront_headers


def close(_: Emulator) -> None:
    cloudfront_distributions.close()
    cloudfront_headers.close()
    cloudfront_access_control.close()
