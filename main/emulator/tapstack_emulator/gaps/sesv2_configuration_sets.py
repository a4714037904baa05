"""SES, version 2: configuration sets with their options as AWS shows them, and their event destinations."""
from __future__ import annotations

import json
from typing import Any, Callable, Dict

from moto.ses.models import ConfigurationSet
from moto.ses.utils import get_arn
from moto.sesv2.responses import SESV2Response

from ..extending import add, wrap
from ..mail.events import destinations
from ..mail.refused import already_exists, not_found

# option -> attribute of moto's; in sending, clients leave out what is false
OPTIONS = {"delivery": "delivery_options", "reputation": "reputation_options", "sending": "enabled",
           "suppression": "suppression_options", "tracking": "tracking_options"}
UNSAID = {"sending": {"SendingEnabled": False}}


def close() -> None:
    for option, attribute in OPTIONS.items():
        setattr(SESV2Response, f"put_configuration_set_{option}_options", _putting(option, attribute))
    wrap(SESV2Response, "create_configuration_set", _create)
    wrap(SESV2Response, "delete_configuration_set", _delete)
    add(SESV2Response, get_configuration_set, put_configuration_set_vdm_options,
        create_configuration_set_event_destination, update_configuration_set_event_destination,
        delete_configuration_set_event_destination, get_configuration_set_event_destinations)


def _create(original: Any, self: SESV2Response) -> str:
    name = self._get_param("ConfigurationSetName")
    if name in self.sesv2_backend.core_backend.config_sets:
        raise already_exists(f"Configuration set <{name}> already exists.")
    answer = original(self)
    if self._get_param("SendingOptions") is not None:
        _existing(self).enabled = {**UNSAID["sending"], **self._get_param("SendingOptions")}
    return answer


def _delete(original: Any, self: SESV2Response) -> str:
    name = _existing(self).configuration_set_name
    self.sesv2_backend.core_backend.tagger.delete_all_tags_for_resource(
        get_arn(self.sesv2_backend, "ses", f"configuration-set/{name}"))
    return original(self)


def get_configuration_set(self: SESV2Response) -> str:
    found = _existing(self)
    tags = self.sesv2_backend.list_tags_for_resource(
        get_arn(self.sesv2_backend, "ses", f"configuration-set/{found.configuration_set_name}"))
    shown = {
        "ConfigurationSetName": found.configuration_set_name, "Tags": tags,
        "DeliveryOptions": found.delivery_options,
        "ReputationOptions": {"ReputationMetricsEnabled": False, **found.reputation_options},
        "SendingOptions": {"SendingEnabled": True, **found.enabled},
        "SuppressionOptions": found.suppression_options, "TrackingOptions": found.tracking_options,
        "VdmOptions": found.vdm_options,
    }
    return json.dumps({name: value for name, value in shown.items() if value})


def _putting(option: str, attribute: str) -> Callable[[SESV2Response], str]:
    def put(self: SESV2Response) -> str:
        setattr(_existing(self), attribute, {**UNSAID.get(option, {}), **json.loads(self.body or "{}")})
        return json.dumps({})

    return put


def put_configuration_set_vdm_options(self: SESV2Response) -> str:
    _existing(self).vdm_options = self._get_param("VdmOptions") or {}
    return json.dumps({})


def create_configuration_set_event_destination(self: SESV2Response) -> str:
    kept, name = destinations(_existing(self)), self._get_param("EventDestinationName")
    if name in kept:
        raise already_exists(f"Event destination <{name}> already exists.")
    kept[name] = _destination(self, name)
    return json.dumps({})


def update_configuration_set_event_destination(self: SESV2Response) -> str:
    kept, name = _with_destination(self)
    kept[name] = _destination(self, name)
    return json.dumps({})


def delete_configuration_set_event_destination(self: SESV2Response) -> str:
    kept, name = _with_destination(self)
    del kept[name]
    return json.dumps({})


def get_configuration_set_event_destinations(self: SESV2Response) -> str:
    return json.dumps({"EventDestinations": list(destinations(_existing(self)).values())})


def _existing(self: SESV2Response) -> ConfigurationSet:
    name = self._get_param("ConfigurationSetName")
    found = self.sesv2_backend.core_backend.config_sets.get(name)
    if found is None:
        raise not_found(f"Configuration set <{name}> does not exist.")
    return found


def _with_destination(self: SESV2Response) -> "tuple[Dict[str, Any], str]":
    kept, name = destinations(_existing(self)), self._get_param("EventDestinationName")
    if name not in kept:
        raise not_found(f"Event destination <{name}> does not exist.")
    return kept, name


def _destination(self: SESV2Response, name: str) -> Dict[str, Any]:
    return {"Enabled": False, **self._get_param("EventDestination"), "Name": name}
