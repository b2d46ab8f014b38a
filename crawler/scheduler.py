"""Scrapy's scheduler, asking the frontier.

Retries and redirects come back through the engine as requests and go first; everything else comes from the frontier,
one request at a time, so that memory holds addresses and not requests.
"""

from __future__ import annotations

from collections import deque

from scrapy import Request
from scrapy.core.scheduler import BaseScheduler
from scrapy.crawler import Crawler

from crawler.session import session_of
from pipelines.component import CrawlComponent


class FrontierScheduler(CrawlComponent, BaseScheduler):
    """Gives the engine what the frontier has next."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._returned: deque[Request] = deque()
        self._at_once = crawler.settings.getint("CONCURRENT_REQUESTS_PER_DOMAIN")

    def has_pending_requests(self) -> bool:
        """Whether there is anything left to ask for."""
        session = session_of(self.crawler)
        return session.may_ask and (bool(self._returned) or len(session.frontier) > 0)

    def enqueue_request(self, request: Request) -> bool:
        """Takes a retry or a redirect."""
        self._returned.append(request)
        return True

    def next_request(self) -> Request | None:
        """The next request; None when there is none now."""
        if self._returned:
            return self._returned.popleft()
        if self._under_way() >= self._at_once:
            return None
        session = session_of(self.crawler)
        row = session.frontier.next() if session.may_ask else None
        if row is None:
            return None
        request: Request = self.crawler.spider.request_for(row)  # type: ignore[union-attr]
        return request

    def _under_way(self) -> int:
        """Requests given out and not done with: not answered, not read, or not on disk.

        Scrapy itself only limits those that are not answered. After a kill all of these are fetched again, so they must
        not be more than the portal file allows at once. The engine has no public name for them.
        """
        engine = self.crawler.engine
        return len(engine._slot.inprogress) if engine is not None and engine._slot is not None else 0
