"""What several portals share: the content-management system. A platform only points at elements; the cues still decide.

A portal file names its platform (`platform = "tnc"`); one file here each.
"""

from __future__ import annotations

from pipelines.extraction.platforms import baotinh, generic, tnc
from pipelines.extraction.platforms.platform import Platform

_KNOWN: dict[str, Platform] = {
    platform.name: platform for platform in (generic.PLATFORM, baotinh.PLATFORM, tnc.PLATFORM)
}


def platform_names() -> tuple[str, ...]:
    """What a portal file may name as its platform."""
    return tuple(_KNOWN)


def platform_of(name: str) -> Platform:
    """The platform of that name; the generic one for a name that is not known."""
    return _KNOWN.get(name, generic.PLATFORM)


__all__ = ["Platform", "platform_names", "platform_of"]
