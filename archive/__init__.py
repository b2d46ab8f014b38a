"""Keeps what was read, and answers for it."""

from archive.reader import Archive, ArchivedArticle, ArchivedVersion
from archive.store import Store

__all__ = ["Archive", "ArchivedArticle", "ArchivedVersion", "Store"]
