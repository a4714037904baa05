"""API keys: a method that asks for one lets in keys of a usage plan for its stage, within the plan's limits."""
from __future__ import annotations

import datetime
import threading
from collections import Counter
from typing import Any, Optional, Tuple

from moto.apigateway.models import APIGatewayBackend

from .context import RequestContext
from .responses import GatewayRefusal
from .throttle import Throttle


class ApiKeys:
    def __init__(self) -> None:
        self._throttle = Throttle()
        self._used: "Counter[tuple]" = Counter()
        self._lock = threading.Lock()

    def check(self, backend: APIGatewayBackend, context: RequestContext) -> None:
        """Fills the context's key; raises GatewayRefusal for a key that is none or has had its share."""
        value = context.request.header("x-api-key")
        key = next((key for key in list(backend.keys.values()) if key.value == value and key.enabled), None)
        plan = _plan_of(backend, key.id, context) if key is not None else None
        if key is None or plan is None:
            raise GatewayRefusal("INVALID_API_KEY")
        context.identity.update(apiKey=key.value, apiKeyId=key.id)
        if not self._throttle.admits((plan.id, key.id), _limits(plan.throttle)):
            raise GatewayRefusal("THROTTLED")
        if plan.quota and not self._within_quota(plan, key.id):
            raise GatewayRefusal("QUOTA_EXCEEDED")

    def _within_quota(self, plan: Any, key_id: str) -> bool:
        use = (plan.id, key_id, _period(plan.quota.get("period", "DAY")))
        with self._lock:
            self._used[use] += 1
            return self._used[use] <= int(plan.quota["limit"])


def _plan_of(backend: APIGatewayBackend, key_id: str, context: RequestContext) -> Optional[Any]:
    stage = (context.api_id, context.stage)
    return next((plan for plan in list(backend.usage_plans.values())
                 if key_id in backend.usage_plan_keys.get(plan.id, {})
                 and any((entry.get("apiId"), entry.get("stage")) == stage for entry in plan.api_stages)), None)


def _limits(throttle: dict) -> Optional[Tuple[float, float]]:
    if not throttle:
        return None
    rate = float(throttle.get("rateLimit", 0))
    return rate, float(throttle.get("burstLimit", rate))


def _period(name: str) -> tuple:
    """What period of its kind it is now: the same until the next one begins, in UTC."""
    today = datetime.datetime.now(datetime.timezone.utc).date()
    return {"DAY": (today.isoformat(),), "WEEK": tuple(today.isocalendar())[:2],
            "MONTH": (today.year, today.month)}[name]
