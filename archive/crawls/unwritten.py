"""What crawls said and is not on disk yet, and how it gets there: captures first, then records, then rows."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import ExitStack
from datetime import datetime

import sqlite_utils

from archive.captures.warc_writer import WarcWriter
from archive.data_folder import DataFolder
from archive.model import Capture
from archive.rows import aliases, applied_snapshots, frontier_rows, host_rests
from archive.rows.apply import apply_all
from archive.rows.database import immediate
from archive.rows.frontier_rows import FrontierRow
from archive.snapshots.records import CrawlRecord, GoneRecord, Record
from archive.snapshots.snapshots import SnapshotWriter
from portals import StorageError


class Unwritten:
    """Of one crawl: its files, and what is to be written next. Holds the portal's lock until it is closed.

    Captures are written as they come, and survive a power cut from the next commit on.
    """

    def __init__(self, folder: DataFolder, db: sqlite_utils.Database, crawl: CrawlRecord, started_at: datetime) -> None:
        self.folder = folder
        self.database = db
        self.portal = crawl.portal
        self.records: list[Record] = []
        self.frontier: list[FrontierRow] = []
        self.rests: dict[str, str] = {}
        self.touched: set[str] = set()  # articles that these records speak of
        self.holders: dict[str, Capture] = {}  # captures among these records, by the digest of the payload they hold
        self.removed = 0  # articles, by all that was written so far
        self.damaged = False  # a write failed: a half-written line must stay the last one, for the next start to cut
        self._resources = ExitStack()
        try:
            self._resources.enter_context(folder.portal_lock(self.portal))
            self.snapshot = SnapshotWriter(folder, self.portal, crawl.crawl_id, started_at)
            self._resources.callback(self.snapshot.close)
            info = {"software": crawl.software, "format": "WARC File Format 1.1", "isPartOf": self.portal}
            self.warc = WarcWriter(folder.root, self.portal, crawl.crawl_id, started_at, info=info)
            self._resources.callback(self.warc.close)
        except BaseException:
            self._resources.close()
            raise

    def close(self) -> None:
        """Closes the files and lets go of the portal. What was not committed is lost."""
        self._resources.close()

    def seal(self) -> None:
        """Seals the snapshot, which is whole."""
        applied_snapshots.mark(self.folder, self.database, self.snapshot.path, self.snapshot.seal())

    def is_something(self) -> bool:
        """Whether there is anything to write. Raises StorageError where an earlier write failed."""
        if self.damaged:
            raise StorageError(f"{self.snapshot.path}: an earlier write failed; run the crawl again")
        return bool(self.records or self.frontier or self.rests)

    def apply(self) -> None:
        """Makes rows of it, within the caller's transaction."""
        db = self.database.conn
        gone = {record.url for record in self.records if isinstance(record, GoneRecord)}
        there = self._not_removed(gone)
        apply_all(db, self.records)
        frontier_rows.save(db, self.portal, self.frontier)
        host_rests.save(db, self.rests)
        self.removed += len(there) - len(self._not_removed(gone))

    def _not_removed(self, urls: set[str]) -> set[str]:
        """Of the articles at these addresses, those that do not count as removed (yet)."""
        db = self.database.conn
        known = {aliases.article_at(db, self.portal, url) for url in urls}
        query = "SELECT 1 FROM articles WHERE id = ? AND removed_at IS NULL"
        return {article for article in known if db.execute(query, [article]).fetchone()}

    def forget(self) -> None:
        """All of it is on disk."""
        self.records, self.frontier, self.rests = [], [], {}
        self.touched.clear()
        self.holders.clear()


def commit_together(crawls: Iterable[Unwritten]) -> None:
    """Makes durable what these crawls of one archive said, in one transaction. Raises StorageError.

    One transaction for many is what makes a page cheap: most of what a commit costs does not depend on how much is in
    it, the full-text index above all. After a failure nothing more is written for any of them.
    """
    waiting = [crawl for crawl in crawls if crawl.is_something()]
    if not waiting:
        return
    folder, database = waiting[0].folder, waiting[0].database
    try:
        for crawl in waiting:
            crawl.damaged = True
        # All of them begin to be written before the first one is waited for: the file system then needs one commit for
        # most of them, instead of one for each.
        for crawl in waiting:
            crawl.warc.begin_sync()
        for crawl in waiting:
            crawl.warc.sync()
        for crawl in waiting:
            crawl.snapshot.append(crawl.records)
        for crawl in waiting:
            crawl.snapshot.sync()
        with immediate(database):
            for crawl in waiting:
                crawl.apply()
    except (OSError, sqlite3.Error) as error:
        raise StorageError(f"{folder.root}: writing failed: {error}; nothing acknowledged is lost") from error
    for crawl in waiting:
        crawl.damaged = False
        crawl.forget()
