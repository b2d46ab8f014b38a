"""What a crawl does beside its pages: when its spider opens, every second, and when it is closed."""

from __future__ import annotations

import asyncio
import logging

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.utils.defer import deferred_from_coro

from archive.snapshots.records import Outcome
from crawler.robots import FIRST_FORBIDDEN
from crawler.session import CrawlSession
from crawler.signals import told_to_end
from crawler.stats import plain_stats, publish
from crawler.stopping import LastOrders, is_stopping

log = logging.getLogger(__name__)

# Seconds after which what was learned is committed, however little it is.
COMMIT_EVERY = 1.0
# Times that it was, between two times that the stats are brought up to date; those at the end are exact.
_PUBLISH_EVERY = 10


class CrawlLifecycle:
    """Of one crawl. Scrapy's signals refer to it weakly: the spider has to hold it."""

    def __init__(self, crawler: Crawler, session: CrawlSession) -> None:
        self._crawler = crawler
        self._session = session
        self._last_orders = LastOrders(crawler)
        self._next_look: asyncio.TimerHandle | None = None
        self._looks = 0
        crawler.signals.connect(self._opened, signals.spider_opened)
        crawler.signals.connect(self._closed, signals.spider_closed)

    def _opened(self) -> None:
        assert self._crawler.stats is not None
        self._stats = self._crawler.stats  # there are none before
        self._look_in_a_second()
        self._session.thread.on_failure.append(self._stop_from_thread)

    def _look_in_a_second(self) -> None:
        # Not a LoopingCall: with some hundred crawls in a process that costs a fiftieth of what the reactor does.
        self._next_look = asyncio.get_running_loop().call_later(COMMIT_EVERY, self._each_second)

    def _each_second(self) -> None:
        self._look_in_a_second()
        self._session.commit()
        if told_to_end() and not is_stopping(self._crawler):
            self._stop("shutdown")
        self._last_orders.check()
        self._looks += 1
        if self._looks % _PUBLISH_EVERY == 0:
            publish(self._session, self._stats)

    def _stop_from_thread(self) -> None:
        from twisted.internet import reactor

        reactor.callFromThread(self._stop, "storage failed")

    def _stop(self, reason: str) -> None:
        engine = self._crawler.engine
        if engine is not None and engine.running:
            deferred_from_coro(engine.close_spider_async(reason=reason))

    async def _closed(self, reason: str) -> None:
        if self._next_look is not None:
            self._next_look.cancel()
        self._tell_forbidden()
        await self._session.end(_outcome(self._session, reason))
        publish(self._session, self._stats)
        self._session.stats = plain_stats(self._stats)

    def _tell_forbidden(self) -> None:
        forbidden, first = (self._stats.get_value(name) for name in ("robotstxt/forbidden", FIRST_FORBIDDEN))
        if forbidden:
            more = f" and {forbidden - 1} more" if forbidden > 1 else ""
            why = "nobody is there" if self._session.presence.dead else "robots.txt forbids it"
            log.warning("%s: not asked for, as %s: %s%s", self._session.portal.id, why, first, more)


def _outcome(session: CrawlSession, reason: str) -> Outcome:
    """How a crawl ended that Scrapy closed for this reason."""
    if reason == "shutdown":
        return "interrupted"
    if session.misses.broken:
        return "failed"
    if reason != "finished" or not session.may_ask:
        return "cut-short"
    if not session.presence.alive:
        return "unreachable"
    return "limited" if session.frontier.limit_reached else "complete"
