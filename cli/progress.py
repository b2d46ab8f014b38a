"""Progress of long work: on standard error, and only on a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def counter(what: str) -> Iterator[Callable[..., None]]:
    """A function that takes `(done, in all)`, maybe after a name for what is counted, and shows a bar."""
    if not sys.stderr.isatty():
        yield lambda *_: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=None)

        def show(*numbers: str | int) -> None:
            *name, done, total = numbers
            bar.update(task, completed=int(done), total=int(total), description=str(name[0]) if name else what)

        yield show
