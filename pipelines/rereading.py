"""Reads stored captures again in worker processes, a handful at a time.

A worker gets only where a capture lies, and reads the WARC member itself: pages never travel between processes.
"""

from __future__ import annotations

import functools
import itertools
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, wait
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from archive.captures.content_decoding import ContentError
from archive.captures.gzip_members import Location
from archive.captures.warc_reader import read_capture
from archive.model import Article, Context, Rejection
from archive.outdated_readings import Outdated
from pipelines.extraction import extract
from pipelines.workers import PAGES_PER_WORKER, ExtractionPool
from portals import Portal, PortalError, StorageError, parse_portal

# Captures handed to a worker at once: what a hand-over costs (about a millisecond) is shared by so many.
AT_ONCE = 8
# Such handfuls a worker has ahead of it.
_AHEAD = 3
# Seconds between two looks at whether we are to stop.
_LOOK = 0.2


class Damaged(NamedTuple):
    """A capture whose bytes cannot be had, and why. `govnews verify` tells more."""

    detail: str


Reread = Article | Rejection | Damaged


class _Task(NamedTuple):
    url: str
    fetched_at: str
    location: Location
    digest: str
    context: Context | None


def make_pool(workers: int | None = None) -> ExtractionPool:
    """Workers for `reread`; each is replaced after as many pages as one that serves a crawl."""
    return ExtractionPool(workers, tasks_per_worker=PAGES_PER_WORKER // AT_ONCE)


def reread(
    pool: ExtractionPool,
    data: Path,
    portal: Portal,
    captures: Iterable[Outdated],
    *,
    stop: Callable[[], bool] = lambda: False,
) -> Iterator[tuple[Outdated, Reread]]:
    """What today's rules read in each capture, in the order given. Once `stop()` is true it ends early, none left out.

    `data` is the folder that locations are relative to. A page that takes too long, or kills its worker, is a Rejection
    of its own. Raises PortalError for a selector in the portal file that is none.
    """
    ahead: deque[tuple[list[Outdated], Future[list[Reread]]]] = deque()
    source = iter(captures)
    while True:
        while len(ahead) < pool.workers * _AHEAD and (handful := list(itertools.islice(source, AT_ONCE))):
            ahead.append((handful, _submit(pool, data, portal, handful)))
        if not ahead:
            return
        handful, future = ahead.popleft()
        readings = _results(pool, data, portal, handful, future, stop)
        yield from zip(handful, readings, strict=False)  # fewer readings, where we are to stop
        if stop():
            for _, waiting in ahead:
                waiting.cancel()
            return


def _submit(pool: ExtractionPool, data: Path, portal: Portal, handful: list[Outdated]) -> Future[list[Reread]]:
    tasks = [
        _Task(each.capture.url, each.capture.fetched_at, each.location, each.digest, each.context) for each in handful
    ]
    return pool.submit(_read_stored, data, portal.id, portal.text, tasks)


def _results(
    pool: ExtractionPool,
    data: Path,
    portal: Portal,
    handful: list[Outdated],
    future: Future[list[Reread]],
    stop: Callable[[], bool],
) -> list[Reread]:
    """The readings of a handful. Where one page spoils it for the others, each is read by itself."""
    while not wait([future], _LOOK).done:
        if stop():
            return []
    try:
        return future.result()
    except PortalError:
        raise
    except Exception as error:
        if len(handful) == 1:
            return [pool.rejection_for(error)]
    readings: list[Reread] = []
    for each in handful:
        readings += _results(pool, data, portal, [each], _submit(pool, data, portal, [each]), stop)
        if stop():
            break
    return readings


@functools.lru_cache(maxsize=32)
def _portal(identity: str, text: str) -> Portal:
    return parse_portal(text, identity)


def _read_stored(data: Path, portal_id: str, portal_text: str, tasks: list[_Task]) -> list[Reread]:
    """Runs in a worker."""
    portal = _portal(portal_id, portal_text)
    return [_read_one(data, portal, task) for task in tasks]


def _read_one(data: Path, portal: Portal, task: _Task) -> Reread:
    try:
        response = read_capture(data, task.location, task.digest)
        body = response.body
    except (StorageError, ContentError) as error:
        return Damaged(str(error))
    return extract(
        body,
        portal.canonical(task.url),
        portal=portal,
        content_type=response.header("content-type"),
        fetched_at=datetime.fromisoformat(task.fetched_at),
        context=task.context,
    )
