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

from archive.crawl_writer import CrawlWriter
from archive.exchange import Exchange
from archive.frontier_rows import FrontierRow
from archive.model import Article, Capture, Context, MediaLink, Rejection, RejectionReason, with_repeated
from archive.records import Counts, Coverage, GoneEvidence, Outcome, timestamp
from archive.stored_captures import StoredCapture
from crawler.archive_thread import ArchiveThread
from crawler.discovery.sitemaps import robots_sitemaps
from crawler.frontier import Frontier
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
        self.broken = False  # whether this program failed over a page
        self._unasked: list[str] = []  # what was to be visited, had there been anybody to ask
        self._repeated: tuple[str, ...] = thread.call(thread.store.repeated_lines, portal.id)
        self._writer: CrawlWriter = thread.call(
            thread.store.begin,
            portal,
            rules=rules_digest(portal, self._repeated),
            software=software(),
            reread=self._read_again,
            repeated=self._repeated,
        )
        self._saving = Saving(thread, self._writer, patience)
        self.presence = Presence(self._saving)
        self.frontier = Frontier(thread.call(self._writer.load_frontier), full=full, limit=limit)
        save = functools.partial(self._saving.submit, self._writer.frontier)
        self._visits = Visits(self.frontier, revisits or RevisitPolicy(), save)
        feeds, sitemaps = map(portal.addresses, (portal.feeds, portal.sitemaps))
        self._named_by_file = {*portal.start_urls, *feeds, *sitemaps}
        self.frontier.begin_with("listing", portal.start_urls)
        self.frontier.begin_with("feed", feeds)
        self.frontier.begin_with("sitemap", sitemaps)
        self._visits.save()

    @property
    def crawl_id(self) -> str:
        """The id of this crawl."""
        return self._writer.crawl_id

    @property
    def counts(self) -> Counts:
        """What was done so far. Written by the archive's thread; a reader may be one page behind."""
        return self._writer.counts

    @property
    def rejections(self) -> dict[RejectionReason, int]:
        """Pages that are no articles, by reason. Written by the archive's thread too."""
        return self._writer.rejections

    @property
    def coverage(self) -> Coverage:
        """How many of the articles read so far had each field."""
        return self._writer.coverage

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

    def refused(self, url: str, rejection: Rejection, answer: Answer) -> None:
        """What answered there is no page of the portal, and the address is none that is visited by itself."""
        self._write_rejection(url, rejection, answer)

    def _write_rejection(self, url: str, rejection: Rejection, answer: Answer, *, counts: bool = True) -> None:
        said = (url, timestamp(answer.fetched_at), rejection.reason, rejection.detail, answer.capture)
        self._saving.submit(self._writer.reject, *said, counts=counts)

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
        """A page was read: archives the article, or says why it is none. Both with what it says of other pages."""
        assert page.reading is not None
        if isinstance(page.reading, Article) or not of_parked(page.reading):
            self.presence.is_there()
        if isinstance(page.reading, Article):
            self._observe(page, page.reading)
        elif page.reading.reason == "not-article" and self._was_article(page.asked):
            self._no_article_any_more(page, page.reading)
        else:
            self.reject(page.asked, page.reading, page.answer)

    def _was_article(self, url: str) -> bool:
        row = self.frontier.row(url)
        return row is not None and row.visited_at is not None

    def _no_article_any_more(self, page: Page, rejection: Rejection) -> None:
        """Where an article may have been, something else is: a listing of the portal tells that the article is gone."""
        named = (link.url for link in page.links.links if link.kind == "article")
        listing = self.frontier.shown.listing_like(named)
        at = timestamp(page.answer.fetched_at)
        self.presence.gone(
            functools.partial(
                self._writer.replaced, page.asked, at, rejection, capture=page.answer.capture, listing=listing
            )
        )
        self._visits.gave_nothing(page.asked, page.answer)

    def _observe(self, page: Page, article: Article) -> None:
        self._learn_named(page, article)
        at = timestamp(page.answer.fetched_at)
        if page.asked != article.url:
            self._saving.submit(self._writer.redirected, page.asked, article, at, page.answer.capture)
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
        self.frontier.found_media(kind, [url for url in urls if self.portal.path_of(url) is not None])

    def reject(self, url: str, rejection: Rejection, answer: Answer) -> None:
        """A page is no article, and why. One that says it is not there speaks of an article that may have been."""
        if of_parked(rejection):
            self.presence.parked = rejection.detail
        if url in self._named_by_file:  # all else that it might lead to is lost with it
            said = f"{rejection.reason}: {rejection.detail}"
            log.warning("%s: %s, which the portal file names, gave nothing (%s)", self.portal.id, url, said)
        if rejection.reason == "missing":
            self.gone(url, "soft-404", rejection.detail, answer)
            return
        self._write_rejection(url, rejection, answer)
        self._visits.gave_nothing(url, answer)

    def gone(self, url: str, evidence: GoneEvidence, detail: str, answer: Answer) -> None:
        """Nothing is at an article's address. Held back until it is known whether the portal itself is there."""
        at = timestamp(answer.fetched_at)
        self.presence.gone(functools.partial(self._writer.gone, url, at, evidence, detail, capture=answer.capture))
        self._visits.gave_nothing(url, answer)

    def too_large(self, url: str, detail: str) -> None:
        """A response was longer than may be kept; it was cut off, so there is no capture of it."""
        now = datetime.now(UTC)
        self._saving.submit(self._writer.reject, url, timestamp(now), "too-large", detail, None)
        self._visits.cut_off(url, now)

    def not_asked(self, url: str) -> None:
        """A request that may not be made; the address stays in the frontier, should that change."""
        self.frontier.give_back(url)
        if self.presence.dead:
            self._unasked.append(url)

    def failed(self, url: str, rejection: Rejection | None = None, answer: Answer | None = None) -> None:
        """A request got no answer, or one that says no more than that the server failed; the address stays in the
        frontier. Such an answer is named among the rejections, but it is an error: it tells nothing of the page.
        """
        self.frontier.give_back(url)
        self.counts.errors += 1
        if rejection is not None and answer is not None:
            self._write_rejection(url, rejection, answer, counts=False)

    def broke(self, url: str, error: BaseException) -> None:
        """This program failed over what came from there: the crawl is not whole, and the address is visited again."""
        log.error("%s: %s: a fault of this program: %s: %s", self.portal.id, url, type(error).__name__, error)
        self.broken = True
        self.failed(url)

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
                now = datetime.now(UTC)
                noted = self.thread.ask(self._writer.host_is_dead, self._unasked, timestamp(now))
                self._visits.host_was_dead(await asyncio.wrap_future(noted), now)
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
