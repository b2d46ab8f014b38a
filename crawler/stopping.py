"""A crawl that was told to stop ends soon, whatever a server does."""

from __future__ import annotations

import time
from importlib import import_module
from typing import Any, cast

from scrapy.crawler import Crawler
from twisted.internet.tcp import Client

# Seconds that answers under way are waited for. Supervisors kill after ten or more (systemd after ninety).
GRACE = 4.0


def is_stopping(crawler: Crawler) -> bool:
    """Whether the crawl is ending. The engine has no public name for it."""
    engine = crawler.engine
    if engine is None:
        return False
    return not engine.running or (engine._slot is not None and engine._slot.closing is not None)


class LastOrders:
    """Ask it every second: it hangs up on servers that keep a crawl from ending."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._since: float | None = None

    def check(self) -> None:
        """Aborts all connections of this process once a crawl has been ending for longer than GRACE."""
        if not is_stopping(self._crawler):
            return
        self._since = self._since or time.monotonic()
        if time.monotonic() - self._since < GRACE:
            return
        reactor = cast("Any", import_module("twisted.internet.reactor"))  # a module that is replaced by an object
        for connection in {*reactor.getReaders(), *reactor.getWriters()}:
            if isinstance(connection, Client):
                cast("Any", connection).abortConnection()
