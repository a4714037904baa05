"""CloudTrail: every call may name the trail by its ARN, and some trails only; selectors replace the ones before."""
from __future__ import annotations

import json
from typing import Any, Callable, Dict, List

from moto.cloudtrail.models import CloudTrailBackend, Trail
from moto.cloudtrail.responses import CloudTrailResponse

from ..emulator import Emulator
from ..extending import wrap

# operation -> its parameter that names the trail
BY_NAME = {"start_logging": "name", "stop_logging": "name", "delete_trail": "name"}


def close(_: Emulator) -> None:
    for operation, parameter in BY_NAME.items():
        wrap(CloudTrailBackend, operation, _by_name(parameter))
    wrap(CloudTrailResponse, "describe_trails", _named)
    wrap(Trail, "put_event_selectors", _one_kind_of_selectors)
    wrap(Trail, "put_insight_selectors", _replaced)
    wrap(Trail, "description", _with_selectors)


def _by_name(parameter: str) -> Callable:
    def call(original: Any, self: CloudTrailBackend, *given: str, **named: str) -> Any:
        name = named[parameter] if parameter in named else given[0]
        return original(self, self.get_trail(name).trail_name)

    return call


def _named(original: Any, self: CloudTrailResponse) -> str:
    trails = json.loads(original(self))["trailList"]
    names = self._get_param("trailNameList")
    return json.dumps({"trailList": [trail for trail in trails
                                     if not names or trail["Name"] in names or trail["TrailARN"] in names]})


def _one_kind_of_selectors(_: Any, self: Trail, plain: List[dict], advanced: List[dict]) -> None:
    self.event_selectors = plain or []
    self.advanced_event_selectors = [] if plain else advanced or []


def _replaced(_: Any, self: Trail, insight_selectors: List[dict]) -> None:
    """moto adds them to those there are."""
    self.insight_selectors = insight_selectors or []


def _with_selectors(original: Any, self: Trail, *given: Any, **named: Any) -> Dict[str, Any]:
    return {**original(self, *given, **named), "HasInsightSelectors": bool(self.insight_selectors),
            "HasCustomEventSelectors": bool(self.event_selectors or self.advanced_event_selectors)}
