"""The one thread that writes the archive.

Everything that touches the disk happens here, in the order in which it was handed over; the crawl's engine never waits
for an fsync. An error stops the crawls of this process: the first one is kept, and later jobs are not begun.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import ParamSpec, TypeVar

from archive.store import Store
from portals import GovnewsError

log = logging.getLogger(__name__)
P = ParamSpec("P")
T = TypeVar("T")


class ArchiveThread:
    """Owns the Store. `on_failure` is called once, from this thread, with the first error."""

    def __init__(self, data: Path | str) -> None:
        self.failure: BaseException | None = None
        self.on_failure: list[Callable[[], None]] = []
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="archive")
        try:
            self.store: Store = self._executor.submit(Store.open, data).result()
        except BaseException:
            self._executor.shutdown()
            raise

    def submit(self, job: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Runs a job in the thread, after all that were submitted before it."""

        def run() -> T:
            if self.failure is not None:
                raise self.failure
            try:
                return job(*args, **kwargs)
            except BaseException as error:
                self._failed(error)
                raise

        return self._executor.submit(run)

    def call(self, job: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Runs a job in the thread and waits for it. An error reaches the caller only."""
        return self._executor.submit(job, *args, **kwargs).result()

    def close(self) -> None:
        """Closes the archive, after all that was submitted."""
        self._executor.submit(self.store.close).result()
        self._executor.shutdown()

    def _failed(self, error: BaseException) -> None:
        self.failure = error
        if isinstance(error, GovnewsError):
            log.error("%s", error)
        else:
            log.error("writing the archive failed: %s", error)
            log.debug("where it failed", exc_info=error)
        for stop in self.on_failure:
            stop()
