"""The records of a crawl under way: what is said, counted, and made durable by the next commit."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TypedDict

import sqlite_utils

from archive.crawls.unwritten import Unwritten, commit_together
from archive.data_folder import DataFolder
from archive.model import RejectionReason
from archive.snapshots.records import Counts, Coverage, CrawlRecord, Record, RejectionRecord, SeenRecord
from archive.timestamps import timestamp
from portals import StorageError


class Stamp(TypedDict):
    """What every record says of itself."""

    recorded_at: str
    crawl_id: str
    portal: str


class CrawlRecords:
    """Of one crawl. All calls from the Store's thread."""

    def __init__(self, folder: DataFolder, db: sqlite_utils.Database, crawl: CrawlRecord, started_at: datetime) -> None:
        """Begins with the crawl record, durably. Raises StorageError, and PortalBusyError."""
        self.crawl_id = crawl.crawl_id
        self.portal = crawl.portal
        self.counts = Counts()
        self.coverage = Coverage()
        self.rejections: dict[RejectionReason, int] = {}
        try:
            self.unwritten = Unwritten(folder, db, crawl, started_at)
        except OSError as error:
            raise StorageError(f"{folder.root}: cannot be written: {error.strerror or error}") from None
        try:
            self.write(crawl)
            self.commit()
        except BaseException:
            self.unwritten.close()
            raise

    def stamp(self) -> Stamp:
        """What a record of now says of itself."""
        return {"recorded_at": timestamp(), "crawl_id": self.crawl_id, "portal": self.portal}

    def write(self, record: Record) -> None:
        """Says something."""
        self.unwritten.records.append(record)

    def seen(self, url: str, same_as: str, capture: str, at: str, *, view_count: int | None = None) -> None:
        """An article is as it was when it was read from the capture `same_as`."""
        self.write(SeenRecord(**self.stamp(), url=url, at=at, same_as=same_as, capture=capture, view_count=view_count))

    def reject(
        self, url: str, at: str, reason: RejectionReason, detail: str, capture: str | None, *, counts: bool = True
    ) -> None:
        """A page was fetched and is no article, and why. One that is counted as an error `counts` not."""
        if counts:
            self.counts.rejected += 1
            self.rejections[reason] = self.rejections.get(reason, 0) + 1
        self.write(RejectionRecord(**self.stamp(), url=url, at=at, reason=reason, detail=detail, capture=capture))

    def commit(self) -> None:
        """Makes durable what was said, in the order WARC, snapshot, rows. Raises StorageError.

        After a failure nothing more is written.
        """
        commit_records([self])

    def commit_those_of(self, *articles: str) -> None:
        """Commits where one of these articles was spoken of since the last commit: the rows are to know it."""
        if not self.unwritten.touched.isdisjoint(articles):
            self.commit()


def commit_records(crawls: Iterable[CrawlRecords]) -> None:
    """Commits for several crawls at once, which costs little more than for one. Raises StorageError."""
    committed = list(crawls)
    commit_together(records.unwritten for records in committed)
    for records in committed:
        records.counts.removed = records.unwritten.removed
