"""The one thread that writes the archive.

Everything that touches the disk happens here, in the order in which it was handed over; the crawl's engine never waits
for an fsync. An error stops the crawls of this process: the first one is kept, and later jobs are not begun.

The thread sleeps until somebody wants an answer, and then does all that was handed over meanwhile: to be woken for each
job, and to commit for each page, costs more than the work itself.
"""

from __future__ import annotations

import asyncio
import functools
import itertools
import logging
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import Future, InvalidStateError
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple, ParamSpec, TypeVar

from archive.crawls.crawl_writer import CrawlWriter, commit_writers
from archive.store import Store
from portals import GovnewsError

log = logging.getLogger(__name__)
P = ParamSpec("P")
T = TypeVar("T")


# Seconds after which also that is done whose outcome nobody waits for.
_DONE_WITHIN = 1.0


class _Job(NamedTuple):
    act: Callable[[], object]
    give_up: Callable[[BaseException], None] | None = None  # tells who waits for it, where it fails or is not begun
    always: bool = False  # done also when an error has stopped the others


class ArchiveThread:
    """Owns the Store. `on_failure` are called once, from this thread, when a first error has stopped it."""

    def __init__(self, data: Path | str) -> None:
        self.failure: BaseException | None = None
        self.on_failure: list[Callable[[], None]] = []
        self._wake = threading.Condition()  # guards the next three
        self._jobs: deque[_Job] = deque()
        self._due: float | None = None  # when the jobs are to be done (monotonic); None while there are none
        self._ended = False
        self._promised: dict[CrawlWriter, list[asyncio.Future[None]]] = {}
        self._thread = threading.Thread(target=self._work, name="archive", daemon=True)
        self._thread.start()
        try:
            self.store: Store = self.call(Store.open, data)
        except BaseException:
            self._end()
            raise

    def submit(self, act: Callable[..., object], *args: object, **kwargs: object) -> None:
        """Does something in the thread, after all that was submitted before it. An error stops the crawls."""
        self._add(_Job(functools.partial(act, *args, **kwargs)), _DONE_WITHIN)

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

        self._add(_Job(answer, give_up), 0.0)
        return done

    def durable(self, writer: CrawlWriter, within: float = 0.0) -> asyncio.Future[None]:
        """Done when all that was said to a crawl's writer so far is on disk; or never will be, as `failure` tells then.

        To be awaited in the event loop that runs now, which is woken once for all that were committed together.

        `within` are the seconds that nothing is lost by waiting: a portal that is asked once a second shares its commit
        with all others whose pages come in the same fraction of it.
        """
        done = asyncio.get_running_loop().create_future()
        self._add(_Job(functools.partial(self._promise, writer, done), lambda _: _let_go([done])), within)
        return done

    def call(self, job: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Runs a job in the thread and waits for it. An error reaches the caller only."""
        done: Future[T] = Future()

        def answer() -> None:
            try:
                done.set_result(job(*args, **kwargs))
            except BaseException as error:
                done.set_exception(error)

        self._add(_Job(answer, always=True), 0.0)
        return done.result()

    def close(self) -> None:
        """Closes the archive, after all that was submitted."""
        try:
            self.call(self.store.close)
        finally:
            self._end()

    def _end(self) -> None:
        with self._wake:
            self._ended = True
            self._wake.notify()
        self._thread.join()

    def _add(self, job: _Job, within: float) -> None:
        due = time.monotonic() + within
        with self._wake:
            self._jobs.append(job)
            if self._due is None or due < self._due:
                self._due = due
                self._wake.notify()

    def _work(self) -> None:
        while jobs := self._handed_over():
            while jobs:
                self._do(jobs.popleft())  # taken out one by one: each may hold a whole response
            self._do(_Job(self._keep_promises))

    def _handed_over(self) -> deque[_Job]:
        """Waits until there is something to do, and takes all of it; nothing when there never will be again."""
        with self._wake:
            while not self._ended and (self._due is None or self._due > time.monotonic()):
                self._wake.wait(None if self._due is None else self._due - time.monotonic())
            jobs, self._jobs, self._due = self._jobs, deque(), None
            return jobs

    def _do(self, job: _Job) -> None:
        try:
            if self.failure is None or job.always:
                job.act()
        except BaseException as error:
            self._failed(error)
        if self.failure is not None:
            if job.give_up is not None:
                job.give_up(self.failure)
            self._give_up_promises()

    def _promise(self, writer: CrawlWriter, done: asyncio.Future[None]) -> None:
        self._promised.setdefault(writer, []).append(done)

    def _keep_promises(self) -> None:
        commit_writers(self._promised)
        self._give_up_promises()

    def _give_up_promises(self) -> None:
        """Lets everybody go on who waits, whether or not there was something to wait for."""
        promised, self._promised = self._promised, {}
        _let_go(itertools.chain.from_iterable(promised.values()))

    def _failed(self, error: BaseException) -> None:
        self.failure = error
        if isinstance(error, GovnewsError):
            log.error("%s", error)
        else:
            log.error("writing the archive failed: %s", error)
            log.debug("where it failed", exc_info=error)
        for stop in self.on_failure:
            stop()


def _let_go(waiting: Iterable[asyncio.Future[None]]) -> None:
    by_loop: dict[asyncio.AbstractEventLoop, list[asyncio.Future[None]]] = {}
    for done in waiting:
        by_loop.setdefault(done.get_loop(), []).append(done)
    for loop, dones in by_loop.items():
        with suppress(RuntimeError):  # it was closed meanwhile: nobody waits any more
            loop.call_soon_threadsafe(_set_all, dones)


def _set_all(waiting: list[asyncio.Future[None]]) -> None:
    for done in waiting:
        if not done.done():  # whoever waited may have been told to stop meanwhile
            done.set_result(None)
