"""The one writer: opens an archive, finishes what killed crawls left, and begins crawls."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path

import sqlite_utils

from archive.crawls.crawl_writer import CrawlWriter
from archive.crawls.earlier_readings import Reread
from archive.crawls.repeated_lines import repeated_lines
from archive.data_folder import DataFolder
from archive.rows import applied_snapshots
from archive.rows.apply import apply_all
from archive.rows.database import immediate, open_for_writing
from archive.snapshots import interrupted, manifests, snapshots
from archive.snapshots.manifests import DamagedSnapshotError
from archive.snapshots.records import CrawlRecord, PortalFacts, Record
from archive.timestamps import timestamp
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
        is: so a crash, a lost database and one restored from a backup all mend by themselves. Damaged snapshots are
        told of and passed over. Raises StorageError.
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
        """Ends and seals the snapshots of crawls that were killed; leaves alone those still under way, and damage."""
        for day in manifests.days(self.folder):
            try:
                unsealed = manifests.unsealed_in(day)
            except DamagedSnapshotError as error:
                _tell(error)
                continue
            for path in unsealed:
                try:
                    interrupted.finish(self.folder, path)
                except DamagedSnapshotError as error:
                    _tell(error)

    def catch_up(self, progress: Callable[[int, int], None] | None = None, *, whole: bool = False) -> int:
        """Applies the sealed snapshots that the database lacks; their number. `progress` gets (done, in all).

        A damaged one is no reason to keep new crawls from beginning: a gap in what was crawled can never be filled, and
        this one can, by `govnews verify --repair`. So it is told of and passed over, unless the answer must be `whole`:
        then StorageError is raised.
        """
        missing = applied_snapshots.missing(self.folder, self.db, whole=whole)
        applied = 0
        for number, (path, sealed) in enumerate(missing, start=1):
            try:
                manifests.check(path, sealed)
                log.info("applying snapshot %s (%d records)", path, sealed.records)
                self._apply_snapshot(path)
                applied_snapshots.mark(self.folder, self.db, path, sealed)
                applied += 1
            except DamagedSnapshotError as error:
                if whole:
                    raise
                _tell(error)
            if progress is not None:
                progress(number, len(missing))
        return applied

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
            facts=facts_of(portal),
            portal_file=portal.text,
            software=" ".join(f"{name}/{version}" for name, version in software.items()),
            rules=rules,
            repeated=repeated,
        )
        return CrawlWriter(self.folder, self.db, record, started_at, reread)


def _tell(error: StorageError) -> None:
    log.error("%s; going on without it", error)


def facts_of(portal: Portal) -> PortalFacts:
    """What records say of a portal."""
    lifetime = portal.lifetime
    return PortalFacts(
        name=portal.name,
        home=portal.home,
        platform=portal.platform,
        language=portal.language,
        active_until=lifetime.until.isoformat() if lifetime.until else None,
        successor=lifetime.successor,
    )
