"""Distributions and load balancers together: who serves which name."""
from __future__ import annotations

from typing import Callable, Optional

from ..emulator import Emulator
from ..loadbalancers.front import LoadBalancers
from .front import Cdn


class Edge:
    def __init__(self, emulator: Emulator):
        self.load_balancers = LoadBalancers(emulator)
        self.cdn = Cdn(emulator, self.load_balancers)

    def serving(self, host: str) -> Optional[Callable]:
        """What serves requests for a host name, in lower case; None where neither does."""
        if self.cdn.knows(host):
            return self.cdn
        return self.load_balancers.at_name if self.load_balancers.knows(host) else None
