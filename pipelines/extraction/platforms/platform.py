"""The form of a platform: its skins, and for each how it is told and where it puts what."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pipelines.extraction.markup.source import Source


@dataclass(frozen=True, slots=True)
class Skin:
    """One look of a content-management system; a portal changes from one to the next, and its captures tell which.

    `signs`: strings of the markup that, all together, only article pages of this look have; without any it is never
    told from a page. `scripts`: strings that its scripts have besides. `address`: a pattern that path and query must
    match too, for looks whose names others use as well.
    `selectors`: field -> CSS selectors, the best first; hints, never the last word.
    `parts`: selectors of the elements that together hold the article and all that belongs to it (title, date, lead,
    text, signature, counter, related lists, breadcrumb). Where a page has them, nothing else of it is read.
    """

    signs: tuple[str, ...] = ()
    scripts: tuple[str, ...] = ()
    address: re.Pattern[str] | None = None
    selectors: dict[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    parts: tuple[str, ...] = ()

    @property
    def told_by(self) -> tuple[str, ...]:
        """All strings by which a page tells this look."""
        return self.signs + self.scripts

    def is_of(self, source: Source, address: str) -> bool:
        """Whether a page's source and address (path and query) bear every sign."""
        return (
            bool(self.signs)
            and (self.address is None or self.address.search(address) is not None)  # to look through a page costs more
            and all(map(source.holds, self.signs))
            and (not self.scripts or all(sign in source.whole for sign in self.scripts))
        )


@dataclass(frozen=True, slots=True)
class Platform:
    """A content-management system, by the name that a portal file gives it.

    `home`: the language and the top-level domain of the country whose portals alone run it, or none. Pages that are in
    another language and elsewhere are not asked for its signs: to look for those of all takes a thirtieth of reading.
    """

    name: str
    skins: tuple[Skin, ...]
    home: tuple[str, str] = ("", "")

    def is_at_home(self, language: str, host: str) -> bool:
        """Whether a page in this language, at this host, may be one of it."""
        spoken, domain = self.home
        return not spoken or language == spoken or host.rpartition(".")[2] == domain
