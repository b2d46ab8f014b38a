"""The one thread that writes the archive.

Everything that touches the disk happens here, in the order in which it was handed over; the crawl's engine never waits
for an fsync. An error stops the crawls of this process: the first one is kept, and later jobs are not begun.
"""

from __future__ import annotations

import functools
import logging
import threading
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, InvalidStateError, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple, ParamSpec, TypeVar

from archive.crawl_writer import CrawlWriter
from archive.store import Store
from portals import GovnewsError

log = logging.getLogger(__name__)
P = ParamSpec("P")
T = TypeVar("T")


# Seconds that a promise of durability waits at most for others to share its fsyncs with, while the thread is busy.
_COMMIT_WITHIN = 0.3


class _Job(NamedTuple):
    act: Callable[[], object]
    give_up: Callable[[BaseException], None] | None = None  # tells who waits for it, where it fails or is not begun


class ArchiveThread:
    """Owns the Store. `on_failure` are called once, from this thread, when a first error has stopped it."""

    def __init__(self, data: Path | str) -> None:
        self.failure: BaseException | None = None
        self.on_failure: list[Callable[[], None]] = []
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="archive")
        self._lock = threading.Lock()
        self._jobs: deque[_Job] = deque()
        self._awake = False  # whether the thread is at the jobs, or will be soon
        self._promised: dict[CrawlWriter, list[Future[None]]] = {}
        self._promised_since = 0.0
        try:
            self.store: Store = self._executor.submit(Store.open, data).result()
        except BaseException:
            self._executor.shutdown()
            raise

    def submit(self, act: Callable[..., object], *args: object, **kwargs: object) -> None:
        """Does something in the thread, after all that was submitted before it. An error stops the crawls."""
        self._add(_Job(functools.partial(act, *args, **kwargs)))

    def ask(self, act: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Likewise, for who wants to know how it went."""
        done: Future[T] = Future()

        def answer() -> None:
            result = act(*args, **kwargs)
            with suppress(InvalidStateError):  # nobody waits any more
                done.set_result(result)

        def give_up(error: BaseException) -> None:
            with suppress(InvalidStateError):
                done.set_exception(error)

        self._add(_Job(answer, give_up))
        return done

    def durable(self, writer: CrawlWriter) -> Future[None]:
        """Done when all that was said to a crawl's writer so far is on disk; or never will be, as `failure` tells then.

        Commits as soon as there is nothing else to do: one page a second costs one commit each, a flood shares them.
        """
        done: Future[None] = Future()
        self._add(_Job(functools.partial(self._promise, writer, done), lambda _: _let_go(done)))
        return done

    def call(self, job: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Runs a job in the thread and waits for it. An error reaches the caller only."""
        return self._executor.submit(job, *args, **kwargs).result()

    def close(self) -> None:
        """Closes the archive, after all that was submitted."""
        self._executor.submit(self.store.close).result()
        self._executor.shutdown()

    def _add(self, job: _Job) -> None:
        """Wakes the thread once for all that comes while it works: to hand over each job costs more than most do."""
        with self._lock:
            self._jobs.append(job)
            if self._awake:
                return
            self._awake = True
        self._executor.submit(self._work)

    def _work(self) -> None:
        while True:
            with self._lock:
                if not self._jobs:
                    self._awake = False
                    return
                job = self._jobs.popleft()
            try:
                if self.failure is None:
                    job.act()
                    self._keep_promises()
            except BaseException as error:
                self._failed(error)
            if self.failure is not None:
                if job.give_up is not None:
                    job.give_up(self.failure)
                self._give_up_promises()

    def _promise(self, writer: CrawlWriter, done: Future[None]) -> None:
        if not self._promised:
            self._promised_since = time.monotonic()
        self._promised.setdefault(writer, []).append(done)

    def _keep_promises(self) -> None:
        busy = self._jobs and time.monotonic() - self._promised_since < _COMMIT_WITHIN
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
