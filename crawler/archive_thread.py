"""The one thread that writes the archive.

Everything that touches the disk happens here, in the order in which it was handed over; the crawl's engine never waits
for an fsync. An error stops the crawls of this process: the first one is kept, and later jobs are not begun.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, InvalidStateError, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import ParamSpec, TypeVar

from archive.crawl_writer import CrawlWriter
from archive.store import Store
from portals import GovnewsError

log = logging.getLogger(__name__)
P = ParamSpec("P")
T = TypeVar("T")


# Seconds that a promise of durability waits at most for others to share its fsyncs with, while the thread is busy.
_COMMIT_WITHIN = 0.3


class ArchiveThread:
    """Owns the Store. `on_failure` are called once, from this thread, when a first error has stopped it."""

    def __init__(self, data: Path | str) -> None:
        self.failure: BaseException | None = None
        self.on_failure: list[Callable[[], None]] = []
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="archive")
        self._lock = threading.Lock()
        self._ahead = 0  # jobs submitted and not begun
        self._promised: dict[CrawlWriter, list[Future[None]]] = {}
        self._promised_since = 0.0
        try:
            self.store: Store = self._executor.submit(Store.open, data).result()
        except BaseException:
            self._executor.shutdown()
            raise

    def submit(self, job: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Runs a job in the thread, after all that were submitted before it."""

        def run() -> T:
            with self._lock:
                self._ahead -= 1
            try:
                if self.failure is not None:
                    raise self.failure
                try:
                    result = job(*args, **kwargs)
                    self._keep_promises()
                except BaseException as error:
                    self._failed(error)
                    raise
                return result
            finally:
                if self.failure is not None:
                    self._give_up_promises()

        with self._lock:
            self._ahead += 1
        return self._executor.submit(run)

    def durable(self, writer: CrawlWriter) -> Future[None]:
        """Done when all that was said to a crawl's writer so far is on disk; or never will be, as `failure` tells then.

        Commits as soon as there is nothing else to do: one page a second costs one commit each, a flood shares them.
        """
        done: Future[None] = Future()

        def never(job: Future[None]) -> None:
            if job.exception() is not None:
                _let_go(done)

        self.submit(self._promise, writer, done).add_done_callback(never)
        return done

    def call(self, job: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Runs a job in the thread and waits for it. An error reaches the caller only."""
        return self._executor.submit(job, *args, **kwargs).result()

    def close(self) -> None:
        """Closes the archive, after all that was submitted."""
        self._executor.submit(self.store.close).result()
        self._executor.shutdown()

    def _promise(self, writer: CrawlWriter, done: Future[None]) -> None:
        if not self._promised:
            self._promised_since = time.monotonic()
        self._promised.setdefault(writer, []).append(done)

    def _keep_promises(self) -> None:
        busy = self._ahead > 0 and time.monotonic() - self._promised_since < _COMMIT_WITHIN
        if self._promised and not busy:
            for writer in self._promised:
                writer.commit()
            self._give_up_promises()

    def _give_up_promises(self) -> None:
        """Lets everybody go on who waits, whether or not there was something to wait for."""
        promised, self._promised = self._promised, {}
        for waiting in promised.values():
            for done in waiting:
                _let_go(done)

    def _failed(self, error: BaseException) -> None:
        self.failure = error
        if isinstance(error, GovnewsError):
            log.error("%s", error)
        else:
            log.error("writing the archive failed: %s", error)
            log.debug("where it failed", exc_info=error)
        for stop in self.on_failure:
            stop()


def _let_go(done: Future[None]) -> None:
    with suppress(InvalidStateError):  # whoever waited may have been told to stop meanwhile
        done.set_result(None)
