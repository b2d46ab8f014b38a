"""The spider: crawls any portal, by what its portal file says.

`govnews crawl` runs it; so does `scrapy crawl portal -a portal=baohagiang [-a full=1] [-a limit=10]`.
"""

from __future__ import annotations

import dataclasses
import logging
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from typing import Any, Self

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import DownloadCancelledError, IgnoreRequest
from scrapy.http import Response, TextResponse
from twisted.python.failure import Failure

from archive.model import Rejection
from archive.rows.frontier_rows import FrontierRow
from archive.snapshots.records import GoneEvidence
from crawler.content_encoding import BrokenEncodingError, TooLargeError
from crawler.discovery.feeds import FeedError, feed_links
from crawler.discovery.postback import next_page
from crawler.discovery.sitemaps import SitemapError, read_sitemap
from crawler.garbage import garbage
from crawler.lifecycle import CrawlLifecycle
from crawler.session import CrawlSession
from crawler.standing_in import content_type, of_file, of_site, stands_in
from pipelines.items import Answer, Page
from pipelines.page_links import page_links
from portals import Portal, UsageError

log = logging.getLogger(__name__)

StandingIn = Callable[[Response, Portal], Rejection | None]
COOKIES = "crawler.cookies.CookiesMiddleware"


class PortalSpider(Spider):
    """Asks for what the frontier gives, and tells the session what answered."""

    name = "portal"
    _lifecycle: CrawlLifecycle

    def __init__(self, session: CrawlSession, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.session = session
        self._parsers: dict[str, Callable[[Response, FrontierRow, int], Iterable[Request | Page] | None]] = {
            "article": self._parse_article,
            "listing": self._parse_listing,
            "feed": self._parse_feed,
            "sitemap": self._parse_sitemap,
            "attachment": self._parse_media,
            "image": self._parse_media,
        }

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
        spider._lifecycle = CrawlLifecycle(crawler, session)
        crawler.signals.connect(spider._broke_over_answer, signals.spider_error)
        crawler.signals.connect(spider._broke_over_page, signals.item_error)
        return spider

    async def start(self) -> AsyncIterator[Any]:
        """Nothing: the scheduler asks the frontier."""
        return
        yield

    def request_for(self, row: FrontierRow) -> Request:
        """The request for an address of the frontier, conditional where it came with validators."""
        headers = {}
        if row.capture_id is not None and not self.session.frontier.asks_anew(row):
            if row.etag is not None:
                headers["If-None-Match"] = row.etag
            if row.last_modified is not None:
                headers["If-Modified-Since"] = row.last_modified
        return Request(
            row.url,
            self.answered,
            errback=self.failed,
            headers=headers,
            cb_kwargs={"row": row},
            meta={"revisit_of": row.capture_id} if headers else {},
            dont_filter=True,
        )

    async def answered(self, response: Response, row: FrontierRow, page: int = 1) -> AsyncIterator[Request | Page]:
        """Takes every answer. It is done with when what it taught is on disk."""
        garbage.answered(len(response.body))
        for following in self._parsers[row.kind](response, row, page) or ():
            yield following
        await self.session.durable()

    def _parse_listing(self, response: Response, row: FrontierRow, page: int) -> Iterator[Request]:
        """Takes the links of a listing page into the frontier, and goes on to its next page."""
        if not self._is_good(response, row):
            return
        named = page_links(response.body, response.url, self.session.portal, content_type(response))
        shows_articles = any(link.kind == "article" for link in named.links)
        if not shows_articles and not self._is_own(response, row, of_site if named.links else stands_in):
            return
        self.session.presence.is_there()
        answer = _answer(response)
        if page > 1:  # the validators of a page that was posted for are not those of the address
            answer = dataclasses.replace(answer, full=False)
        fresh = self.session.learn_links(row, named.links, answer)
        yield from self._further_pages(response, row, page, fresh=fresh)

    def _further_pages(self, response: Response, row: FrontierRow, page: int, *, fresh: bool) -> Iterator[Request]:
        """The page that an ASP.NET pager leads to, where it is to be walked further."""
        frontier = self.session.frontier
        following = next_page(response.body, response.url, page, content_type(response))
        if following is None:
            frontier.walked_to_the_end(row.url)
        elif frontier.walks_on(row.url, fresh=fresh) and not frontier.limit_reached:
            yield Request(
                following.url,
                self.answered,
                method="POST",
                body=following.body,
                headers={"Content-Type": "application/x-www-form-urlencoded"},
                errback=self.failed,
                cb_kwargs={"row": row, "page": following.number},
                dont_filter=True,
            )

    def _parse_feed(self, response: Response, row: FrontierRow, _: int) -> None:
        """Takes the entries of a feed into the frontier."""
        if not self._is_good(response, row):
            return
        try:
            links = feed_links(response.body, response.url, self.session.portal, content_type(response))
        except FeedError as error:
            if self._is_own(response, row):
                self.session.misses.reject(row.url, Rejection("not-article", f"feed: {error}"), _answer(response))
        else:
            self.session.presence.is_there()
            self.session.learn_links(row, links, _answer(response))

    def _parse_sitemap(self, response: Response, row: FrontierRow, _: int) -> None:
        """Takes the addresses of a sitemap into the frontier, or the sitemaps of an index."""
        if not self._is_good(response, row):
            return
        try:
            named = read_sitemap(response.body, response.url, self.session.portal)
        except SitemapError as error:
            if self._is_own(response, row):
                self.session.misses.reject(row.url, Rejection("not-article", f"sitemap: {error}"), _answer(response))
            return
        self.session.presence.is_there()
        self.session.learn_sitemaps(row, named.sitemaps, _answer(response))
        self.session.learn_links(row, named.links, _answer(response))

    def _parse_media(self, response: Response, row: FrontierRow, _: int) -> None:
        """A file that an article carries: its capture is all that is wanted."""
        if self._is_good(response, row) and self._is_own(response, row, of_file):
            self.session.keep_file(row, _answer(response))

    def _parse_article(self, response: Response, row: FrontierRow, _: int) -> Iterator[Page]:
        """Sends a page to be read; notes one that is gone."""
        portal, answer = self.session.portal, _answer(response)
        url = portal.canonical(response.url)
        if response.status in {404, 410}:
            evidence: GoneEvidence = "404" if response.status == 404 else "410"
            self.session.misses.gone(row.url, evidence, f"answered {response.status}", answer)
        elif not self._is_good(response, row):
            return
        elif url != row.url and portal.kind_of(url) != "article":
            if not self._is_own(response, row):
                return
            evidence = "redirect-home" if url == portal.home_url else "soft-404"
            self.session.misses.gone(row.url, evidence, f"redirects to {url}, which is no article", answer)
        else:
            yield Page(
                asked=row.url,
                url=response.url,
                answer=answer,
                body=response.body,
                content_type=content_type(response),
                context=self.session.context_of(row),
            )

    def _is_good(self, response: Response, row: FrontierRow) -> bool:
        """Whether there is something to read; tells the session of every other answer."""
        if response.status == 200:
            return True
        if response.status == 304 and "revisit_of" in response.meta:  # else nobody asked whether it was modified
            self.session.not_modified(row, _answer(response))
        elif response.status >= 500 or response.status == 429:
            self.session.misses.failed(row.url, Rejection("blocked", f"answered {response.status}"), _answer(response))
        elif response.status in {404, 410}:
            self.session.misses.reject(row.url, Rejection("missing", f"answered {response.status}"), _answer(response))
        else:
            self.session.misses.reject(row.url, Rejection("blocked", f"answered {response.status}"), _answer(response))
        return False

    def _is_own(self, response: Response, row: FrontierRow, standing_in: StandingIn = stands_in) -> bool:
        """Whether what answered 200 is the portal's, and stands in for nothing else; tells the session either way.

        Asked of what is not read as an article, and named none: else the portal is there beyond doubt.
        """
        rejection = None
        if isinstance(response, TextResponse):  # by its type, its name and its first bytes
            rejection = standing_in(response, self.session.portal)
        if rejection is None:
            self.session.presence.is_there()
            return True
        self.session.misses.reject(row.url, rejection, _answer(response))
        return False

    def failed(self, failure: Failure) -> None:
        """Takes every request that got no whole answer, or that was not allowed, or whose redirect is not."""
        error = failure.value
        cut_off = isinstance(error, DownloadCancelledError)
        bomb = isinstance(error, TooLargeError)
        if cut_off or bomb:
            garbage.search()  # up to 20 MB of what was cut off before hang in the cycles of its failure
        request: Request = failure.request  # type: ignore[attr-defined]  # set by Scrapy
        row: FrontierRow = request.cb_kwargs["row"]
        said = failure.getErrorMessage()
        answer: Answer | None = request.meta.get("answer")
        if cut_off:
            limit = self.crawler.settings.getint("DOWNLOAD_MAXSIZE")
            self.session.misses.too_large(row.url, said or f"longer than {limit} bytes: cut off")
        elif not isinstance(error, IgnoreRequest):
            log.warning("%s: %s", row.url, said)
            self.session.misses.failed(row.url)
        elif answer is None:
            log.debug("%s: %s", row.url, said)
            self.session.misses.not_asked(row.url)
        elif bomb:
            self.session.presence.is_there()
            self.session.misses.reject(row.url, Rejection("too-large", said), answer)
        elif isinstance(error, BrokenEncodingError):
            self.session.misses.failed(row.url, Rejection("undecodable", said), answer)
        else:  # it answered, with a redirect that must not be followed
            self.session.misses.reject(row.url, Rejection("blocked", said), answer)

    def _broke_over_answer(self, failure: Failure, response: Response) -> None:
        self.session.misses.broke(response.request.cb_kwargs["row"].url, failure.value)  # type: ignore[union-attr, arg-type]

    def _broke_over_page(self, failure: Failure, item: Page) -> None:
        self.session.misses.broke(item.asked, failure.value)  # type: ignore[arg-type]


def _answer(response: Response) -> Answer:
    """What the capture middleware noted of a response."""
    answer: Answer = response.meta["answer"]
    return answer


def _apply_politeness(crawler: Crawler, session: CrawlSession) -> None:
    """The portal file's own limits, and its exceptions from the safe way to connect."""
    portal = session.portal
    concurrency = portal.politeness.concurrency or crawler.settings.getint("CONCURRENT_REQUESTS_PER_DOMAIN")
    values: dict[str, Any] = {
        "DOWNLOAD_VERIFY_CERTIFICATES": portal.network.verify_tls,
        "COOKIES_ENABLED": portal.network.cookies,
        "CONCURRENT_REQUESTS_PER_DOMAIN": concurrency,
        "CONCURRENT_REQUESTS": concurrency + 1,  # robots.txt is asked for while a page waits for it
    }
    if portal.network.cookies:  # not in the settings: even switched off it is loaded, for a tenth of a second
        values["DOWNLOADER_MIDDLEWARES"] = crawler.settings.getdict("DOWNLOADER_MIDDLEWARES") | {COOKIES: 700}
    crawler.settings.setdict(values, priority="spider")
