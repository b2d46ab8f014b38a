"""The form of a platform: selectors for the elements where it puts a field, and for the parts that hold the article."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Platform:
    """A content-management system. `selectors`: field -> CSS selectors, the best first; hints, never the last word.

    `parts`: selectors of the elements that together hold the article and all that belongs to it (title, date, lead,
    text, signature, counter, related lists, breadcrumb). Where a page has them, nothing else of it is read.
    """

    name: str
    selectors: dict[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    parts: tuple[str, ...] = ()
