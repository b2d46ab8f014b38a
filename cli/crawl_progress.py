"""Watching a crawl: a live table on a terminal, plain log lines elsewhere."""

from __future__ import annotations

import logging
import sys
import threading
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from cli.output import plain

if TYPE_CHECKING:
    from rich.table import Table

    from crawler.session import CrawlSession

Watch = Callable[[list["CrawlSession"]], None]

# Loggers of libraries whose INFO lines are about themselves.
_QUIET = ("scrapy", "twisted", "asyncio", "trafilatura", "htmldate", "justext", "py")


# Seconds between two lines about the same crawl, where there is no terminal to draw on.
LOG_EVERY = 10.0


class _PlainFormatter(logging.Formatter):
    """One safe line a message; a page's text may be in it."""

    def format(self, record: logging.LogRecord) -> str:
        return plain(super().format(record))


def _worth_reading(record: logging.LogRecord) -> bool:
    """A filter, because Scrapy sets the levels of its loggers anew with every crawl.

    What its downloader warns of (a response that is too large) is an error row or a rejection, and counted as one.
    """
    if record.name.startswith("scrapy.core.downloader"):
        return record.levelno >= logging.ERROR
    return record.levelno >= logging.WARNING or record.name.partition(".")[0] not in _QUIET


@contextmanager
def watching() -> Iterator[Watch]:
    """Sets logging up and gives the function that a crawl calls with its sessions."""
    root = logging.getLogger()
    terminal = sys.stderr.isatty()
    handler: logging.Handler = logging.StreamHandler(sys.stderr)
    shown: _LiveTable | _LogLines = _LiveTable() if terminal else _LogLines()
    if isinstance(shown, _LiveTable):
        from rich.logging import RichHandler

        handler = RichHandler(console=shown.console, show_path=False, markup=False, highlighter=None)
    handler.setFormatter(_PlainFormatter("%(message)s" if terminal else "%(asctime)s %(levelname)s %(message)s"))
    handler.setLevel(logging.WARNING if terminal else logging.INFO)
    handler.addFilter(_worth_reading)
    logging.captureWarnings(True)
    warnings.simplefilter("ignore", DeprecationWarning)
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    try:
        yield shown.watch
    finally:
        shown.stop()
        root.removeHandler(handler)


class _LogLines:
    """A line when a crawl begins, and one for each that did something, every so often."""

    def __init__(self) -> None:
        self._log = logging.getLogger("govnews")
        self._ended = threading.Event()
        self._teller: threading.Thread | None = None

    def watch(self, sessions: list[CrawlSession]) -> None:
        """Begins to tell, from a thread of its own."""
        for session in sessions:
            ahead = len(session.frontier)
            self._log.info("crawling %s, crawl %s, %d addresses ahead", session.portal.id, session.crawl_id, ahead)
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
                    self._log.info(
                        "%s: %d pages, %d new, %d changed, %d errors, %.1f pages/s",
                        *(session.portal.id, counts.pages, counts.new, counts.changed, counts.errors, rate),
                    )
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
