"""What the environment of a child process needs of this machine."""
from __future__ import annotations

import locale
from functools import lru_cache
from typing import Dict

# The developer's profiles: an AWS SDK reads them whatever else it is told, and fails on a line it does not understand.
NO_PROFILES: Dict[str, str] = {"AWS_CONFIG_FILE": "/dev/null", "AWS_SHARED_CREDENTIALS_FILE": "/dev/null"}


@lru_cache(maxsize=None)
def utf8_locale(wanted: str) -> str:
    """The wanted locale, or one of the same encoding.

    A JVM takes one that is not installed for ASCII, and then finds no file with an umlaut in its path.
    """
    before = locale.setlocale(locale.LC_CTYPE)
    try:
        return next((name for name in (wanted, "C.UTF-8", "en_US.UTF-8") if _is_installed(name)), wanted)
    finally:
        locale.setlocale(locale.LC_CTYPE, before)


def _is_installed(name: str) -> bool:
    try:
        locale.setlocale(locale.LC_CTYPE, name)
    except locale.Error:
        return False
    return True
