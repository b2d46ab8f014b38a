"""Watching a crawl: a live table on a terminal, log lines elsewhere."""

from __future__ import annotations

import logging
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from cli.logs import LogFormat, logging_to_stderr

if TYPE_CHECKING:
    from rich.table import Table

    from crawler.session import CrawlSession

Watch = Callable[[list["CrawlSession"]], None]

# Seconds between two lines about the same crawl, where there is no terminal to draw on.
LOG_EVERY = 10.0
_TOLD = ("pages", "new", "changed", "errors")


@contextmanager
def watching(form: LogFormat = "text") -> Iterator[Watch]:
    """Sets logging up and gives the function that a crawl calls with its sessions."""
    shown: _LiveTable | _LogLines = _LiveTable() if form == "text" and sys.stderr.isatty() else _LogLines()
    with logging_to_stderr(form, shown.console):
        try:
            yield shown.watch
        finally:
            shown.stop()


class _LogLines:
    """A line when a crawl begins, and one for each that did something, every so often."""

    console = None

    def __init__(self) -> None:
        self._log = logging.getLogger("govnews")
        self._ended = threading.Event()
        self._teller: threading.Thread | None = None

    def watch(self, sessions: list[CrawlSession]) -> None:
        """Begins to tell, from a thread of its own."""
        for session in sessions:
            ahead = len(session.frontier)
            said = {"portal": session.portal.id, "crawl": session.crawl_id, "ahead": ahead}
            self._log.info("crawling %s, crawl %s, %d addresses ahead", *said.values(), extra=said)
        self._teller = threading.Thread(target=self._tell, args=[sessions], daemon=True)
        self._teller.start()

    def stop(self) -> None:
        """Ends that."""
        self._ended.set()
        if self._teller is not None:
            self._teller.join()

    def _tell(self, sessions: list[CrawlSession]) -> None:
        before = [0] * len(sessions)
        while not self._ended.wait(LOG_EVERY):
            for position, session in enumerate(sessions):
                counts = session.counts
                rate = (counts.pages - before[position]) / LOG_EVERY
                if counts.pages > before[position]:
                    said = {"portal": session.portal.id} | {name: getattr(counts, name) for name in _TOLD}
                    line = "%s: %d pages, %d new, %d changed, %d errors, %.1f pages/s"
                    self._log.info(line, *said.values(), rate, extra=said | {"crawl": session.crawl_id})
                before[position] = counts.pages


class _LiveTable:
    """Pages, new, changed, errors and rate of each crawl, redrawn twice a second by a thread of its own."""

    def __init__(self) -> None:
        from rich.console import Console
        from rich.live import Live

        self.console = Console(stderr=True)
        self._sessions: list[CrawlSession] = []
        self._began = time.monotonic()
        self._live = Live(get_renderable=self._table, console=self.console, refresh_per_second=2, transient=True)

    def watch(self, sessions: list[CrawlSession]) -> None:
        """Begins to draw."""
        self._sessions = sessions
        self._began = time.monotonic()
        self._live.start()

    def stop(self) -> None:
        """Takes the table away."""
        if self._sessions:
            self._live.stop()

    def _table(self) -> Table:
        from rich.table import Table

        table = Table("portal", *("pages", "new", "changed", "unchanged", "errors", "ahead", "pages/s"), box=None)
        seconds = max(time.monotonic() - self._began, 0.1)
        for session in self._sessions:
            counts = session.counts
            numbers = (counts.pages, counts.new, counts.changed, counts.unchanged, counts.errors, len(session.frontier))
            table.add_row(session.portal.id, *map(str, numbers), f"{counts.pages / seconds:.1f}")
        return table
