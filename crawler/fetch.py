"""Fetches pages for a person who asks what extraction makes of them. Stores nothing."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from scrapy import Request, Spider
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler import network_guard
from crawler.fetched import FetchedPage, is_address
from crawler.run import project_settings
from portals import Portal, UsageError

# Of ours, only what guards stays: there is no portal, so no frontier, no archive and no pace.
_ALONE = {
    "SCHEDULER": "scrapy.core.scheduler.Scheduler",
    "ITEM_PIPELINES": {},
    "RETRY_TIMES": 0,  # what breaks off is not asked for again: a person does that
    "RETRY_GIVE_UP_LOG_LEVEL": "DEBUG",
    "LOG_LEVEL": "ERROR",
}

# What needs a crawl: a session, a frontier, an archive.
_OF_A_CRAWL = (
    "crawler.network_guard.GuardMiddleware",
    "crawler.robots.RobotsMiddleware",
    "crawler.pace.PaceMiddleware",
    "crawler.time_budget.TimeBudgetMiddleware",
    "crawler.capture_middleware.CaptureMiddleware",
)


class _Pages(Spider):
    name = "pages"

    def __init__(self, urls: list[str], answers: dict[str, FetchedPage | str], **arguments: Any) -> None:
        super().__init__(**arguments)
        self._urls, self._answers = urls, answers

    async def start(self) -> AsyncIterator[Any]:
        """One request an address."""
        for url in self._urls:
            asked = {"asked": url}
            yield Request(url, callback=self._keep, errback=self._failed, cb_kwargs=asked, dont_filter=True)

    def _keep(self, response: Response, asked: str) -> None:
        kind = response.headers.get("Content-Type")
        page = FetchedPage(response.url, response.body, kind.decode("latin-1") if kind else None, datetime.now(UTC))
        self._answers[asked] = page if response.status == 200 else f"answered {response.status}"

    def _failed(self, failure: Failure) -> None:
        request: Request = failure.request  # type: ignore[attr-defined]
        self._answers[request.cb_kwargs["asked"]] = failure.getErrorMessage() or type(failure.value).__name__


def fetch_pages(urls: Iterable[str], portals: Iterable[Portal] = ()) -> dict[str, FetchedPage | str]:
    """Pages by the address asked for, one a second, or why one cannot be had. Once a process: it starts the reactor.

    The hosts of `portals` that allow it may have private addresses. Raises UsageError for what is no http address.
    """
    wanted = list(dict.fromkeys(urls))
    for url in wanted:
        if not is_address(url):
            raise UsageError(f"{url}: is neither a file nor an http address")
    for portal in portals:
        if portal.network.allow_private:
            network_guard.allow_private(urlsplit(portal.home).hostname or "")
    settings = project_settings()
    settings.setdict(_ALONE, priority="cmdline")
    middlewares = settings.getdict("DOWNLOADER_MIDDLEWARES").items()
    alone = {name: place for name, place in middlewares if name not in _OF_A_CRAWL}
    settings.set("DOWNLOADER_MIDDLEWARES", alone, priority="cmdline")
    settings.set("DOWNLOAD_DELAY", settings.getfloat("HOST_DELAY"), priority="cmdline")
    answers: dict[str, FetchedPage | str] = {}
    process = AsyncCrawlerProcess(settings)
    process.crawl(_Pages, urls=wanted, answers=answers)
    process.start()
    return {url: answers.get(url, "gave no answer") for url in wanted}
