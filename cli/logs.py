"""What is logged, and how: a table and warnings on a terminal, lines elsewhere, JSON lines where a program reads."""

from __future__ import annotations

import logging
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Literal

from cli.output import plain

if TYPE_CHECKING:
    from rich.console import Console

LogFormat = Literal["text", "json"]

# Loggers of libraries whose INFO lines are about themselves.
_QUIET = ("scrapy", "twisted", "asyncio", "trafilatura", "htmldate", "justext", "py")


class _PlainFormatter(logging.Formatter):
    """One safe line a message; a page's text may be in it."""

    def format(self, record: logging.LogRecord) -> str:
        return plain(super().format(record))


def _worth_reading(record: logging.LogRecord) -> bool:
    """A filter, because Scrapy sets the levels of its loggers anew with every crawl.

    What its downloader warns of (a response that is too large) is an error row or a rejection, and counted as one.
    """
    if record.name.startswith("scrapy.core.downloader"):
        return record.levelno >= logging.ERROR
    return record.levelno >= logging.WARNING or record.name.partition(".")[0] not in _QUIET


@contextmanager
def logging_to_stderr(form: LogFormat = "text", console: Console | None = None) -> Iterator[None]:
    """Sends log records to standard error. With a console only warnings, for a live display tells the rest."""
    root = logging.getLogger()
    handler = _handler(form, console)
    handler.setLevel(logging.INFO if console is None else logging.WARNING)
    handler.addFilter(_worth_reading)
    logging.captureWarnings(True)
    warnings.simplefilter("ignore", DeprecationWarning)
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    try:
        yield
    finally:
        root.removeHandler(handler)


def _handler(form: LogFormat, console: Console | None) -> logging.Handler:
    if console is not None:
        from rich.logging import RichHandler

        handler: logging.Handler = RichHandler(console=console, show_path=False, markup=False, highlighter=None)
        handler.setFormatter(_PlainFormatter("%(message)s"))
        return handler
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_json_lines() if form == "json" else _PlainFormatter("%(asctime)s %(levelname)s %(message)s"))
    return handler


def _json_lines() -> logging.Formatter:
    """`time`, `level`, `logger`, `message`, and whatever a record says besides (portal, crawl, counts)."""
    from pythonjsonlogger.msgspec import MsgspecFormatter

    names = {"levelname": "level", "name": "logger"}
    return MsgspecFormatter("{levelname}{name}{message}", style="{", rename_fields=names, timestamp="time")
