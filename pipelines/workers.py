"""Reads pages in worker processes, each page with a time limit.

A page that takes longer than its limit is killed with its worker, which is replaced. Workers die with the process that
started them, also when that one is killed: the kernel sees to it.
"""

from __future__ import annotations

import asyncio
import functools
import os
import pickle
import sys
from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeoutError
from datetime import datetime
from typing import NamedTuple, ParamSpec, TypeVar

from archive.model import Article, Context, Rejection
from pipelines.extraction import open_page, read
from pipelines.page_links import PageLinks, links_of
from pipelines.worker_pool import WorkerDiedError, WorkerPool
from portals import Portal, UsageError

P = ParamSpec("P")
T = TypeVar("T")

# Seconds a page may take to read. A long real page takes 0.05, the worst of the shared test pages 0.4.
TIME_LIMIT = 30.0
# Pages after which a worker is replaced: what lxml leaves behind then goes back to the system.
PAGES_PER_WORKER = 5000


class ReadPage(NamedTuple):
    """What a page says: its reading, the links on it, and the article address it declares to be its own."""

    reading: Article | Rejection
    links: PageLinks = PageLinks([])


class ExtractionPool:
    """Worker processes that read pages. Made cheaply; processes start with the first page."""

    def __init__(
        self, workers: int | None = None, *, time_limit: float = TIME_LIMIT, tasks_per_worker: int = PAGES_PER_WORKER
    ) -> None:
        self.workers = workers or default_workers()
        self._time_limit = time_limit
        self._pool = WorkerPool(self.workers, time_limit=time_limit, calls_per_worker=tasks_per_worker)
        self._portals: dict[str, tuple[Portal, bytes]] = {}  # by their id, each also as it travels

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
        future = self.submit(_read, body, url, travelling, content_type, fetched_at, context)
        try:
            return await asyncio.wrap_future(future)
        except Exception as error:
            return ReadPage(self.rejection_for(error))

    def rejection_for(self, error: Exception) -> Rejection:
        """What becomes of a page whose reading ended with `error`."""
        if isinstance(error, TimeoutError | FutureTimeoutError):
            return Rejection("timeout", f"reading took longer than {self._time_limit:g} s")
        if isinstance(error, WorkerDiedError):
            return Rejection("too-large", f"the worker that read it died ({error})")
        return Rejection("undecodable", f"reading failed: {type(error).__name__}: {error}")

    def submit(self, job: Callable[P, T], *arguments: P.args, **options: P.kwargs) -> Future[T]:
        """Runs a function of a module in a worker, within the time limit."""
        return self._pool.submit(job, *arguments, **options)

    def close(self) -> None:
        """Ends the workers; what they were reading is lost."""
        self._pool.close()


def default_workers() -> int:
    """GOVNEWS_WORKERS of the environment; without it one worker a core that this process may use."""
    chosen = os.environ.get("GOVNEWS_WORKERS", "")
    if chosen:
        if not chosen.isdecimal() or int(chosen) < 1:
            raise UsageError(f"GOVNEWS_WORKERS is {chosen!r}; say how many worker processes read pages: 1 or more")
        return int(chosen)
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else (os.cpu_count() or 1)


@functools.lru_cache(maxsize=1024)
def _portal(travelling: bytes) -> Portal:
    """Kept, because a portal works out a good deal once that every page asks for."""
    portal: Portal = pickle.loads(travelling)
    return portal


def _read(
    body: bytes,
    url: str,
    travelling: bytes,
    content_type: str | None,
    fetched_at: datetime,
    context: Context | None,
) -> ReadPage:
    portal = _portal(travelling)
    opened = open_page(body, content_type, portal.language)
    if isinstance(opened, Rejection):
        return ReadPage(opened)
    links = links_of(opened.root, url, portal) if opened.root is not None else PageLinks([])
    reading = read(opened, url, portal, fetched_at, context or Context())
    return ReadPage(reading) if isinstance(reading, Rejection) else ReadPage(reading, links)
