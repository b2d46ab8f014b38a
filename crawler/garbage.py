"""Python's search for what nobody can reach any more, made by what may hang in it not by the number of objects.

Nearly all that a page leaves behind goes at once. The search is for what refers to itself: answers that broke, with all
that had come of them. By default it takes a tenth of the reactor's time, for the objects of each page are looked
through again and again while they are in use.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Iterator
from contextlib import contextmanager

_OBJECTS = 7_000  # made and not gone yet, after which the youngest are looked through; ten times the default
_BYTES = 64 * 1024 * 1024  # of answers, after which all are
_SECONDS = 1.0  # between two searches because of what broke


class Garbage:
    """What came since everything was looked through."""

    def __init__(self) -> None:
        self._bytes = 0
        self._searched = 0.0

    @contextmanager
    def searched_seldom(self) -> Iterator[None]:
        """Has Python search seldom by itself while this lasts."""
        before = gc.get_threshold()
        gc.set_threshold(_OBJECTS, *before[1:])
        try:
            yield
        finally:
            gc.set_threshold(*before)

    def answered(self, size: int) -> None:
        """An answer of so many bytes came, unpacked."""
        self._bytes += size
        if self._bytes > _BYTES:
            self.search()

    def broke(self) -> None:
        """An answer broke off: up to 20 MB of it may be left."""
        if time.monotonic() - self._searched > _SECONDS:
            self.search()

    def search(self) -> None:
        """Looks through everything now."""
        self._bytes = 0
        gc.collect()
        self._searched = time.monotonic()


garbage = Garbage()
