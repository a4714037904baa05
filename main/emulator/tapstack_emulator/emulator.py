"""What the parts of the emulator share while it runs."""
from __future__ import annotations

import logging
import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Optional

from .certificates import Authority
from .children import Children
from .iam.calls import Calls
from .journal.journal import Journal
from .mail.mailbox import Mailbox
from .models.counts import Counts
from .options import Options

log = logging.getLogger("tapstack_emulator")


@dataclass
class Emulator:
    """One run of the emulator."""

    options: Options
    children: Children = field(default_factory=Children)
    journal: Journal = field(default_factory=Journal)
    calls: Calls = field(default_factory=Calls)
    checks: Counts = field(default_factory=Counts)
    mailbox: Mailbox = field(default_factory=Mailbox)
    functions: Optional[Any] = None  # functions.runtime.FunctionRuntime, when a runtime class path was given
    databases: Optional[Any] = None  # databases.instances.Databases, when PostgreSQL's programs were given
    instances: Optional[Any] = None  # instances.runtime.Instances, when there is a java
    _authority: Optional[Authority] = None
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def directory(self) -> Path:
        return self.options.directory

    @property
    def authority(self) -> Authority:
        """The certificate authority of this run; made at first use, because making keys takes time."""
        with self._lock:
            if self._authority is None:
                self._authority = Authority(self.directory / "certificates")
            return self._authority
