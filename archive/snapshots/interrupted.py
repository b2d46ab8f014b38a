"""Ends what a killed crawl left: its snapshot is cut at the last whole line, ended as interrupted and sealed."""

from __future__ import annotations

import logging
from pathlib import Path

from archive.captures import warc_reader
from archive.data_folder import DataFolder
from archive.snapshots import manifests, snapshots
from archive.snapshots.manifests import DamagedSnapshotError
from archive.snapshots.records import (
    ArticleRecord,
    CaptureRecord,
    Counts,
    Coverage,
    CrawlRecord,
    EndRecord,
    GoneRecord,
    Record,
    RejectionRecord,
    SeenRecord,
)
from archive.timestamps import timestamp
from portals import StorageError

log = logging.getLogger(__name__)


def finish(folder: DataFolder, path: Path) -> bool:
    """Ends and seals an unsealed snapshot; False where its crawl lives, or where there was nothing in it.

    A last line without its end is cut off, and so is half a record at the end of the crawl's WARC files: neither was
    ever acknowledged. Raises StorageError, and changes no line, where a whole line of the snapshot is damaged.
    """
    with snapshots.abandoned(path) as dead:
        if not dead:
            return False
        told = _Told(path)
        for record in snapshots.read_snapshot(path, torn=True):
            told.add(record)
        torn = snapshots.cut_torn_line(path)
        if told.first is None:
            path.unlink()  # killed before its first record: nothing was acknowledged
            return False
        first = told.first
        for file in sorted(folder.captures.glob(f"????/??/{first.portal}-{first.crawl_id}-*.warc.gz")):
            try:
                torn += warc_reader.truncate_torn_tail(file, told.acknowledged.get(folder.relative(file), 0))
            except StorageError as error:
                log.error("%s; `govnews verify` tells more", error)  # no reason to keep new crawls from beginning
        if not told.ended:
            snapshots.append(path, told.end_record(first))
        manifests.seal(path)
        log.warning(
            "crawl %s of %s was interrupted: finished its snapshot (%d torn bytes cut)",
            first.crawl_id,
            first.portal,
            torn,
        )
        return True


class _Told:
    """What the records of a snapshot add up to. Keeps none of them: a first crawl writes gigabytes."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.first: CrawlRecord | None = None
        self.ended = False
        # The end, in bytes, of the last capture in each WARC file that a record speaks of: nothing before it is cut.
        self.acknowledged: dict[str, int] = {}
        self._counts, self._coverage = Counts(), Coverage()

    def add(self, record: Record) -> None:
        """Takes the next record. Raises DamagedSnapshotError for a first one that begins no crawl."""
        if self.first is None:
            if not isinstance(record, CrawlRecord):
                raise DamagedSnapshotError(self._path, "does not begin with a crawl record")
            self.first = record
        self.ended = isinstance(record, EndRecord)
        match record:
            case ArticleRecord():
                # `changed` cannot be told from `new` without the rows, so every complete reading counts as new here.
                self._counts.new += 1
                self._coverage.add(record)
            case SeenRecord():
                self._counts.unchanged += 1
            case GoneRecord():
                self._counts.removed += 1
            case RejectionRecord():
                self._counts.rejected += 1
            case CaptureRecord():
                self._counts.pages += 1
                end = record.warc_offset + record.warc_length
                self.acknowledged[record.warc_file] = max(end, self.acknowledged.get(record.warc_file, 0))
            case _:
                pass

    def end_record(self, first: CrawlRecord) -> EndRecord:
        """The end record that a killed crawl could not write."""
        return EndRecord(
            recorded_at=timestamp(),
            crawl_id=first.crawl_id,
            portal=first.portal,
            outcome="interrupted",
            counts=self._counts,
            coverage=self._coverage,
        )
