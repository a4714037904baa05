"""S3: names that a bucket may have; moto counts the letters only."""
from __future__ import annotations

import re
from typing import Any

from moto.s3.exceptions import InvalidBucketName
from moto.s3.models import S3Backend

from ..extending import wrap

# "General purpose bucket naming rules" in the S3 User Guide.
NAME = re.compile(r"(?!xn--|sthree-|amzn-s3-demo-)(?!\d+\.\d+\.\d+\.\d+$)(?!.*\.\.)"
                  r"(?!.*(-s3alias|--ol-s3|\.mrap|--x-s3|--table-s3)$)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")


def close() -> None:
    wrap(S3Backend, "create_bucket", _create)


def _create(original: Any, self: S3Backend, bucket_name: str, *others: Any, **named: Any) -> Any:
    if not NAME.fullmatch(bucket_name):
        raise InvalidBucketName()
    return original(self, bucket_name, *others, **named)
