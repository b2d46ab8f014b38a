"""The frontier: which addresses of a portal are known, which are to be visited, and in which order.

Pure: it holds the state in memory for the length of a crawl and says which rows changed; the session writes them in
the transaction in which the page that changed them is written.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable
from datetime import datetime

import msgspec

from archive.frontier_rows import FrontierRow
from archive.model import Context
from archive.records import timestamp
from crawler.links import Link
from crawler.pagination import page_of_listing

# Lower is sooner: first pages of listings, then what they list, then the pages behind them. So the newest articles
# come first, and a limit cuts off the oldest.
_FIRST_PAGES, _ARTICLES, _FURTHER_PAGES = 0, 1, 2


class Frontier:
    """What one crawl of one portal still has to visit. Every address is given out once a crawl at most."""

    def __init__(
        self, known: Iterable[FrontierRow], start_urls: Iterable[str], *, full: bool, limit: int | None
    ) -> None:
        """`known` are the rows of earlier crawls; `full` asks for every known address, `limit` for so many articles."""
        self._rows = {row.url: row for row in known}
        self._queue: list[tuple[int, int, str]] = []
        self._queued: set[str] = set()
        self._changed: dict[str, FrontierRow] = {}
        self._limit = limit
        self._articles_given = 0
        for url in start_urls:
            if url not in self._rows:
                self._put(FrontierRow(url=url, kind="listing", state="new", found_at=timestamp()))
        for row in list(self._rows.values()):
            if row.state == "new" or full or (row.kind == "listing" and page_of_listing(row.url).number == 1):
                self._enqueue(row)

    def __len__(self) -> int:
        """How many addresses can be given out now: none once the limit is reached."""
        return 0 if self.limit_reached else len(self._queue)

    @property
    def limit_reached(self) -> bool:
        """Whether as many articles were given out as the limit allows."""
        return self._limit is not None and self._articles_given >= self._limit

    def next(self) -> FrontierRow | None:
        """The next address to visit; None when there is none now. What a limit leaves stays `new`."""
        if not len(self):
            return None
        _, _, url = heapq.heappop(self._queue)
        row = self._rows[url]
        if row.kind == "article":
            self._articles_given += 1
        return row

    def found(self, links: Iterable[Link], source: str) -> None:
        """Takes in the links of a page. `source` is its canonical URL.

        A listing whose page shows an article that was not known may have pushed others on to the next page, so its
        further pages become `new` again, however often they were walked.
        """
        fresh = False
        listings = []
        for link in links:
            if link.kind == "article":
                fresh = self._found_article(link) or fresh
            elif link.kind == "listing":
                listings.append(link.url)
        this = page_of_listing(source)
        for url in listings:
            page = page_of_listing(url)
            if url not in self._rows:
                self._put(FrontierRow(url=url, kind="listing", state="new", found_at=timestamp()))
            elif fresh and page.listing == this.listing and page.number > this.number:
                self._put(msgspec.structs.replace(self._rows[url], state="new"))

    def _found_article(self, link: Link) -> bool:
        known = self._rows.get(link.url)
        context = Context(title=link.text) if link.text else None
        if known is None:
            self._put(FrontierRow(url=link.url, kind="article", state="new", found_at=timestamp(), context=context))
            return True
        return False

    def give_back(self, url: str) -> None:
        """An article that was given out turned out to be none: it does not count against the limit."""
        if url in self._rows and self._rows[url].kind == "article":
            self._articles_given -= 1

    def visited(self, url: str, at: datetime) -> None:
        """An address answered, whatever it said. One that did not stays `new`."""
        row = self._rows.get(url)
        if row is not None:
            self._put(msgspec.structs.replace(row, state="done", visited_at=timestamp(at)))

    def changes(self) -> list[FrontierRow]:
        """The rows that changed since the last call."""
        changed = list(self._changed.values())
        self._changed.clear()
        return changed

    def _put(self, row: FrontierRow) -> None:
        self._rows[row.url] = row
        self._changed[row.url] = row
        if row.state == "new":
            self._enqueue(row)

    def _enqueue(self, row: FrontierRow) -> None:
        if row.url in self._queued:
            return
        self._queued.add(row.url)
        if row.kind == "article":
            priority = _ARTICLES
        else:
            priority = _FIRST_PAGES if page_of_listing(row.url).number == 1 else _FURTHER_PAGES
        heapq.heappush(self._queue, (priority, len(self._queued), row.url))
