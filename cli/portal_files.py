"""The portal files as the commands use them: read, and checked against what this govnews can do."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from pathlib import Path

from portals import Portal, PortalError, load_portals


def load_checked(folder: Path | None) -> dict[str, Portal]:
    """Every portal of a folder. Raises PortalError, also for what nobody here can read: see `check_readable`, and for
    a language without words: a mistyped one would cost dates and authors, and nobody would be told.
    """
    known = load_portals(folder)
    check_readable(known)
    _check_languages(known)
    return known


def check_readable(portals: dict[str, Portal]) -> None:
    """Raises PortalError where one of these portals has a platform that nobody here can read, or a rule that is no
    selector: no page of it could be read.

    The portal files themselves know nothing of platforms and selectors: those are code of the extraction.
    """
    from pipelines.extraction.platforms import platform_names

    names = platform_names()
    for portal in portals.values():
        if portal.platform not in names:
            raise _wrong(portal, "platform", portal.platform, names)
        if portal.rules:
            from pipelines.extraction.rules import check_selectors  # brings the parser, and few portals have rules

            check_selectors(portal)


def _check_languages(portals: dict[str, Portal]) -> None:
    from pipelines.extraction.wording.words import has_words, languages

    for portal in portals.values():
        if not has_words(portal.language):
            raise _wrong(portal, "language", portal.language, sorted(languages()))


def _wrong(portal: Portal, key: str, value: str, allowed: Iterable[str]) -> PortalError:
    near = difflib.get_close_matches(value, allowed, n=1)
    hint = f"did you mean {near[0]!r}?" if near else f"allowed: {', '.join(allowed)}"
    return PortalError(f"{portal.id}.toml: key {key!r} is {value!r}; {hint}")
