"""CloudWatch Logs: deliveries, as far as CloudFront's access logs need them; metric filters end with their group."""
from __future__ import annotations

from typing import Any, Dict, Optional

from moto.logs.exceptions import ConflictException, LogsClientError, ValidationException
from moto.logs.models import Delivery, DeliverySource, LogsBackend
from moto.s3.models import s3_backends

from ..emulator import Emulator
from ..extending import wrap
from ..targets.policies import bucket_admits

DELIVERY = "delivery.logs.amazonaws.com"
GLOBAL_SERVICES = {"cloudfront": "us-east-1"}
IN_USE = "This operation is not allowed because the {} is in use by a delivery."


def close(_: Emulator) -> None:
    wrap(LogsBackend, "put_delivery_source", _where_its_service_is)
    wrap(LogsBackend, "create_delivery", _with_consent)
    wrap(LogsBackend, "delete_delivery_source", _unused_source)
    wrap(LogsBackend, "delete_delivery_destination", _unused_destination)
    wrap(LogsBackend, "delete_log_group", _with_its_filters)


def _with_its_filters(original: Any, self: LogsBackend, log_group_name: str) -> None:
    """A metric filter is a part of its log group."""
    original(self, log_group_name)
    self.filters.metric_filters[:] = [filter for filter in self.filters.metric_filters
                                      if filter["logGroupName"] != log_group_name]


def _where_its_service_is(original: Any, self: LogsBackend, name: str, resource_arn: str, log_type: str,
                          tags: Optional[Dict[str, str]]) -> DeliverySource:
    region = GLOBAL_SERVICES.get(resource_arn.split(":")[2], self.region_name)
    if region != self.region_name:
        raise ValidationException(f"The logs of {resource_arn} are delivered from {region} only.")
    return original(self, name, resource_arn, log_type, tags)


def _with_consent(original: Any, self: LogsBackend, delivery_source_name: str, delivery_destination_arn: str,
                  *more: Any, **named: Any) -> Delivery:
    """AWS would write what is missing into the bucket's policy, if its caller may; no stack would know of it."""
    source = self.delivery_sources.get(delivery_source_name)
    destination = next((each for each in self.delivery_destinations.values() if each.arn == delivery_destination_arn),
                       None)
    if source is not None and destination is not None and destination.delivery_destination_type == "S3":
        bucket_arn = destination.delivery_destination_configuration["destinationResourceArn"]
        name, _, prefix = bucket_arn.rpartition(":")[2].partition("/")
        bucket = s3_backends[self.account_id][self.partition].buckets.get(name)
        key = "/".join(part for part in (prefix, "AWSLogs", self.account_id, "CloudFront", "file") if part)
        if bucket is None or not bucket_admits(bucket, DELIVERY, key, source.arn,
                                               {"s3:x-amz-acl": "bucket-owner-full-control"}):
            raise LogsClientError("AccessDeniedException",
                                  f"The policy of bucket {name} does not let {DELIVERY} write {key}.")
    return original(self, delivery_source_name, delivery_destination_arn, *more, **named)


def _unused_source(original: Any, self: LogsBackend, name: str) -> None:
    if any(each.delivery_source_name == name for each in self.deliveries.values()):
        raise ConflictException(IN_USE.format("delivery source"))
    original(self, name)


def _unused_destination(original: Any, self: LogsBackend, name: str) -> None:
    destination = self.delivery_destinations.get(name)
    if destination is not None and any(each.delivery_destination_arn == destination.arn
                                       for each in self.deliveries.values()):
        raise ConflictException(IN_USE.format("delivery destination"))
    original(self, name)
