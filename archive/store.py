"""The one writer: opens an archive, finishes what killed crawls left, and begins crawls."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path

import sqlite_utils

from archive import applied_snapshots, snapshots, warc_reader
from archive.apply import apply_all
from archive.crawl_writer import CrawlWriter
from archive.data_folder import DataFolder
from archive.database import immediate, open_for_writing
from archive.earlier_readings import Reread
from archive.records import (
    ArticleRecord,
    CaptureRecord,
    Counts,
    Coverage,
    CrawlRecord,
    EndRecord,
    GoneRecord,
    PortalFacts,
    Record,
    RejectionRecord,
    SeenRecord,
    timestamp,
)
from archive.repeated_lines import repeated_lines
from portals import Portal, StorageError

log = logging.getLogger(__name__)

# Records applied in one transaction when snapshots are read back: large enough that the commit costs little.
_BATCH = 500


class Store:
    """An archive opened for writing. All calls must come from the thread that opened it."""

    def __init__(self, folder: DataFolder, db: sqlite_utils.Database) -> None:
        self.folder = folder
        self.db = db

    @classmethod
    def open(cls, data: Path | str) -> Store:
        """Opens or makes the archive in folder `data` and brings it up to its snapshots.

        Snapshots that killed crawls left are finished, and every sealed one that the database has not applied yet
        is: so a crash, a lost database and one restored from a backup all mend by themselves. Raises StorageError.
        """
        folder = DataFolder(data)
        folder.prepare()
        store = cls(folder, open_for_writing(folder.database))
        try:
            store.finish_abandoned()
            store.catch_up()
        except BaseException:
            store.close()
            raise
        return store

    def close(self) -> None:
        """Closes the database."""
        self.db.close()

    def finish_abandoned(self) -> None:
        """Ends and seals the snapshots of crawls that were killed; leaves alone those still under way."""
        for path in snapshots.unsealed_snapshots(self.folder):
            self._finish(path)

    def catch_up(self, progress: Callable[[int, int], None] | None = None) -> int:
        """Applies the sealed snapshots that the database lacks; their number. `progress` gets (done, in all)."""
        missing = applied_snapshots.missing(self.folder, self.db)
        for number, (path, sealed) in enumerate(missing, start=1):
            log.info("applying snapshot %s (%d records)", path, sealed.records)
            self._apply_snapshot(path)
            applied_snapshots.mark(self.folder, self.db, path, sealed)
            if progress is not None:
                progress(number, len(missing))
        return len(missing)

    def _apply_snapshot(self, path: Path) -> None:
        batch: list[Record] = []
        for record in snapshots.read_snapshot(path):
            batch.append(record)
            if len(batch) >= _BATCH:
                self.apply(batch)
                batch = []
        self.apply(batch)

    def apply(self, batch: list[Record]) -> None:
        """Applies records in one transaction."""
        with immediate(self.db):
            apply_all(self.db.conn, batch)

    def _finish(self, path: Path) -> None:
        with snapshots.abandoned(path) as dead:
            if not dead:
                return
            torn = snapshots.cut_torn_line(path)
            written = list(snapshots.read_snapshot(path))
            if not written:
                path.unlink()  # killed before its first record: nothing was acknowledged
                return
            first = written[0]
            if not isinstance(first, CrawlRecord):
                raise StorageError(f"{path}: does not begin with a crawl record; move it away and run `govnews verify`")
            for file in sorted(self.folder.captures.glob(f"????/??/{first.portal}-{first.crawl_id}-*.warc.gz")):
                try:
                    torn += warc_reader.truncate_torn_tail(file, _acknowledged(self.folder.relative(file), written))
                except StorageError as error:
                    log.error("%s; `govnews verify` tells more", error)  # no reason to keep new crawls from beginning
            if not isinstance(written[-1], EndRecord):
                snapshots.append(path, _end_of(first, written))
            snapshots.seal(path)
            log.warning("crawl %s of %s was interrupted: finished its snapshot (%d torn bytes cut)",
                        first.crawl_id, first.portal, torn)  # fmt: skip

    def repeated_lines(self, portal: str) -> tuple[str, ...]:
        """What most articles of a portal have in common, as far as the archive knows them."""
        return repeated_lines(self.db.conn, portal)

    def begin(
        self,
        portal: Portal,
        *,
        rules: str,
        software: Mapping[str, str],
        reread: Reread | None = None,
        repeated: tuple[str, ...] = (),
    ) -> CrawlWriter:
        """Begins a crawl of a portal; it holds the portal's lock until it ends.

        `rules` is the digest of the rules that read its pages, `software` names and versions, `reread` reads a stored
        capture again under today's rules, `repeated` are the lines that count as no part of any article. Raises
        PortalBusyError where another crawl holds the portal.
        """
        started_at = datetime.now(UTC)
        record = CrawlRecord(
            recorded_at=timestamp(started_at),
            crawl_id=f"{started_at:%Y%m%dT%H%M%S}{started_at.microsecond // 1000:03d}Z-{secrets.token_hex(2)}",
            portal=portal.id,
            facts=_facts(portal),
            portal_file=portal.text,
            software=" ".join(f"{name}/{version}" for name, version in software.items()),
            rules=rules,
            repeated=repeated,
        )
        return CrawlWriter(self.folder, self.db, record, started_at, reread)


def _facts(portal: Portal) -> PortalFacts:
    lifetime = portal.lifetime
    return PortalFacts(
        name=portal.name,
        home=portal.home,
        platform=portal.platform,
        language=portal.language,
        active_until=lifetime.until.isoformat() if lifetime.until else None,
        successor=lifetime.successor,
    )


def _acknowledged(warc_file: str, written: list[Record]) -> int:
    """The end, in bytes, of the last capture in a WARC file that a record speaks of: nothing before it is ever cut."""
    ends = [
        record.warc_offset + record.warc_length
        for record in written
        if isinstance(record, CaptureRecord) and record.warc_file == warc_file
    ]
    return max(ends, default=0)


def _end_of(first: CrawlRecord, written: list[Record]) -> EndRecord:
    """The end record that a killed crawl could not write: what its records add up to.

    `changed` cannot be told from `new` without the rows, so every complete reading counts as new here.
    """
    counts, coverage = Counts(), Coverage()
    for record in written:
        match record:
            case ArticleRecord():
                counts.new += 1
                coverage.add(record)
            case SeenRecord():
                counts.unchanged += 1
            case GoneRecord():
                counts.removed += 1
            case RejectionRecord():
                counts.rejected += 1
            case CaptureRecord():
                counts.pages += 1
    return EndRecord(
        recorded_at=timestamp(),
        crawl_id=first.crawl_id,
        portal=first.portal,
        outcome="interrupted",
        counts=counts,
        coverage=coverage,
    )
