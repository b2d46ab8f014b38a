"""The pace at which each host is asked, one for all crawls of this process.

Scrapy paces each crawler by itself, so two portals on one host would ask it twice as fast as either may; and it counts
from when a request leaves its queue, so that whatever holds the request up on its way makes the gap at the other end
shorter than promised. Here the delay begins when the answer to the request before has come: then no lag on either side
can shorten it, and a portal that answers slowly is asked more slowly. Only where a portal file allows several requests
at once does it count from request to request.

A host that answers more slowly than it used to, or with errors, is asked more slowly still. One that says Retry-After
is left in peace for that long, up to an hour in all; past that the crawl ends and leaves the rest to the next one.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.utils.defer import deferred_from_coro

from crawler.garbage import garbage
from crawler.retry_after import seconds_to_wait
from crawler.session import session_of
from crawler.stopping import is_stopping
from pipelines.component import CrawlComponent

log = logging.getLogger(__name__)

# Seconds after which a request is given up for the next one's sake; all time limits of a request are shorter.
_GIVEN_UP = 180.0
# Seconds that a host may ask to be left in peace in one crawl, all its Retry-After together.
LONGEST_REST = 3600.0
# An answer that takes so many times as long as usual, and at least so many seconds, shows a host under strain.
_STRAINED, _NOTICEABLE = 4.0, 1.0
# Seconds that strain adds to the delay at most; each strained answer doubles what it adds, each other halves it.
_MOST_ADDED = 30.0
_SLICE = 1.0  # seconds of a wait after which we look whether the crawl is ending


@dataclass
class _Host:
    # (delay, requests at once) of the portals on it; the slowest and the most modest of them set the pace
    wishes: list[tuple[float, int]] = field(default_factory=list)
    asked: float = 0.0  # seconds between requests, as its robots.txt asks (Crawl-delay)
    free_at: float = 0.0  # when the next request may begin
    last: asyncio.Future[None] | None = None  # done when the last request was answered
    resting_until: float = 0.0  # as the host asked
    rested: float = 0.0  # seconds that it asked for, in all
    usual: float | None = None  # seconds that an answer takes, a moving average
    added: float = 0.0  # seconds, for strain

    @property
    def wished(self) -> float:
        """Seconds between requests, strain apart: what the slowest wants."""
        return max([self.asked, *(delay for delay, _ in self.wishes)])

    @property
    def at_once(self) -> int:
        """Requests under way at once; one where robots.txt asks for a delay, which then counts from the answer."""
        return 1 if self.asked else min((concurrency for _, concurrency in self.wishes), default=1)


class HostPace:
    """The hosts of all crawls of a process, and when each may be asked next."""

    def __init__(self) -> None:
        self._hosts: dict[str, _Host] = {}

    def join(self, host: str, delay: float, concurrency: int) -> None:
        """A portal on `host` begins, which wants so many seconds between requests, and so many requests at once."""
        self._hosts.setdefault(host, _Host()).wishes.append((delay, concurrency))

    def leave(self, host: str, delay: float, concurrency: int) -> None:
        """That portal's crawl ended."""
        self._hosts[host].wishes.remove((delay, concurrency))

    def delay(self, host: str) -> float:
        """Seconds that a host is left in peace; 0 for one that nobody wants to be slow with."""
        known = self._hosts.get(host)
        return known.wished + known.added if known and known.wished else 0.0

    def ask(self, host: str, seconds: float) -> None:
        """The robots.txt of a host asks for so many seconds between requests; 0 for none."""
        known = self._hosts.setdefault(host, _Host())
        known.asked = seconds
        known.free_at = max(known.free_at, time.monotonic() + seconds)  # it has just answered

    def is_resting(self, host: str) -> bool:
        """Whether the host asked to be left in peace."""
        known = self._hosts.get(host)
        return known is not None and known.resting_until > time.monotonic()

    def is_given_up(self, host: str) -> bool:
        """Whether it asked for more peace than may be waited for: no portal on it is crawled any more."""
        return self.is_resting(host) and self._hosts[host].rested > LONGEST_REST

    def rest(self, host: str, seconds: float) -> bool:
        """The host asks to be left in peace for so long; False where that is longer than may be waited for."""
        known = self._hosts.setdefault(host, _Host())
        now = time.monotonic()
        begins, until = max(known.resting_until, now), now + seconds
        known.rested += max(0.0, until - begins)  # of two answers that ask for the same minutes, these count once
        known.resting_until = max(known.resting_until, until)
        return known.rested <= LONGEST_REST

    def heard(self, host: str, seconds: float, *, failed: bool) -> None:
        """An answer took so long, or was an error: adapts the delay."""
        known = self._hosts.get(host)
        if known is None:
            return
        wished = known.wished
        slow = known.usual is not None and seconds > max(_STRAINED * known.usual, _NOTICEABLE)
        if failed or slow:
            known.added = min(max(2 * known.added, wished), _MOST_ADDED)
            return
        known.added = known.added / 2 if known.added > wished / 4 else 0.0
        known.usual = seconds if known.usual is None else 0.9 * known.usual + 0.1 * seconds

    async def turn(self, name: str, stopping: Callable[[], bool] = lambda: False) -> asyncio.Future[None]:
        """Returns when the host may be asked, in the order of the calls. Resolve what it returns with `answered`.

        Raises IgnoreRequest once `stopping()` is true.
        """
        host = self._hosts.setdefault(name, _Host())
        before, host.last = host.last, asyncio.get_running_loop().create_future()
        mine = host.last
        try:
            if host.at_once > 1:
                begins = max(host.free_at, time.monotonic())
                host.free_at = begins + self.delay(name)
            else:
                if before is not None and not before.done():
                    with suppress(TimeoutError):
                        await asyncio.wait_for(asyncio.shield(before), _GIVEN_UP)
                begins = host.free_at
            while (left := max(begins, host.resting_until) - time.monotonic()) > 0:
                if stopping():
                    raise IgnoreRequest("the crawl is ending")
                await asyncio.sleep(min(left, _SLICE))
        except BaseException:  # told to stop: whoever is next must not wait for us
            if not mine.done():
                mine.set_result(None)
            raise
        return mine

    def answered(self, name: str, turn: asyncio.Future[None]) -> None:
        """The answer came, or will not come any more."""
        host = self._hosts[name]
        if host.at_once == 1:
            host.free_at = time.monotonic() + self.delay(name)
        if not turn.done():
            turn.set_result(None)


