"""Which article is at an address of a portal, and whether another one says the same, by all that was committed."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from archive.crawls.earlier_readings import EarlierReadings
from archive.model import Article, article_id
from archive.rows import aliases


class NewestReading(NamedTuple):
    """Of an article: the capture in which it was read last, when it was seen last, whether it counts as removed."""

    capture: str
    last_seen: str
    removed: bool


class KnownArticles:
    """The articles of one portal. What a crawl has said and not committed yet is not among them."""

    def __init__(self, db: sqlite3.Connection, portal: str, earlier: EarlierReadings) -> None:
        self._db = db
        self._portal = portal
        self._earlier = earlier

    def id_at(self, url: str) -> str:
        """The id of the article at an address, whether there is one or not."""
        return aliases.article_at(self._db, self._portal, url)

    def newest(self, article: str) -> NewestReading | None:
        """The newest reading of the article with this id; None where there is no such article."""
        query = "SELECT capture_id, last_seen, removed_at IS NOT NULL FROM articles WHERE id = ?"
        row = self._db.execute(query, [article]).fetchone()
        return NewestReading(row[0], row[1], bool(row[2])) if row else None

    def newest_at(self, url: str) -> NewestReading | None:
        """The newest reading of the article at an address; None where no article is known there."""
        return self.newest(self.id_at(url))

    def says_the_same(self, url: str, article: Article) -> bool:
        """Whether an article is known at an address, and is known to say what this one says."""
        there = self.newest_at(url)
        return there is not None and self._earlier.compare(there.capture, article) is True

    def is_further(self, url: str) -> bool:
        """Whether an address is known as a further one of an article that has another."""
        return self.id_at(url) != article_id(self._portal, url)

    def said_all_that(self, article: str, other: str) -> bool:
        """Whether one article (an id) has said all that another one ever did, of which nothing may be known."""
        query = (
            "SELECT content_hash FROM versions WHERE article_id = ? EXCEPT SELECT content_hash FROM versions"
            " WHERE article_id = ? LIMIT 1"
        )
        return self._db.execute(query, [other, article]).fetchone() is None

    def has_alias(self, url: str, same_as: str) -> bool:
        """Whether `url` is known to be another address of the article at `same_as`, as it was said and not followed."""
        query = "SELECT 1 FROM aliases WHERE portal = ? AND url = ? AND same_as = ?"
        return self._db.execute(query, [self._portal, url, same_as]).fetchone() is not None
