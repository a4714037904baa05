"""Which of AWS's managed rules are evaluated here; of all others there is no result, ever."""
from __future__ import annotations

from typing import Callable, Dict, Iterator

from . import buckets, keys, security_groups
from .resource import Resource

# identifier -> what it finds in a region, given its parameters
EVALUATED: Dict[str, Callable[[str, Dict[str, str]], Iterator[Resource]]] = {
    "CMK_BACKING_KEY_ROTATION_ENABLED": keys.backing_key_rotation_enabled,
    "INCOMING_SSH_DISABLED": security_groups.incoming_ssh_disabled,
    "RESTRICTED_INCOMING_TRAFFIC": security_groups.restricted_incoming_traffic,
    "S3_BUCKET_LEVEL_PUBLIC_ACCESS_PROHIBITED": buckets.rule(buckets.level_public_access_prohibited),
    "S3_BUCKET_PUBLIC_READ_PROHIBITED": buckets.rule(buckets.public_read_prohibited),
    "S3_BUCKET_PUBLIC_WRITE_PROHIBITED": buckets.rule(buckets.public_write_prohibited),
    "S3_BUCKET_SSL_REQUESTS_ONLY": buckets.rule(buckets.ssl_requests_only),
}
