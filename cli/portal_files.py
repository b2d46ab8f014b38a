"""The portal files as the commands use them: read, and checked against what this govnews can do."""

from __future__ import annotations

import difflib
from pathlib import Path

from portals import Portal, PortalError, load_portals


def load_checked(folder: Path | None) -> dict[str, Portal]:
    """Every portal of a folder. Raises PortalError, also for a platform that nobody here can read.

    The portal files themselves know nothing of platforms: those are code of the extraction.
    """
    known = load_portals(folder)
    check_platforms(known)
    return known


def check_platforms(portals: dict[str, Portal]) -> None:
    """Raises PortalError where one of these portals has a platform that nobody here can read."""
    from pipelines.extraction.platforms import platform_names

    names = platform_names()
    for portal in portals.values():
        if portal.platform not in names:
            near = difflib.get_close_matches(portal.platform, names, n=1)
            hint = f"did you mean {near[0]!r}?" if near else f"allowed: {', '.join(names)}"
            raise PortalError(f"{portal.id}.toml: key 'platform' is {portal.platform!r}; {hint}")
