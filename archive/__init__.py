"""Keeps what was read, and answers for it."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from archive.archived import ArchivedArticle, ArchivedVersion
    from archive.reader import Archive
    from archive.store import Store

__all__ = ["Archive", "ArchivedArticle", "ArchivedVersion", "Store"]

_FROM = {"Archive": "reader", "ArchivedArticle": "archived", "ArchivedVersion": "archived", "Store": "store"}


def __getattr__(name: str) -> object:
    """Loads what is asked for when it is: a process that only reads pages needs no database, and starts sooner."""
    if name not in _FROM:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_FROM[name]}"), name)
