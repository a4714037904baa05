"""SES, version 1: event destinations, the same that version 2 has under other spellings."""
from __future__ import annotations

import re
from typing import Any, Callable, Dict

from moto.core.responses import ActionResult, EmptyResult
from moto.ses.exceptions import ConfigurationSetDoesNotExist, EventDestinationAlreadyExists, SesError
from moto.ses.models import ConfigurationSet
from moto.ses.responses import EmailResponse

from ..extending import add, wrap
from ..mail.events import destinations


class EventDestinationDoesNotExist(SesError):
    code = "EventDestinationDoesNotExist"


def close() -> None:
    wrap(EmailResponse, "describe_configuration_set", _describe)
    add(EmailResponse, create_configuration_set_event_destination, update_configuration_set_event_destination,
        delete_configuration_set_event_destination)


def _describe(original: Any, self: EmailResponse) -> ActionResult:
    found = original(self).result
    asked = "eventDestinations" in (self._get_param("ConfigurationSetAttributeNames") or [])
    found["EventDestinations"] = [_of_version_1(it) for it in destinations(_existing(self)).values()] if asked else []
    return ActionResult(found)


def create_configuration_set_event_destination(self: EmailResponse) -> ActionResult:
    kept, given = destinations(_existing(self)), self._get_param("EventDestination")
    if given["Name"] in kept:
        raise EventDestinationAlreadyExists(f"Event destination <{given['Name']}> already exists.")
    kept[given["Name"]] = _of_version_2(given)
    return EmptyResult()


def update_configuration_set_event_destination(self: EmailResponse) -> ActionResult:
    given = self._get_param("EventDestination")
    _with(self, given["Name"])[given["Name"]] = _of_version_2(given)
    return EmptyResult()


def delete_configuration_set_event_destination(self: EmailResponse) -> ActionResult:
    name = self._get_param("EventDestinationName")
    del _with(self, name)[name]
    return EmptyResult()


def _existing(self: EmailResponse) -> ConfigurationSet:
    name = self._get_param("ConfigurationSetName")
    found = self.backend.config_sets.get(name)
    if found is None:
        raise ConfigurationSetDoesNotExist(f"Configuration set <{name}> does not exist.")
    return found


def _with(self: EmailResponse, name: str) -> Dict[str, Any]:
    kept = destinations(_existing(self))
    if name not in kept:
        raise EventDestinationDoesNotExist(f"Event destination <{name}> does not exist.")
    return kept


def _of_version_2(given: Dict[str, Any]) -> Dict[str, Any]:
    made = {"Name": given["Name"], "Enabled": bool(given.get("Enabled")),
            "MatchingEventTypes": [_shouted(kind) for kind in given["MatchingEventTypes"]]}
    if given.get("SNSDestination"):
        made["SnsDestination"] = {"TopicArn": given["SNSDestination"]["TopicARN"]}
    if given.get("CloudWatchDestination"):
        made["CloudWatchDestination"] = _respelled(given["CloudWatchDestination"], _shouted)
    return made


def _of_version_1(kept: Dict[str, Any]) -> Dict[str, Any]:
    made = {"Name": kept["Name"], "Enabled": kept["Enabled"],
            "MatchingEventTypes": [_camel(kind) for kind in kept["MatchingEventTypes"]]}
    if "SnsDestination" in kept:
        made["SNSDestination"] = {"TopicARN": kept["SnsDestination"]["TopicArn"]}
    if "CloudWatchDestination" in kept:
        made["CloudWatchDestination"] = _respelled(kept["CloudWatchDestination"], _camel)
    return made


def _respelled(destination: Dict[str, Any], spell: Callable[[str], str]) -> Dict[str, Any]:
    return {"DimensionConfigurations": [{**dimension, "DimensionValueSource": spell(dimension["DimensionValueSource"])}
                                        for dimension in destination["DimensionConfigurations"]]}


def _shouted(word: str) -> str:
    """renderingFailure as RENDERING_FAILURE"""
    return re.sub("([A-Z])", r"_\1", word).upper()


def _camel(word: str) -> str:
    """RENDERING_FAILURE as renderingFailure"""
    first, *rest = word.lower().split("_")
    return first + "".join(part.capitalize() for part in rest)
