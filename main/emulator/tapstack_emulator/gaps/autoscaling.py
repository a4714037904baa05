"""Auto Scaling: whole groups, instances over all subnets, alarms of target tracking, instance refreshes."""
from __future__ import annotations

from ..emulator import Emulator
from . import autoscaling_groups, autoscaling_launches, autoscaling_policies, autoscaling_refreshes


def close(_: Emulator) -> None:
    autoscaling_groups.close()
    autoscaling_launches.close()
    autoscaling_policies.close()
    autoscaling_refreshes.close()
