"""What can go wrong with a disk, a process or a clock, done on purpose: `make faults` does it often."""

from __future__ import annotations

import os
from typing import NamedTuple


class Scale(NamedTuple):
    """How often each fault is tried."""

    flips: int
    kills: int
    full_disks: int
    reads: int


SCALE = Scale(1000, 200, 100, 10_000) if os.environ.get("GOVNEWS_FAULTS") == "long" else Scale(60, 3, 5, 300)
