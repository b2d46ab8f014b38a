"""The frontier: which addresses of a portal are known, which are to be visited, and in which order.

Pure: it holds the state in memory for the length of a crawl and says which rows changed; the session writes them in
the transaction in which the page that changed them is written.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

import msgspec

from archive.model import Context
from archive.rows.frontier_rows import FrontierRow
from archive.timestamps import timestamp
from crawler.discovery.calendars import SETTLED, SETTLED_AGAIN, period_of
from crawler.discovery.lastmod import BELIEVED_ARTICLES, BELIEVED_SHARE, SITEMAP_AGAIN, LastMod
from crawler.discovery.pagination import PageOfListing, page_of_listing
from crawler.shown import Shown
from crawler.traps import DOUBTFUL_AGAIN, Traps
from crawler.twins import Twins
from pipelines.page_links import Link

# Lower is sooner: what names the newest articles, those articles, those that earlier crawls left, what names older
# ones, articles seen before, and the files that articles carry. So the newest come first, and a limit cuts off the
# oldest.
_NAMES_THE_NEWEST, _NEW_ARTICLES, _LEFT_OVER, _NAMES_MORE, _REVISITS, _MEDIA = range(6)
_MEDIA_KINDS = frozenset({"attachment", "image"})
# A listing that cannot be addressed page by page (ASP.NET) has one more row: `new` until its last page was seen.
_PAGER = "pager"


class Frontier:
    """What one crawl of one portal still has to visit. Every address is given out once a crawl at most."""

    def __init__(self, known: Iterable[FrontierRow], *, full: bool = False, limit: int | None = None) -> None:
        """`known` are the rows of earlier crawls; `full` asks for every known address, `limit` for so many articles."""
        self._rows = {row.url: row for row in known}
        self._twins = Twins()
        for row in self._rows.values():
            if row.kind == "article":
                self._twins.add(row.url)
        self._queues: dict[bool, list[tuple[int, int, str]]] = {False: [], True: []}  # pages; media
        self._queued: set[str] = set()
        self._changed: dict[str, FrontierRow] = {}
        self._limit = limit
        self._articles_given = 0
        self._full = full
        self.traps = Traps(datetime.now(UTC).year)
        self.shown = Shown()
        self._dated_sitemaps: set[str] = set()  # of which an index says when they changed
        # Articles that the listings and the sitemaps of this crawl showed.
        self._named: dict[str, set[str]] = {"listing": set(), "sitemap": set()}
        self._first_shown: dict[tuple[str, int], int] = {}  # which page of a listing first showed articles of this hash
        self._began = timestamp()
        pages = [page_of_listing(row.url) for row in self._rows.values() if row.kind == "listing"]
        self._begun_listings = {page.listing for page in pages if page.number == 1}  # of which the first page is known
        for row in list(self._rows.values()):
            if full or row.state == "new" or self._is_always_due(row) or (row.next_visit or "9") <= self._began:
                self._enqueue(row)

    def begin_with(self, kind: str, urls: Iterable[str]) -> None:
        """Addresses that the portal file or robots.txt names: visited in every crawl."""
        for url in urls:
            if url not in self._rows:
                self._put(FrontierRow(url=url, kind=kind, state="new", found_at=timestamp()))
            self._enqueue(self._rows[url])

    def __len__(self) -> int:
        """How many addresses can be given out now: once the limit is reached, only files of archived articles."""
        return len(self._queues[True]) + (0 if self.limit_reached else len(self._queues[False]))

    @property
    def limit_reached(self) -> bool:
        """Whether as many articles were given out as the limit allows."""
        return self._limit is not None and self._articles_given >= self._limit

    def next(self) -> FrontierRow | None:
        """The next address to visit; None when there is none now. What a limit leaves stays `new`."""
        while len(self):
            media = self.limit_reached or not self._queues[False]
            priority, number, url = heapq.heappop(self._queues[media])
            row = self._rows[url]
            if priority == _NAMES_THE_NEWEST and self.traps.is_doubtful(url, row.kind):
                heapq.heappush(self._queues[media], (_NAMES_MORE, number, url))  # a calendar can wait for the news
                continue
            if row.visited_at is None and self.traps.catches(row.url, row.kind):
                continue
            if row.kind == "article":
                self._articles_given += 1
            return row
        return None

    def found(self, links: Iterable[Link], source: str, at: datetime) -> bool:
        """Takes in the links of a page whose canonical URL is `source`, fetched at `at`.

        Returns whether there is an article that was not known when that page was visited last. A listing that shows
        such a one, whoever found it first, may have pushed others on to the next page, so its further pages become
        `new` again, however often they were walked.
        """
        listings, articles = [], []
        for link in links:
            if link.url not in self._rows and self.traps.catches(link.url, link.kind):
                continue
            if link.kind == "article":
                articles.append(link)
            elif link.kind == "listing":
                listings.append(link.url)
        self._take_modified(articles)
        visit = self._rows.get(source)
        before = (visit and visit.visited_at) or ""
        fresh = False
        for link in articles:
            fresh = self._found_article(link, at) > before or fresh
        if visit is not None and visit.kind in self._named:
            shown = {link.url for link in articles}
            self.traps.visited(source, visit.kind, fruitful=not shown <= self._named[visit.kind])
            self._named[visit.kind] |= shown
        this = page_of_listing(source)
        if visit is not None and visit.kind == "listing" and this.number == 1:
            self.shown.add(source, (link.url for link in articles))
        repeats = self._repeats(this, frozenset(link.url for link in articles)) if listings else False
        for url in listings:
            page = page_of_listing(url)
            further = page.listing == this.listing and page.number > this.number
            if further and repeats:
                continue
            if url not in self._rows:
                self._put(FrontierRow(url=url, kind="listing", state="new", found_at=timestamp(at)))
            elif fresh and further:
                self._put(msgspec.structs.replace(self._rows[url], state="new"))
        return fresh

    def _repeats(self, page: PageOfListing, articles: frozenset[str]) -> bool:
        """Whether a page shows what one before it did: past its end many a listing repeats its last page for ever."""
        return self._first_shown.setdefault((page.listing, hash(articles)), page.number) < page.number

    def found_sitemaps(self, named: Iterable[tuple[str, str]]) -> None:
        """Takes in the sitemaps of an index. One that has not changed since it was read last can wait a while."""
        for url, lastmod in named:
            row, said = self._rows.get(url), LastMod.of(lastmod)
            if said is not None:
                self._dated_sitemaps.add(url)
            if (
                row is None
                or row.visited_at is None
                or said is None
                or said.maybe_after(datetime.fromisoformat(row.visited_at))
            ):
                self.begin_with("sitemap", [url])

    def _take_modified(self, links: Iterable[Link]) -> None:
        """Articles that a sitemap says were changed since they were visited are due, where it says so of few."""
        known = [(row, link.modified) for link in links if link.modified and (row := self._visited_article(link.url))]
        changed = []
        for row, lastmod in known:
            said = LastMod.of(lastmod)
            if said is not None and said.surely_after(datetime.fromisoformat(row.visited_at or "")):
                changed.append(row)
        if len(changed) <= max(BELIEVED_ARTICLES, BELIEVED_SHARE * len(known)):
            for row in changed:
                self._enqueue(row)

    def _visited_article(self, url: str) -> FrontierRow | None:
        row = self._rows.get(url)
        return row if row is not None and row.kind == "article" and row.visited_at else None

    def found_media(self, kind: str, urls: Iterable[str]) -> None:
        """Takes in the files that an archived article carries; each is fetched once."""
        for url in urls:
            if url not in self._rows:
                self._put(FrontierRow(url=url, kind=kind, state="new", found_at=timestamp()))

    def walks_on(self, listing: str, *, fresh: bool) -> bool:
        """Whether the next page of an ASP.NET listing is to be asked for: always, until its end was once reached."""
        row = self._rows.get(listing + "#" + _PAGER)
        if row is None or (fresh and row.state == "done"):
            row = FrontierRow(url=listing + "#" + _PAGER, kind=_PAGER, state="new", found_at=timestamp())
            self._put(row)
        return row.state == "new" or self._full

    def asks_anew(self, row: FrontierRow) -> bool:
        """Whether an address must answer in full: a 304 would not bring the ASP.NET pager that is to be walked."""
        pager = self._rows.get(row.url + "#" + _PAGER)
        return pager is not None and (pager.state == "new" or self._full)

    def walked_to_the_end(self, listing: str) -> None:
        """The last page of an ASP.NET listing was seen."""
        row = self._rows.get(listing + "#" + _PAGER)
        if row is not None and row.state == "new":
            self._put(msgspec.structs.replace(row, state="done"))

    def give_back(self, url: str) -> None:
        """An article that was given out turned out to be none: it does not count against the limit."""
        if url in self._rows and self._rows[url].kind == "article":
            self._articles_given -= 1

    def bore(self, url: str, *, fruit: bool) -> None:
        """Whether an address holds what it was visited for; of those that did once nothing is concluded."""
        row = self._rows.get(url)
        if fruit or (row is not None and row.visited_at is None):
            self.traps.visited(url, row.kind if row is not None else "article", fruitful=fruit)

    def twins(self, url: str) -> tuple[str, ...]:
        """The addresses of articles that only spelling tells from this one."""
        return self._twins.of(url, self._rows)

    def row(self, url: str) -> FrontierRow | None:
        """What is known of an address."""
        return self._rows.get(url)

    def visited(self, url: str, at: datetime, *, in_vain: int = 0, **changes: str | None) -> None:
        """An address answered, for the `in_vain`-th time in a row with nothing. One that did not answer stays `new`.
        `changes` are further columns.

        One that is not known yet is where a redirect led to: an article. A sitemap of which its index says when it
        changed is read again by itself only after a while; so is the listing of a day or month that is over.
        """
        row = self._rows.get(url) or FrontierRow(url=url, kind="article", state="new", found_at=timestamp(at))
        if row.kind == "sitemap":
            dated = url in self._dated_sitemaps or row.next_visit is not None
            changes["next_visit"] = timestamp(at + timedelta(days=SITEMAP_AGAIN)) if dated else None
        elif row.kind == "listing" and page_of_listing(url).number == 1:
            days = self._wait_of_listing(url, at)
            changes["next_visit"] = timestamp(at + timedelta(days=days)) if days else None
        self._put(msgspec.structs.replace(row, state="done", visited_at=timestamp(at), in_vain=in_vain, **changes))

    def _wait_of_listing(self, url: str, at: datetime) -> int:
        """Days that a listing visited `at` can wait; 0 for one where news may show every day."""
        period = period_of(url)
        if period is not None and period.is_over((at - timedelta(days=SETTLED)).date()):
            return SETTLED_AGAIN
        return DOUBTFUL_AGAIN if self.traps.is_doubtful(url, "listing") else 0

    def changes(self) -> list[FrontierRow]:
        """The rows that changed since the last call."""
        changed = list(self._changed.values())
        self._changed.clear()
        return changed

    def _found_article(self, link: Link, at: datetime) -> str:
        """Takes an article in; when it was found first."""
        known = self._rows.get(link.url)
        if known is not None and known.kind == "article":
            return known.found_at
        context = Context(title=link.text or None, published=link.published) if link.text or link.published else None
        self._put(FrontierRow(url=link.url, kind="article", state="new", found_at=timestamp(at), context=context))
        return timestamp(at)

    def _put(self, row: FrontierRow) -> None:
        if row.kind == "article":
            self._twins.add(row.url)
        self._rows[row.url] = row
        self._changed[row.url] = row
        if row.state == "new":
            self._enqueue(row)

    def _enqueue(self, row: FrontierRow) -> None:
        if row.url in self._queued or row.kind == _PAGER:
            return
        self._queued.add(row.url)
        heapq.heappush(self._queues[row.kind in _MEDIA_KINDS], (self._priority(row), len(self._queued), row.url))

    def _priority(self, row: FrontierRow) -> int:
        if row.kind == "article":
            if row.visited_at is not None:
                return _REVISITS
            return _NEW_ARTICLES if row.found_at >= self._began else _LEFT_OVER
        if row.kind in _MEDIA_KINDS:
            return _MEDIA
        if row.kind == "feed" or (row.kind == "listing" and page_of_listing(row.url).number == 1):
            return _NAMES_THE_NEWEST
        return _NAMES_MORE

    def _is_always_due(self, row: FrontierRow) -> bool:
        """Feeds, sitemaps that cannot wait, and the pages of listings where new articles show: the first ones that
        cannot wait, and those of which no first one is known.
        """
        if row.kind == "sitemap":
            return row.next_visit is None
        if row.kind == "listing":
            page = page_of_listing(row.url)
            return row.next_visit is None if page.number == 1 else page.listing not in self._begun_listings
        return row.kind == "feed"
