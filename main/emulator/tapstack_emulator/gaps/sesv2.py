"""SES, version 2: sending by template, templates, event destinations, and what Terraform reads back."""
from __future__ import annotations

import json

from moto.sesv2 import urls
from moto.sesv2.responses import SESV2Response

from ..emulator import Emulator
from ..extending import add
from ..mail.sending import Sending
from . import sesv2_configuration_sets, sesv2_identities, sesv2_templates

# moto's own path for all the rest leads nowhere in its server.
ALL_PATHS = "{0}/v2/email/(?P<rest>.+)$"


def close(emulator: Emulator) -> None:
    sending = Sending(emulator)

    def send_email(self: SESV2Response) -> str:
        return json.dumps({"MessageId": sending.send(self.sesv2_backend.core_backend, json.loads(self.body))})

    add(SESV2Response, send_email)
    urls.url_paths[ALL_PATHS] = SESV2Response.dispatch
    for part in (sesv2_configuration_sets, sesv2_identities, sesv2_templates):
        part.close()
