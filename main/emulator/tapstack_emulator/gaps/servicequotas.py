"""Service Quotas: what the emulated account allows, by the quotas that a deployment can reach.

moto has VPC's. The others are an established account's but for Lambda's: it has 5 vCPUs at first, and each quota can be raised.
"""
from __future__ import annotations

import json
from typing import Any, Dict, Tuple

from moto.servicequotas.models import ServiceQuotasBackend
from moto.servicequotas.responses import ServiceQuotasResponse

from ..emulator import Emulator
from ..extending import add, wrap
from . import ec2_quotas

# (service, quota) -> name, value; ec2: AWSEC2/latest/UserGuide/ec2-instance-quotas, elastic-ip-addresses-eip.html
ADDRESSES, PROCESSORS, CONCURRENCY = ("ec2", "L-0263D0A3"), ("ec2", "L-1216C47A"), ("lambda", "L-B99A9384")


def close(emulator: Emulator) -> None:
    known: Dict[Tuple[str, str], Tuple[str, float]] = {
        ADDRESSES: ("EC2-VPC Elastic IPs", 5),
        PROCESSORS: ("Running On-Demand Standard (A, C, D, H, I, M, R, T, Z) instances", ec2_quotas.MOST_PROCESSORS),
        CONCURRENCY: ("Concurrent executions", emulator.options.lambda_concurrency),
    }

    def get_service_quota(original: Any, self: ServiceQuotasBackend, service_code: str, quota_code: str) -> Any:
        if (service_code, quota_code) not in known:
            return original(self, service_code, quota_code)
        name, value = known[service_code, quota_code]
        return {"ServiceCode": service_code, "QuotaCode": quota_code, "QuotaName": name, "Value": value, "Unit": "None",
                "Adjustable": True, "GlobalQuota": False,
                "QuotaArn": f"arn:aws:servicequotas:{self.region_name}:{self.account_id}:{service_code}/{quota_code}"}

    wrap(ServiceQuotasBackend, "get_service_quota", get_service_quota)
    add(ServiceQuotasResponse, get_aws_default_service_quota)


def get_aws_default_service_quota(self: ServiceQuotasResponse) -> str:
    """moto has no quota that is not applied."""
    asked = json.loads(self.body)
    return json.dumps({"Quota": self.backend.get_service_quota(asked["ServiceCode"], asked["QuotaCode"])})
