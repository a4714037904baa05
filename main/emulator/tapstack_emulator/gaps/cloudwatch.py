"""CloudWatch: composite alarms, and switching an alarm's actions."""
from __future__ import annotations

from typing import Any

from moto.cloudwatch.models import Alarm
from moto.cloudwatch.responses import CloudWatchResponse
from moto.core.responses import EmptyResult

from ..emulator import Emulator
from ..extending import add


def close(emulator: Emulator) -> None:
    Alarm.alarm_rule = property(lambda self: self.rule)
    add(CloudWatchResponse, put_composite_alarm, enable_alarm_actions, disable_alarm_actions)


def put_composite_alarm(self: CloudWatchResponse) -> Any:
    return self.put_metric_alarm()


def enable_alarm_actions(self: CloudWatchResponse) -> Any:
    return _set_actions(self, True)


def disable_alarm_actions(self: CloudWatchResponse) -> Any:
    return _set_actions(self, False)


def _set_actions(response: CloudWatchResponse, enabled: bool) -> Any:
    names = response._get_param("AlarmNames", [])
    for alarm in response.cloudwatch_backend.get_alarms_by_alarm_names(names):
        alarm.actions_enabled = enabled
    return EmptyResult()
