"""Reads pages in worker processes, each page with a time limit.

A page that takes longer than its limit is killed with its worker, which is replaced. Workers die with the process that
started them, also when that one is killed: the kernel sees to it.

While all workers have enough to do, pages wait here and travel a handful at once: on a busy machine a message, its
answer and the threads that they wake cost a good part of the reading. A handful has the time limit of one page, and
where it comes to grief each of its pages is read by itself.
"""

from __future__ import annotations

import asyncio
import ctypes
import functools
import gc
import logging
import math
import multiprocessing
import os
import pickle
import signal
import sys
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeoutError
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from datetime import datetime
from multiprocessing.sharedctypes import Synchronized
from typing import NamedTuple, ParamSpec, TypeVar

from pebble import ProcessExpired, ProcessPool

from archive.model import Article, Context, Rejection
from pipelines.extraction import open_page, read
from pipelines.page_links import PageLinks, links_of
from portals import Portal, UsageError

log = logging.getLogger(__name__)
P = ParamSpec("P")
T = TypeVar("T")

# Seconds a page may take to read. A long real page takes 0.05, the worst of the shared test pages 0.4.
TIME_LIMIT = 30.0
# Pages after which a worker is replaced, at the latest: what lxml leaves behind then goes back to the system.
PAGES_PER_WORKER = 5000
_AT_ONCE = 4  # pages that travel together at most
_AHEAD = 2  # tasks a worker: one that it is at, and one that it finds when it is done
_START_LIMIT = 10.0  # seconds that a worker may take to start; it takes half of one
_SIGNALS = (signal.SIGINT, signal.SIGTERM)
_PR_SET_PDEATHSIG = 1  # <linux/prctl.h>


class ReadPage(NamedTuple):
    """What a page says: its reading, the links on it, and the article address it declares to be its own."""

    reading: Article | Rejection
    links: PageLinks = PageLinks([])


class _Page(NamedTuple):
    """A page as it travels."""

    body: bytes
    url: str
    portal: bytes
    content_type: str | None
    fetched_at: datetime
    context: Context | None


class _Waiting(NamedTuple):
    """A page that somebody waits for."""

    page: _Page
    read: asyncio.Future[ReadPage]
    alone: bool = False  # it was sent before, and came to grief through others


