"""The time that one page may take in all, however often it is asked for."""

from __future__ import annotations

import time

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import DownloadTimeoutError
from scrapy.http import Response

from pipelines.component import CrawlComponent

# An attempt with less left than this is not worth a connection.
_LEAST = 1.0  # seconds


class TimeBudgetMiddleware(CrawlComponent):
    """Shortens the time limit of each further attempt, and allows none once the page's time is used up.

    Stands behind what lets requests wait for their turn: waiting costs a server nothing.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._budget = crawler.settings.getfloat("PAGE_TIMEOUT")

    def process_request(self, request: Request) -> None:
        """Sets the time limit of this attempt: Scrapy's, or what is left of the page's time.

        Raises DownloadTimeoutError where none is: a redirect may lead on when a retry may not.
        """
        left = self._budget - request.meta.get("time_spent", 0.0)
        if left < _LEAST:
            raise DownloadTimeoutError(f"its {self._budget:g} s are used up")
        request.meta["download_timeout"] = min(request.meta["download_timeout"], left)
        request.meta["attempt_began"] = time.monotonic()

    def process_response(self, request: Request, response: Response) -> Response:
        """Notes what the attempt cost: an answer may be one to be tried again."""
        self._spend(request)
        return response

    def process_exception(self, request: Request, exception: Exception) -> None:
        """Notes what the attempt cost."""
        self._spend(request)

    def _spend(self, request: Request) -> None:
        """Retries and redirects inherit it, for they carry their request's meta on."""
        began = request.meta.pop("attempt_began", None)
        if began is None:
            return
        spent = request.meta.get("time_spent", 0.0) + time.monotonic() - began
        request.meta["time_spent"] = spent
        if self._budget - spent < _LEAST:
            request.meta["dont_retry"] = True
