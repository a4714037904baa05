"""Config: how often a recorder records, rules only beside a recorder, their evaluation modes and evaluations."""
from __future__ import annotations

from typing import Any, Dict

from moto.config.exceptions import NoAvailableConfigurationRecorderException
from moto.config.models import ConfigBackend, ConfigRecorder, ConfigRule

from ..emulator import Emulator
from ..extending import store, wrap
from . import config_evaluations

CONTINUOUS = {"recordingFrequency": "CONTINUOUS"}
DETECTIVE = {"Mode": "DETECTIVE"}  # the other one, before a resource is made, is not emulated


def close(_: Emulator) -> None:
    wrap(ConfigBackend, "put_configuration_recorder", _with_mode)
    wrap(ConfigRecorder, "to_dict", _give_mode_back)
    wrap(ConfigRule, "to_dict", _with_modes)
    wrap(ConfigBackend, "put_config_rule", _beside_a_recorder)
    config_evaluations.close()


def _with_mode(original: Any, self: ConfigBackend, recorder: Dict[str, Any]) -> None:
    original(self, recorder)
    store(self.recorders[recorder["name"]], "settings")["recordingMode"] = recorder.get("recordingMode", CONTINUOUS)


def _give_mode_back(original: Any, self: ConfigRecorder) -> Dict[str, Any]:
    return {**original(self), **store(self, "settings")}


def _with_modes(original: Any, self: ConfigRule) -> Dict[str, Any]:
    return {**original(self), "EvaluationModes": [DETECTIVE]}


def _beside_a_recorder(original: Any, self: ConfigBackend, *given: Any, **named: Any) -> str:
    if not self.recorders:
        raise NoAvailableConfigurationRecorderException()
    return original(self, *given, **named)
