"""What the listings of a crawl show, so that one of them is known again where an article used to be.

Some portals answer 200 with their home page, or with the listing of a category, at every address that is gone. Such a
page says nothing of itself; but it shows what that listing shows.
"""

from __future__ import annotations

from collections.abc import Iterable

_LEAST = 3  # articles; of a page with fewer nothing is concluded
_SHARE = 0.8  # of the articles of either that both show: some may have come in the minutes between


class Shown:
    """The articles that each listing shows on its first page."""

    def __init__(self) -> None:
        self._by_listing: dict[str, frozenset[str]] = {}

    def add(self, listing: str, articles: Iterable[str]) -> None:
        """A listing shows these articles. What it is asked for again in a crawl are its further pages (ASP.NET)."""
        self._by_listing.setdefault(listing, frozenset(articles))

    def listing_like(self, articles: Iterable[str]) -> str | None:
        """The listing that shows what a page shows; None where there is none.

        One whose articles another one shows beside its own is none to go by: an empty category has no more than the
        box of the latest news that stands on every page.
        """
        page = frozenset(articles)
        if len(page) < _LEAST:
            return None
        alike = (
            listing
            for listing, shown in self._by_listing.items()
            if len(page & shown) >= _SHARE * len(page | shown) and not self._is_box(shown)
        )
        return next(alike, None)

    def _is_box(self, shown: frozenset[str]) -> bool:
        return any(shown < other for other in self._by_listing.values())
