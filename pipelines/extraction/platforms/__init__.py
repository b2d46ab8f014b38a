"""What several portals share: the content-management system. A platform only points at elements; the cues still decide.

A portal file names its platform (`platform = "tnc"`); where it names none, a page tells its platform by its signs.
One file here each.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from pipelines.extraction.markup.source import Source
from pipelines.extraction.platforms import (
    baotinh,
    dnn,
    epi,
    generic,
    liferay,
    nukeviet,
    sharepoint,
    tnc,
    vccorp,
)
from pipelines.extraction.platforms.platform import Platform, Skin

# In the order in which a page is asked: the systems of papers first, whose names are their own, then those that a
# vendor builds upon.
_TOLD = tuple(module.PLATFORM for module in (baotinh, epi, vccorp, nukeviet, tnc, liferay, dnn, sharepoint))
_KNOWN: dict[str, Platform] = {platform.name: platform for platform in (generic.PLATFORM, *_TOLD)}


def platform_names() -> tuple[str, ...]:
    """What a portal file may name as its platform."""
    return tuple(_KNOWN)


def detect(source: Source, url: str, language: str) -> tuple[Platform, Skin] | None:
    """The platform whose signs a page's source and address bear; None where it bears those of none.

    `language`: that of the words the page is read with.
    """
    host, address = _host_and_address(url)
    for platform in _TOLD:
        for skin in platform.skins if platform.is_at_home(language, host) else ():
            if skin.is_of(source, address):
                return platform, skin
    return None


def skin_of(name: str, source: Source, url: str, language: str) -> tuple[str, Skin]:
    """The platform's name and the skin that a page is read with.

    A platform that the portal file names is believed: a page that bears the signs of none of its skins is read with the
    first one's selectors, and none of its parts is cut off. Without a name, or with "generic", the page tells.
    """
    platform = _KNOWN.get(name, generic.PLATFORM)
    if platform is generic.PLATFORM:
        told = detect(source, url, language)
        return (told[0].name, told[1]) if told else (platform.name, platform.skins[0])
    _, address = _host_and_address(url)
    for skin in platform.skins:
        if skin.is_of(source, address):
            return platform.name, skin
    return platform.name, Skin(selectors=platform.skins[0].selectors)


def _host_and_address(url: str) -> tuple[str, str]:
    """The host, and path with query; without either for what is no address."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return "", ""
    return host, f"{parts.path}?{parts.query}" if parts.query else parts.path


__all__ = ["Platform", "Skin", "detect", "platform_names", "skin_of"]
