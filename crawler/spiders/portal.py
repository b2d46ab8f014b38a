"""The spider: crawls any portal, by what its portal file says.

`govnews crawl` runs it; so does `scrapy crawl portal -a portal=baohagiang [-a full=1] [-a limit=10]`.
"""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Iterator
from typing import Any, Self

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from twisted.internet.task import LoopingCall
from twisted.python.failure import Failure

from archive.frontier_rows import FrontierRow
from archive.model import Rejection
from archive.records import GoneEvidence, Outcome, timestamp
from crawler.capture_middleware import Kept
from crawler.links import links_of
from crawler.session import COMMIT_EVERY, CrawlSession
from pipelines.items import Page
from portals import UsageError

log = logging.getLogger(__name__)


class PortalSpider(Spider):
    """Walks listings, visits articles; what it finds goes to the frontier, what it fetches to the pipelines."""

    name = "portal"

    def __init__(self, session: CrawlSession, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.session = session
        self._stop_reason: str | None = None
        self._commits = LoopingCall(session.commit)

    @classmethod
    def from_crawler(cls, crawler: Crawler, *_: Any, **kwargs: Any) -> Self:
        """Scrapy's way to make it. Raises UsageError on settings that are not ours."""
        if not crawler.settings.getbool("GOVNEWS_SETTINGS"):
            raise UsageError("the settings in force are not govnews'; run `govnews crawl`, or scrapy from the checkout")
        session = kwargs.pop("session", None)
        if session is None:
            from crawler.run import standalone_session

            session = standalone_session(kwargs)
        _apply_politeness(crawler, session)
        spider = super().from_crawler(crawler, session=session, **kwargs)
        crawler.signals.connect(spider._opened, signals.spider_opened)
        crawler.signals.connect(spider._closed, signals.spider_closed)
        return spider

    async def start(self) -> AsyncIterator[Any]:
        """Nothing: the scheduler asks the frontier."""
        return
        yield

    def request_for(self, row: FrontierRow) -> Request:
        """The request for an address of the frontier."""
        callback = self.parse_article if row.kind == "article" else self.parse_listing
        return Request(row.url, callback, errback=self.failed, cb_kwargs={"row": row}, dont_filter=True)

    def parse_listing(self, response: Response, row: FrontierRow) -> None:
        """Takes the links of a listing page into the frontier."""
        kept: Kept = response.meta["kept"]
        if response.status == 200:
            self.session.learn_links(row.url, kept.fetched_at, links_of(response, self.session.portal))
        elif response.status >= 500:
            self.session.failed(row.url)
        else:
            self._reject(row, kept, Rejection("missing", f"the listing answered {response.status}"))

    def parse_article(self, response: Response, row: FrontierRow) -> Iterator[Page]:
        """Sends a page to be read; notes one that is gone."""
        kept: Kept = response.meta["kept"]
        at = timestamp(kept.fetched_at)
        url = self.session.portal.canonical(response.url)
        if response.status in {404, 410}:
            evidence: GoneEvidence = "404" if response.status == 404 else "410"
            self.session.gone(row.url, at, evidence, f"answered {response.status}", kept.capture)
            self.session.visited(row.url, kept.fetched_at)
        elif response.status >= 500 or response.status == 429:
            self.session.failed(row.url)
        elif response.status != 200:
            self._reject(row, kept, Rejection("blocked", f"answered {response.status}"))
        elif url != row.url and self.session.portal.kind_of(url) != "article":
            evidence = "redirect-home" if url == self.session.portal.home_url else "soft-404"
            self.session.gone(row.url, at, evidence, f"redirects to {url}, which is no article", kept.capture)
            self.session.visited(row.url, kept.fetched_at)
        else:
            yield Page(
                asked=row.url,
                url=response.url,
                capture=kept.capture,
                fetched_at=kept.fetched_at,
                body=response.body,
                content_type=(response.headers.get(b"Content-Type") or b"").decode("latin-1") or None,
                context=row.context,
            )

    def _reject(self, row: FrontierRow, kept: Kept, rejection: Rejection) -> None:
        self.session.reject(row.url, timestamp(kept.fetched_at), rejection, kept.capture)
        self.session.visited(row.url, kept.fetched_at)

    def failed(self, failure: Failure) -> None:
        """A request that got no answer, or that was not allowed."""
        request: Request = failure.request  # type: ignore[attr-defined]  # Scrapy puts it there
        row: FrontierRow = request.cb_kwargs["row"]
        said = failure.getErrorMessage()
        kept: Kept | None = request.meta.get("kept")
        if not isinstance(failure.value, IgnoreRequest):
            log.warning("%s: %s", row.url, said)
            self.session.failed(row.url)
        elif kept is not None:  # it answered, with a redirect that must not be followed
            self._reject(row, kept, Rejection("blocked", said))
        else:
            log.debug("%s: %s", row.url, said)
            self.session.not_asked(row.url)

    def _opened(self) -> None:
        self._commits.start(COMMIT_EVERY, now=False)
        self.session.thread.on_failure.append(self._stop_from_thread)

    def _stop_from_thread(self) -> None:
        from twisted.internet import reactor

        reactor.callFromThread(self._stop, "storage failed")

    def _stop(self, reason: str) -> None:
        engine = self.crawler.engine
        if engine is not None and engine.running:
            from scrapy.utils.defer import deferred_from_coro

            deferred_from_coro(engine.close_spider_async(reason=reason))

    async def _closed(self, reason: str) -> None:
        if self._commits.running:
            self._commits.stop()
        if self.session.thread.failure is None:
            await self.session.end(self._outcome(reason))

    def _outcome(self, reason: str) -> Outcome:
        if reason == "shutdown":
            return "interrupted"
        if reason != "finished":
            return "cut-short"
        if not self.session.alive:
            return "unreachable"
        return "limited" if self.session.frontier.limit_reached else "complete"


def _apply_politeness(crawler: Crawler, session: CrawlSession) -> None:
    """The portal file's own pace, and its exceptions from the safe way to connect."""
    politeness = session.portal.politeness
    values: dict[str, Any] = {"DOWNLOAD_VERIFY_CERTIFICATES": session.portal.network.verify_tls}
    if politeness.delay is not None:
        values["DOWNLOAD_DELAY"] = politeness.delay
    if politeness.concurrency is not None:
        values["CONCURRENT_REQUESTS_PER_DOMAIN"] = politeness.concurrency
    crawler.settings.setdict(values, priority="spider")
