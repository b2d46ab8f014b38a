"""One crawl of one portal: what its spider, middlewares and pipelines share."""

from __future__ import annotations

import asyncio
import functools
from collections.abc import Callable
from concurrent.futures import Future
from datetime import datetime
from importlib.metadata import version
from typing import Any, cast

from scrapy.crawler import Crawler

from archive.crawl_writer import CrawlWriter
from archive.exchange import Exchange
from archive.frontier_rows import FrontierRow
from archive.model import Article, Capture, Context, Rejection
from archive.records import Counts, Coverage, GoneEvidence, Outcome, timestamp
from archive.stored_captures import StoredCapture
from crawler.archive_thread import ArchiveThread
from crawler.frontier import Frontier
from crawler.links import Link
from pipelines.extraction import extract, rules_digest
from pipelines.items import Page
from pipelines.workers import ExtractionPool
from portals import Portal, UsageError

# Seconds after which what was learned is committed, however little it is.
COMMIT_EVERY = 1.0


class CrawlSession:
    """The state of one crawl. Lives in the reactor's thread; what it has to write goes to the archive's thread."""

    def __init__(
        self,
        portal: Portal,
        thread: ArchiveThread,
        pool: ExtractionPool,
        *,
        full: bool = False,
        limit: int | None = None,
    ) -> None:
        """Begins the crawl: takes the portal's lock, writes the crawl record, loads the frontier.

        Raises PortalBusyError where another crawl has the portal, StorageError where the archive cannot be written.
        """
        self.portal = portal
        self.pool = pool
        self.thread = thread
        self.outcome: Outcome | None = None
        self.on_end: list[Callable[[], None]] = []
        self.alive = False  # whether any page of the portal answered 200
        self._held_back: list[functools.partial[None]] = []
        self._writer: CrawlWriter = thread.call(
            thread.store.begin, portal, rules=rules_digest(portal), software=software(), reread=self._read_again
        )
        rows = thread.call(self._writer.load_frontier)
        self.frontier = Frontier(rows, portal.start_urls, full=full, limit=limit)
        self._save_frontier()

    @property
    def crawl_id(self) -> str:
        """The id of this crawl."""
        return self._writer.crawl_id

    @property
    def counts(self) -> Counts:
        """What was done so far. Written by the archive's thread; a reader may be one page behind."""
        return self._writer.counts

    @property
    def coverage(self) -> Coverage:
        """How many of the articles read so far had each field."""
        return self._writer.coverage

    def keep_capture(self, exchange: Exchange, capture: Capture) -> None:
        """Keeps a response as it came."""
        if capture.status == 200 and not capture.url.endswith("/robots.txt"):
            self.alive = True
            self._tell_held_back()
        self._submit(self._writer.keep, exchange, capture)

    def learn_links(self, url: str, fetched_at: datetime, links: list[Link]) -> None:
        """A listing answered and offers these links."""
        self.frontier.visited(url, fetched_at)
        self.frontier.found(links, url)
        self._save_frontier()

    def keep_reading(self, page: Page) -> None:
        """A page was read: archives the article, or says why it is none. Both with what it says of other pages."""
        assert page.reading is not None
        at = timestamp(page.fetched_at)
        self.frontier.visited(page.asked, page.fetched_at)
        if isinstance(page.reading, Article):
            self._observe(page, page.reading, at)
        else:
            self.reject(page.asked, at, page.reading, page.capture)
        self._save_frontier()

    def _observe(self, page: Page, article: Article, at: str) -> None:
        related = [Link(link.url, self.portal.kind_of(link.url), link.title) for link in article.related]
        self.frontier.found([link for link in related if link.kind == "article"], page.asked)
        if page.asked != article.url:
            self.frontier.visited(article.url, page.fetched_at)
            self._submit(self._writer.alias, page.asked, article.url)
        self._submit(self._writer.observe, article, page.capture, at, context=page.context)

    def reject(self, url: str, at: str, rejection: Rejection, capture: str) -> None:
        """A page is no article, and why. One that says it is not there speaks of an article that may have been."""
        if rejection.reason == "missing":
            self.gone(url, at, "soft-404", rejection.detail, capture)
            return
        self.frontier.give_back(url)
        self._submit(self._writer.reject, url, at, rejection.reason, rejection.detail, capture)

    def visited(self, url: str, at: datetime) -> None:
        """An address answered with nothing to read."""
        self.frontier.visited(url, at)
        self._save_frontier()

    def gone(self, url: str, at: str, evidence: GoneEvidence, detail: str, capture: str) -> None:
        """Nothing is at an article's address. Held back until it is known whether the portal itself is there."""
        self.frontier.give_back(url)
        self._held_back.append(functools.partial(self._writer.gone, url, at, evidence, detail, capture=capture))
        if self.alive:
            self._tell_held_back()

    def not_asked(self, url: str) -> None:
        """A request that may not be made; the address stays in the frontier, should that change."""
        self.frontier.give_back(url)

    def failed(self, url: str) -> None:
        """A request got no answer; the address stays in the frontier."""
        self.frontier.give_back(url)
        self.counts.errors += 1

    def commit(self) -> None:
        """Makes durable what was learned so far."""
        self._submit(self._writer.commit)

    async def end(self, outcome: Outcome) -> None:
        """Ends the crawl. Raises what made the archive's thread fail, if it did."""
        self._tell_held_back()
        self._save_frontier()
        self.outcome = outcome
        await asyncio.wrap_future(self.thread.submit(self._writer.end, outcome))
        for act in self.on_end:
            act()

    def _tell_held_back(self) -> None:
        for tell in self._held_back:
            self._submit(tell, portal_alive=self.alive)
        self._held_back.clear()

    def _save_frontier(self) -> None:
        changes: list[FrontierRow] = self.frontier.changes()
        if changes:
            self._submit(self._writer.frontier, changes)
        self._submit(self._writer.commit_when_due)

    def _submit(self, job: Any, *args: Any, **kwargs: Any) -> Future[Any]:
        return self.thread.submit(job, *args, **kwargs)

    def _read_again(self, stored: StoredCapture, context: Context | None) -> Article | Rejection:
        return extract(
            stored.response.body,
            stored.capture.url,
            portal=self.portal,
            content_type=stored.response.header("content-type"),
            fetched_at=datetime.fromisoformat(stored.capture.fetched_at),
            context=context,
        )


def session_of(crawler: Crawler) -> CrawlSession:
    """The session of the crawl that a component of Scrapy's serves."""
    return cast("CrawlSession", crawler.spider.session)  # type: ignore[union-attr]


def software() -> dict[str, str]:
    """Names and versions of what reads and keeps pages, for the records."""
    names = ("govnews", "scrapy", "trafilatura", "sqlite-utils", "fastwarc")
    try:
        return {name: version(name) for name in names}
    except ModuleNotFoundError as error:
        raise UsageError(f"govnews is not installed ({error}); run `make setup`") from None
