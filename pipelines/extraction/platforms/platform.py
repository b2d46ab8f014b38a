"""The form of a platform: its skins, and for each how it is told and where it puts what."""

from __future__ import annotations

import re
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Skin:
    """One look of a content-management system; a portal changes from one to the next, and its captures tell which.

    `signs`: strings of the markup that, all together, only article pages of this look have; without any it is never
    told from a page. `address`: a pattern that path and query must match besides, for looks whose names others use too.
    `selectors`: field -> CSS selectors, the best first; hints, never the last word.
    `parts`: selectors of the elements that together hold the article and all that belongs to it (title, date, lead,
    text, signature, counter, related lists, breadcrumb). Where a page has them, nothing else of it is read.
    """

    signs: tuple[str, ...] = ()
    address: re.Pattern[str] | None = None
    selectors: dict[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    parts: tuple[str, ...] = ()

    def is_of(self, text: str, address: str) -> bool:
        """Whether a page's source and address (path and query) bear every sign."""
        return (
            bool(self.signs)
            and all(sign in text for sign in self.signs)
            and (self.address is None or self.address.search(address) is not None)
        )


@dataclass(frozen=True, slots=True)
class Platform:
    """A content-management system, by the name that a portal file gives it."""

    name: str
    skins: tuple[Skin, ...]
