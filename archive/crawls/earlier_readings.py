"""Whether an article says what it said before, as today's rules read both."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable

import msgspec

from archive.captures import stored_captures
from archive.captures.stored_captures import StoredCapture
from archive.data_folder import DataFolder
from archive.model import Article, Capture, Context, Rejection, with_repeated
from archive.rows.content_hash import content_hash
from archive.snapshots.records import CrawlRecord

log = logging.getLogger(__name__)

# Reads a stored capture again under the rules of this crawl, with what led to it then and what repeats now.
Reread = Callable[[StoredCapture, Context | None], Article | Rejection]
# Takes down what such a reading gave.
KeepRereading = Callable[[Article, Capture, Context | None], None]


class EarlierReadings:
    """The readings of earlier captures under one rules digest; those that are missing are made."""

    def __init__(
        self, folder: DataFolder, db: sqlite3.Connection, crawl: CrawlRecord, reread: Reread | None, keep: KeepRereading
    ) -> None:
        self._folder = folder
        self._db = db
        self._rules = crawl.rules
        self._repeated = crawl.repeated
        self._reread = reread
        self._keep = keep

    def compare(self, capture: str, article: Article) -> bool | None:
        """Whether an article says what the reading of an earlier capture (its id) says; None where nobody can tell."""
        query = "SELECT content_hash FROM readings WHERE capture_id = ? AND rules = ?"
        row = self._db.execute(query, [capture, self._rules]).fetchone()
        if row is not None:
            return bool(row[0] == content_hash(article))
        again = self._read_again(capture)
        return None if again is None else content_hash(again) == content_hash(article)

    def _read_again(self, capture: str) -> Article | None:
        if self._reread is None:
            return None
        row = self._db.execute(
            "SELECT context FROM readings WHERE capture_id = ? ORDER BY recorded_at DESC LIMIT 1", [capture]
        ).fetchone()
        before = msgspec.json.decode(row[0], type=Context) if row and row[0] else None
        context = with_repeated(before, self._repeated)
        try:
            stored = stored_captures.load(self._folder, self._db, capture)
            reading = self._reread(stored, context)
        except Exception as error:  # damage, which `govnews verify` reports, or a page that today's rules trip over
            log.warning("capture %s cannot be read again: %s: %s", capture, type(error).__name__, error)
            return None
        if isinstance(reading, Rejection):
            return None
        self._keep(reading, stored.capture, context)
        return reading
