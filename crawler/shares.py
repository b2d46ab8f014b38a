"""Which portals are crawled together, where several processes share the work."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from urllib.parse import urlsplit

from portals import Portal

# One process asks, keeps and files some hundred pages a second (docs/figures.md); a portal gives one a second.
PORTALS_PER_PROCESS = 100


def default_processes(portals: int) -> int:
    """One process for each hundred portals, as far as there are cores."""
    cores = len(os.sched_getaffinity(0)) if sys.platform == "linux" else (os.cpu_count() or 1)
    return max(1, min(cores, portals // PORTALS_PER_PROCESS))


def divide(portals: Iterable[Portal], most: int) -> list[list[Portal]]:
    """At most so many shares of about the same size; none is empty.

    Portals that have a host in common stay together: the pace of a host is kept by one process.
    """
    groups: list[tuple[set[str], list[Portal]]] = []
    for portal in portals:
        hosts, members = _hosts(portal), [portal]
        for group in [group for group in groups if group[0] & hosts]:
            hosts |= group[0]
            members = [*group[1], *members]
            groups.remove(group)
        groups.append((hosts, members))
    shares: list[list[Portal]] = [[] for _ in range(min(most, len(groups)))]
    for _, members in sorted(groups, key=lambda group: -len(group[1])):
        min(shares, key=len).extend(members)
    return shares


def _hosts(portal: Portal) -> set[str]:
    return {urlsplit(f"//{netloc}").hostname or "" for netloc in portal.own_hosts}
