"""One crawl of one portal: what its spider, middlewares and pipelines share."""

from __future__ import annotations

import asyncio
import functools
import logging
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from importlib.metadata import version
from typing import Any, cast
from urllib.parse import urlsplit

import msgspec
from scrapy.crawler import Crawler

from archive.captures.exchange import Exchange
from archive.captures.stored_captures import StoredCapture
from archive.crawls.crawl_writer import CrawlWriter
from archive.model import Article, Capture, Context, MediaLink, Rejection, with_repeated
from archive.rows.frontier_rows import FrontierRow
from archive.snapshots.records import Outcome
from archive.timestamps import timestamp
from crawler.archive_thread import ArchiveThread
from crawler.discovery.sitemaps import robots_sitemaps
from crawler.frontier import Frontier
from crawler.misses import Misses
from crawler.presence import Presence
from crawler.revisits import RevisitPolicy
from crawler.saving import Saving
from crawler.visits import Visits
from pipelines.extraction import extract, rules_digest
from pipelines.extraction.parked import of_parked
from pipelines.items import Answer, Page
from pipelines.page_links import Link
from pipelines.workers import ExtractionPool
from portals import Portal, UsageError
from portals.version import VERSION

log = logging.getLogger(__name__)


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
        revisits: RevisitPolicy | None = None,
        patience: float = 0.0,
    ) -> None:
        """Begins the crawl: takes the portal's lock, writes the crawl record, loads the frontier.

        `patience` are the seconds that an article may wait until it is written, together with those of other crawls.
        Raises PortalBusyError where another crawl has the portal, StorageError where the archive cannot be written.
        """
        self.portal = portal
        self.pool = pool
        self.thread = thread
        self.outcome: Outcome | None = None
        self.stats: dict[str, Any] = {}  # what Scrapy and we counted, once the crawl has ended
        self.on_end: list[Callable[[], None]] = []
        self.may_ask = True  # False where a host is still to be left in peace for longer than may be waited
        self._repeated: tuple[str, ...] = thread.call(thread.store.repeated_lines, portal.id)
        self._writer: CrawlWriter = thread.call(
            thread.store.begin,
            portal,
            rules=rules_digest(portal, self._repeated),
            software=software(),
            reread=self._read_again,
            repeated=self._repeated,
        )
        self.crawl_id = self._writer.crawl_id
        # Written by the archive's thread: a reader may be one page behind.
        self.counts, self.coverage, self.rejections = (
            self._writer.counts, self._writer.coverage, self._writer.rejections,
        )  # fmt: skip
        self._saving = Saving(thread, self._writer, patience)
        self.presence = Presence(self._saving)
        self.frontier = Frontier(thread.call(self._writer.load_frontier), full=full, limit=limit)
        save = functools.partial(self._saving.submit, self._writer.frontier)
        self._visits = Visits(self.frontier, revisits or RevisitPolicy(), save)
        feeds, sitemaps = map(portal.addresses, (portal.feeds, portal.sitemaps))
        self._named = frozenset({*portal.start_urls, *feeds, *sitemaps})
        self.misses = Misses(
            self._writer, self._saving, self.presence, self.frontier, self._visits, named_by_file=self._named
        )
        self.frontier.begin_with("listing", portal.start_urls)
        self.frontier.begin_with("feed", feeds)
        self.frontier.begin_with("sitemap", sitemaps)
        self._visits.save()

    def is_denied(self, url: str) -> bool:
        """Whether the portal file says that an address is never asked for, and does not name it itself."""
        canonical = self.portal.canonical(url)
        return self.portal.kind_of_canonical(canonical) == "denied" and canonical not in self._named

    def context_of(self, row: FrontierRow) -> Context | None:
        """What is known of a page before it is read: what led to it, and what repeats on this portal."""
        return with_repeated(row.context, self._repeated)

    def keep_capture(self, exchange: Exchange, capture: Capture) -> None:
        """Keeps a response as it came."""
        self._saving.submit(self._writer.keep, exchange, capture)

    def rests(self) -> dict[str, float]:
        """Hosts of the portal that asked an earlier crawl to be left in peace, and for how many seconds from now."""
        hosts = {urlsplit(f"//{netloc}").hostname or "" for netloc in self.portal.own_hosts}
        now = datetime.now(UTC)
        found = self.thread.call(self._writer.load_rests, sorted(hosts))
        left = {host: (datetime.fromisoformat(until) - now).total_seconds() for host, until in found.items()}
        return {host: seconds for host, seconds in left.items() if seconds > 0}

    def host_rests(self, host: str, seconds: float) -> None:
        """A host asks to be left in peace for so long. The next crawl keeps to it too."""
        self._saving.submit(self._writer.rest, host, timestamp(datetime.now(UTC) + timedelta(seconds=seconds)))

    def learn_robots(self, body: bytes, url: str) -> None:
        """A robots.txt may name sitemaps."""
        self.frontier.begin_with("sitemap", robots_sitemaps(body, url, self.portal))
        self._visits.save()

    def learn_links(self, row: FrontierRow, links: list[Link], answer: Answer) -> bool:
        """A listing, feed or sitemap answered and names these; whether an article is among them that was not known."""
        fresh = self.frontier.found(links, row.url, answer.fetched_at)
        self._visits.answered(row.url, answer)
        return fresh

    def learn_sitemaps(self, row: FrontierRow, sitemaps: list[tuple[str, str]], answer: Answer) -> None:
        """A sitemap index answered and names these sitemaps, each with its `lastmod`."""
        self.frontier.found_sitemaps(sitemaps)
        self._visits.answered(row.url, answer)

    def keep_file(self, row: FrontierRow, answer: Answer) -> None:
        """A file that an article carries answered: its capture is all that is wanted."""
        self.frontier.bore(row.url, fruit=True)
        self._visits.answered(row.url, answer)

    def not_modified(self, row: FrontierRow, answer: Answer) -> None:
        """An address answered 304: it is as it was."""
        self.presence.is_there()
        if row.kind == "article":
            self._saving.submit(self._writer.unchanged, row.url, answer.capture, timestamp(answer.fetched_at))
        self._visits.not_modified(row, answer)

    def keep_reading(self, page: Page) -> None:
        """A page was read: archives the article and takes in what it names, or says why it is none."""
        assert page.reading is not None
        if isinstance(page.reading, Article) or not of_parked(page.reading):
            self.presence.is_there()
        if isinstance(page.reading, Article):
            self._observe(page, page.reading)
        else:
            self.misses.reject_page(page, page.reading)

    def _observe(self, page: Page, article: Article) -> None:
        self._learn_named(page, article)
        at = timestamp(page.answer.fetched_at)
        if page.asked != article.url:
            self._saving.submit(self._writer.addresses.redirected, page.asked, article, at, page.answer.capture)
        self._saving.submit(
            self._writer.observe,
            article,
            page.answer.capture,
            at,
            context=page.context,
            declared=page.links.canonical,
            twins=self.frontier.twins(article.url),
        )
        self._visits.gave_article(page, article)

    def _learn_named(self, page: Page, article: Article) -> None:
        """What the page of an article names: other articles, its own address, its files."""
        named = [link for link in page.links.links if link.kind == "article"]
        if page.links.canonical is not None:
            named.append(Link(page.links.canonical, "article", ""))
        self.frontier.found(named, page.asked, page.answer.fetched_at)
        if self.portal.capture.attachments:
            self._found_media("attachment", article.attachments)
        if self.portal.capture.images:
            self._found_media("image", article.images)

    def _found_media(self, kind: str, media: Iterable[MediaLink]) -> None:
        """Files on the portal's own hosts; nothing else is ever connected to."""
        urls = (self.portal.canonical(link.url) for link in media)
        unwanted = {"outside", "denied"}
        self.frontier.found_media(kind, [url for url in urls if self.portal.kind_of_canonical(url) not in unwanted])

    async def durable(self) -> None:
        """Returns when all that was said so far is on disk. A page is not done with before."""
        await self._saving.durable()

    def commit(self) -> None:
        """Makes durable what was learned so far."""
        self._saving.commit()

    async def end(self, outcome: Outcome) -> None:
        """Ends the crawl. Where the archive's thread fails, it says so and keeps the error for who runs the crawl."""
        for line in self.frontier.traps.told():
            log.warning("%s: %s", self.portal.id, line)
        if ended := self.presence.parked or self.presence.dead:
            log.warning("%s: %s; has the portal ended? Its file can say so (lifetime)", self.portal.id, ended)
        self.presence.tell_held_back()
        self._visits.save()
        self.outcome = outcome
        with suppress(Exception):
            if self.presence.dead and not self.counts.pages:
                await self.misses.note_dead_host(self.thread)
            await asyncio.wrap_future(self.thread.ask(self._writer.end, outcome))
        counts = msgspec.structs.asdict(self.counts)
        said = {"portal": self.portal.id, "crawl": self.crawl_id, "outcome": outcome} | counts
        log.info("%s: crawl %s ended: %s", self.portal.id, self.crawl_id, outcome, extra=said)
        for act in self.on_end:
            act()

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


@functools.cache
def software() -> dict[str, str]:
    """Names and versions of what reads and keeps pages, for the records."""
    names = ("scrapy", "trafilatura", "sqlite-utils", "fastwarc")
    try:
        return {"govnews": VERSION} | {name: version(name) for name in names}
    except ModuleNotFoundError as error:
        raise UsageError(f"govnews is not installed ({error}); run `make setup`") from None
