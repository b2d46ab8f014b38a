"""The one base class of every error that govnews raises on purpose.

    GovnewsError
    ├── PortalError        a portal file or a portal's name is wrong           exit 2
    ├── UsageError         the program was called in a way that cannot work    exit 2
    ├── UnreachableError   a portal could not be reached                       exit 3
    └── StorageError       the data folder cannot be used, or is damaged       exit 5

A message names the file, URL or key, says what was wrong with it and what to do. The command line prints it
as one line and ends with `exit_code`; nobody ever sees a traceback for one of these.
"""

from typing import ClassVar


class GovnewsError(Exception):
    """Anything that went wrong in a way the user can be told about."""

    exit_code: ClassVar[int] = 1


class PortalError(GovnewsError):
    """A portal file does not say what a portal file must, or no portal has the name that was asked for."""

    exit_code = 2


class UsageError(GovnewsError):
    """The program was called in a way that cannot work."""

    exit_code = 2


class UnreachableError(GovnewsError):
    """A portal could not be reached, or its crawl was cut short."""

    exit_code = 3


class StorageError(GovnewsError):
    """The data folder is not ours, cannot be written, is full, locked or damaged."""

    exit_code = 5
