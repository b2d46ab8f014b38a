"""What one crawl learns, on its way to the archive's thread; and when it is on disk."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from archive.crawls.crawl_writer import CrawlWriter
from crawler.archive_thread import ArchiveThread


class Saving:
    """Hands over what a crawl has to write. Lives in the reactor's thread."""

    def __init__(self, thread: ArchiveThread, writer: CrawlWriter, patience: float) -> None:
        """`patience` are the seconds that a page may wait for those of other crawls, to be committed with them."""
        self._thread = thread
        self._writer = writer
        self._patience = patience
        self._unsaved = False  # whether anything was handed over since it was last asked for
        self._saved: asyncio.Future[None] | None = None  # done when all that was handed over before it is on disk

    def submit(self, act: Callable[..., object], *args: object, **kwargs: object) -> None:
        """Does something in the archive's thread: a method of the crawl's writer."""
        self._unsaved = True
        self._thread.submit(act, *args, **kwargs)

    def commit(self) -> None:
        """Makes durable what was handed over so far."""
        if self._unsaved:
            self._unsaved = False
            self._saved = self._thread.durable(self._writer, self._patience)

    async def durable(self) -> None:
        """Returns when all that was handed over so far is on disk, or never will be."""
        self.commit()
        if self._saved is not None and not self._saved.done():
            await asyncio.shield(self._saved)  # more than one page may wait for it
