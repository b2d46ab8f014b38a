"""SIGINT and SIGTERM: whatever the program is at, it ends within ten seconds, and in order where that is possible.

What can be broken off is: the handler raises KeyboardInterrupt there. A crawl cannot, so it holds that off and looks
for itself whether it was told to end. Should even that take too long, the process ends at once: a kill at any moment
loses nothing that was acknowledged. Light to import: a signal may come while everything else is still loading.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

SIGNALS = (signal.SIGINT, signal.SIGTERM)
# Seconds after the first signal in which an end in order must be done.
LIMIT = 9.0
_INTERRUPTED = 130  # the exit code

_told = False
_holds: list[Callable[[int], None]] = []


def install() -> None:
    """Makes SIGTERM the same as Ctrl-C, and bounds what follows. In the main thread, once."""
    for number in SIGNALS:
        signal.signal(number, _handle)
    signal.signal(signal.SIGALRM, lambda *_: os._exit(_INTERRUPTED))


def ignore() -> None:
    """All is done but for Python's own end, in which a signal would change the exit code."""
    for number in SIGNALS:
        signal.signal(number, signal.SIG_IGN)


def told_to_end() -> bool:
    """Whether a signal came."""
    return _told


@contextmanager
def held(act: Callable[[int], None] = lambda _: None) -> Iterator[None]:
    """Within the block a signal breaks nothing off: `act` is called with its number, and `told_to_end` is true."""
    _holds.append(act)
    try:
        yield
    finally:
        _holds.pop()


def _handle(number: int, _: FrameType | None) -> None:
    global _told  # a signal is the process's, so is what it said
    first, _told = not _told, True
    if first:  # an alarm, for a thread cannot safely be started from here
        signal.setitimer(signal.ITIMER_REAL, LIMIT)
    if not _holds:
        raise KeyboardInterrupt
    _holds[-1](number)
