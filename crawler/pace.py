"""The pace at which each host is asked, one for all crawls of this process.

Scrapy paces each crawler by itself, so two portals on one host would ask it twice as fast as either may; and it counts
from when a request leaves its queue, so that whatever holds the request up on its way makes the gap at the other end
shorter than promised. Here the delay begins when the answer to the request before has come: then no lag on either side
can shorten it, and a portal that answers slowly is asked more slowly. Only where a portal file allows several requests
at once does it count from request to request.
"""

from __future__ import annotations

import asyncio
import time
from contextlib import suppress
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.http import Response

from pipelines.component import CrawlComponent

# Seconds after which a request is given up for the next one's sake; all time limits of a request are shorter.
_GIVEN_UP = 180.0


@dataclass
class _Host:
    # (delay, requests at once) of the portals on it; the slowest and the most modest of them set the pace
    wishes: list[tuple[float, int]] = field(default_factory=list)
    free_at: float = 0.0  # when the next request may begin
    last: asyncio.Future[None] | None = None  # done when the last request was answered


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
        return max((delay for delay, _ in known.wishes), default=0.0) if known else 0.0

    async def turn(self, name: str) -> asyncio.Future[None]:
        """Returns when the host may be asked, in the order of the calls. Resolve what it returns with `answered`."""
        host = self._hosts[name]
        before, host.last = host.last, asyncio.get_running_loop().create_future()
        mine = host.last
        try:
            if min(concurrency for _, concurrency in host.wishes) > 1:
                begins = max(host.free_at, time.monotonic())
                host.free_at = begins + self.delay(name)
            else:
                if before is not None:
                    with suppress(TimeoutError):
                        await asyncio.wait_for(asyncio.shield(before), _GIVEN_UP)
                begins = host.free_at
            await asyncio.sleep(begins - time.monotonic())
        except BaseException:  # told to stop: whoever is next must not wait for us
            if not mine.done():
                mine.set_result(None)
            raise
        return mine

    def answered(self, name: str, turn: asyncio.Future[None]) -> None:
        """The answer came, or will not come any more."""
        host = self._hosts[name]
        if min((concurrency for _, concurrency in host.wishes), default=1) == 1:
            host.free_at = time.monotonic() + self.delay(name)
        if not turn.done():
            turn.set_result(None)


pace = HostPace()


class PaceMiddleware(CrawlComponent):
    """Lets each request wait for its turn."""

    async def process_request(self, request: Request) -> None:
        """Waits."""
        host = urlsplit(request.url).hostname or ""
        if pace.delay(host):
            request.meta["turn"] = await pace.turn(host)

    def process_response(self, request: Request, response: Response) -> Response:
        """Notes that the answer came."""
        self._end_turn(request)
        return response

    def process_exception(self, request: Request, exception: Exception) -> None:
        """Notes that none will come."""
        self._end_turn(request)

    def _end_turn(self, request: Request) -> None:
        turn = request.meta.pop("turn", None)
        if turn is not None:
            pace.answered(urlsplit(request.url).hostname or "", turn)