pace = HostPace()


def _is_failure(status: int) -> bool:
    return status == 429 or 500 <= status < 600


class PaceMiddleware(CrawlComponent):
    """Lets each request wait for its turn."""

    async def process_request(self, request: Request) -> None:
        """Waits."""
        host = urlsplit(request.url).hostname or ""
        if pace.delay(host) or pace.is_resting(host):
            try:
                request.meta["turn"] = await pace.turn(
                    host, lambda: is_stopping(self.crawler) or pace.is_given_up(host)
                )
            except IgnoreRequest:
                if pace.is_given_up(host):  # said to another portal on it
                    self._leave_the_rest()
                raise
        request.meta["asked_at"] = time.monotonic()

    def process_response(self, request: Request, response: Response) -> Response:
        """Notes that the answer came, and what it says of the host."""
        host = urlsplit(request.url).hostname or ""
        asked_at = request.meta.pop("asked_at", None)
        if asked_at is not None:
            pace.heard(host, time.monotonic() - asked_at, failed=_is_failure(response.status))
        seconds = seconds_to_wait(response)
        if seconds:
            self._rest(host, seconds)
        self._end_turn(request)
        return response

    def process_exception(self, request: Request, exception: Exception) -> None:
        """Notes that none will come."""
        garbage.broke()
        if request.meta.pop("asked_at", None) is not None:
            pace.heard(urlsplit(request.url).hostname or "", 0.0, failed=True)
        self._end_turn(request)

    def _rest(self, host: str, seconds: float) -> None:
        session_of(self.crawler).host_rests(host, seconds)
        if self.crawler.stats is not None:
            self.crawler.stats.inc_value("govnews/retry_after")
        if pace.rest(host, seconds):
            log.warning("%s asks to be left in peace for %g s", host, seconds)
            return
        log.error("%s asks to be left in peace for %g s: the next crawl goes on", host, seconds)
        self._leave_the_rest()

    def _leave_the_rest(self) -> None:
        engine = self.crawler.engine
        if engine is not None and not is_stopping(self.crawler):
            deferred_from_coro(engine.close_spider_async(reason="retry-after"))

    def _end_turn(self, request: Request) -> None:
        turn = request.meta.pop("turn", None)
        if turn is not None:
            pace.answered(urlsplit(request.url).hostname or "", turn)
