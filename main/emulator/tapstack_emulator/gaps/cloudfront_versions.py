"""CloudFront: whoever changes something names the version that he read."""
from __future__ import annotations

from typing import Any, Dict, Iterator, Optional

from moto.cloudfront.exceptions import CloudFrontException, InvalidIfMatchVersion
from moto.cloudfront.models import CloudFrontBackend, random_id


def check_version(found: Any, if_match: Optional[str]) -> None:
    """`found` has the version of a distribution, a policy or an access control as its `etag`."""
    if not if_match:
        raise InvalidIfMatchVersion
    if if_match != found.etag:
        raise CloudFrontException("PreconditionFailed",
                                  "The request failed because it didn't meet the preconditions in one or more "
                                  "request-header fields.")


def new_version(changed: Any) -> None:
    changed.etag = random_id()


def behaviors(config: Any) -> Iterator[Dict[str, Any]]:
    """All cache behaviors of a distribution's configuration."""
    yield config.DefaultCacheBehavior
    yield from config.CacheBehaviors.get("Items", [])


def refuse_in_use(backend: CloudFrontBackend, code: str, message: str, found_in: Any) -> None:
    """`found_in` says of a distribution's configuration whether it names what is to be deleted."""
    if any(found_in(each.distribution_config) for each in backend.distributions.values()):
        raise CloudFrontException(code, message)