class ExtractionPool:
    """Worker processes that read pages. Made cheaply; processes start with the first page."""

    def __init__(
        self,
        workers: int | None = None,
        *,
        time_limit: float = TIME_LIMIT,
        tasks_per_worker: int = PAGES_PER_WORKER // _AT_ONCE,
    ) -> None:
        self.workers = workers or default_workers()
        self._tasks_per_worker = tasks_per_worker
        self._time_limit = time_limit
        # A fork would copy the reactor's sockets and the archive's locks into each worker.
        self._context = multiprocessing.get_context("spawn")
        self._used = False
        self._pool = self._make_pool()
        self._portals: dict[str, tuple[Portal, bytes]] = {}  # by their id, each also as it travels
        self._waiting: deque[_Waiting] = deque()
        self._sent: list[Future[list[ReadPage]]] = []

    def _make_pool(self) -> ProcessPool:
        self._used = False
        self._begun = self._context.Value("i", 0)
        return ProcessPool(
            max_workers=self.workers,
            max_tasks=self._tasks_per_worker,
            initializer=_start_worker,
            initargs=[os.getpid(), self._begun],
            context=self._context,
        )

    async def read(
        self,
        body: bytes,
        url: str,
        *,
        portal: Portal,
        content_type: str | None,
        fetched_at: datetime,
        context: Context | None,
    ) -> ReadPage:
        """The reading of a page. Never raises for what a page contains: what cannot be read is a Rejection."""
        known, travelling = self._portals.get(portal.id, (None, b""))
        if known is not portal:
            travelling = pickle.dumps(portal)
            self._portals[portal.id] = portal, travelling
        page = _Page(body, url, travelling, content_type, fetched_at, context)
        read: asyncio.Future[ReadPage] = asyncio.get_running_loop().create_future()
        self._waiting.append(_Waiting(page, read))
        self._send()
        return await read

    def _send(self) -> None:
        """Gives the workers as much as they need to be busy until the next answer comes."""
        self._sent = [task for task in self._sent if not task.done()]
        while self._waiting and (free := self.workers * _AHEAD - len(self._sent)) > 0:
            handful = self._handful(min(_AT_ONCE, math.ceil(len(self._waiting) / free)))
            task = self.submit(_read_all, [waiting.page for waiting in handful])
            self._sent.append(task)
            task.add_done_callback(functools.partial(self._answered, asyncio.get_running_loop(), handful))

    def _handful(self, size: int) -> list[_Waiting]:
        handful = [self._waiting.popleft()]
        while len(handful) < size and not handful[0].alone and not self._waiting[0].alone:
            handful.append(self._waiting.popleft())
        return handful

    def _answered(self, loop: asyncio.AbstractEventLoop, handful: list[_Waiting], task: Future[list[ReadPage]]) -> None:
        """Called in a thread of the pool."""
        with suppress(RuntimeError):  # the loop was closed meanwhile: nobody waits any more
            loop.call_soon_threadsafe(self._came, handful, task)

    def _came(self, handful: list[_Waiting], task: Future[list[ReadPage]]) -> None:
        """Hands the readings out. Where one page spoils it for the others, each is read by itself.

        So is one whose worker was killed, from outside, before it began.
        """
        error = task.exception()
        if error is None:
            _hand_out(handful, task.result())
        elif len(handful) > 1 or (isinstance(error, BrokenProcessPool) and not handful[0].alone):
            self._waiting.extendleft(waiting._replace(alone=True) for waiting in reversed(handful))
        else:
            _hand_out(handful, [ReadPage(self.rejection_for(error))])
        self._send()

    def rejection_for(self, error: BaseException) -> Rejection:
        """What becomes of a page whose reading ended with `error`."""
        if isinstance(error, TimeoutError | FutureTimeoutError):
            return Rejection("timeout", f"reading took longer than {self._time_limit:g} s")
        if isinstance(error, ProcessExpired):
            return Rejection("too-large", f"the worker that read it died ({error})")
        return Rejection("undecodable", f"reading failed: {type(error).__name__}: {error}")

    def submit(self, job: Callable[P, T], *arguments: P.args, **options: P.kwargs) -> Future[T]:
        """Runs a function of a module in a worker, within the time limit."""
        try:
            return self._schedule(job, arguments, options)
        except RuntimeError:
            # An idle worker was killed from outside (out of memory, an operator): pebble gives the whole pool up then.
            log.warning("the workers that read pages failed; starting new ones")
            self.close()
            self._pool = self._make_pool()
            self._sent.clear()
            return self._schedule(job, arguments, options)

    def _schedule(self, job: Callable[..., T], arguments: tuple[object, ...], options: dict[str, object]) -> Future[T]:
        if self._used:
            return self._queue(job, arguments, options)
        # The threads that the first call starts, and so their processes, inherit it: a worker that dies of the signal
        # that ends its parent while it starts is waited for in vain.
        before = signal.pthread_sigmask(signal.SIG_BLOCK, _SIGNALS)
        self._used = True
        try:
            return self._queue(job, arguments, options)
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)

    def _queue(self, job: Callable[..., T], arguments: tuple[object, ...], options: dict[str, object]) -> Future[T]:
        future: Future[T] = self._pool.schedule(job, args=arguments, kwargs=options, timeout=self._time_limit)
        return future

    def close(self) -> None:
        """Ends the workers; what they were reading is lost.

        Those that are still starting are waited for: without their queues each would end with a traceback.
        """
        deadline = time.monotonic() + _START_LIMIT
        while self._used and self._begun.value < self.workers and time.monotonic() < deadline:
            time.sleep(0.01)
        self._pool.stop()  # type: ignore[no-untyped-call]
        self._pool.join()


def default_workers() -> int:
    """GOVNEWS_WORKERS of the environment; without it one worker a core that this process may use."""
    chosen = os.environ.get("GOVNEWS_WORKERS", "")
    if chosen:
        if not chosen.isdecimal() or int(chosen) < 1:
            raise UsageError(f"GOVNEWS_WORKERS is {chosen!r}; say how many worker processes read pages: 1 or more")
        return int(chosen)
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else (os.cpu_count() or 1)


def _start_worker(parent: int, begun: Synchronized[int]) -> None:
    # Ctrl-C and whatever else is meant for a whole group is for the parent, which ends us in order. A page whose worker
    # died in the middle would be rejected.
    os.setsid()
    for number in _SIGNALS:
        signal.signal(number, signal.SIG_IGN)  # forgets those that came so far
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _SIGNALS)
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:  # it died before the line above
            os._exit(1)
    gc.freeze()
    with begun.get_lock():
        begun.value += 1


def _hand_out(handful: list[_Waiting], readings: list[ReadPage]) -> None:
    for waiting, reading in zip(handful, readings, strict=True):
        if not waiting.read.done():  # whoever waited may have been told to stop
            waiting.read.set_result(reading)


@functools.lru_cache(maxsize=1024)
def _portal(travelling: bytes) -> Portal:
    """Kept, because a portal works out a good deal once that every page asks for."""
    portal: Portal = pickle.loads(travelling)
    return portal


def _read_all(pages: list[_Page]) -> list[ReadPage]:
    return [_read(page) for page in pages]


def _read(page: _Page) -> ReadPage:
    portal = _portal(page.portal)
    opened = open_page(page.body, page.content_type, portal.language)
    if isinstance(opened, Rejection):
        return ReadPage(opened)
    links = links_of(opened.root, page.url, portal) if opened.root is not None else PageLinks([])
    reading = read(opened, page.url, portal, page.fetched_at, page.context or Context())
    # A page that is no article may be a listing, which is told by its links; of every other rejection they say nothing.
    telling = isinstance(reading, Article) or reading.reason == "not-article"
    return ReadPage(reading, links) if telling else ReadPage(reading)
