"""Every error as one line and an exit code. Nobody who uses the program sees a traceback."""

from __future__ import annotations

import errno
import sqlite3
from typing import NamedTuple

import click

from portals import GovnewsError

_STORAGE_ERRORS = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO, errno.EACCES}


class Failure(NamedTuple):
    """What went wrong, in a line, and the exit code that says of what kind it is."""

    message: str
    exit_code: int


def failure_of(error: BaseException) -> Failure:
    """What an error means for who runs the program."""
    if isinstance(error, (click.exceptions.Abort, KeyboardInterrupt)):
        return Failure("interrupted", 130)
    if isinstance(error, click.ClickException):
        return Failure(error.format_message(), error.exit_code)
    if isinstance(error, GovnewsError):
        return Failure(str(error), error.exit_code)
    if isinstance(error, sqlite3.Error):
        from archive.rows.database import advice

        return Failure(f"the database: {error}; {advice(error)}", 5)
    if isinstance(error, OSError):
        return Failure(str(error), 5 if error.errno in _STORAGE_ERRORS else 1)
    return Failure(f"{type(error).__name__}: {error} (a bug; GOVNEWS_TRACEBACK=1 shows where)", 1)
