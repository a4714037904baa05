"""The account root's access key: new at each start, in files that only their owner reads."""
from __future__ import annotations

import json
import os
import secrets
import string
from dataclasses import dataclass
from pathlib import Path

KEY_ID_CHARACTERS = string.ascii_uppercase + "234567"
FILE = "credentials.json"
CURL_FILE = "credentials.curl"  # for curl --config: on its command line every user of the machine would read the secret


@dataclass(frozen=True)
class Credentials:
    """What the developer's shell, Terraform and `tap` sign with."""

    access_key_id: str
    secret_access_key: str


def make() -> Credentials:
    key_id = "AKIA" + "".join(secrets.choice(KEY_ID_CHARACTERS) for _ in range(16))
    return Credentials(key_id, secrets.token_hex(20))


def write(root: Credentials, folder: Path) -> None:
    key_id, secret = root.access_key_id, root.secret_access_key
    _write(folder / FILE, json.dumps({"accessKeyId": key_id, "secretAccessKey": secret}) + "\n")
    _write(folder / CURL_FILE, f'user = "{key_id}:{secret}"\n')


def _write(file: Path, text: str) -> None:
    draft = file.with_suffix(".new")
    draft.unlink(missing_ok=True)
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as output:
        output.write(text)
    draft.replace(file)  # whole, so that a reader never sees half of it
