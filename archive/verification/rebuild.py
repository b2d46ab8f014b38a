"""Makes the database anew from the snapshots. Needs no portal files and no captures."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import msgspec

from archive.data_folder import DataFolder, PortalBusyError, sync_folder, temporary_beside
from archive.rows.database import open_for_writing, problems
from archive.search import search
from archive.snapshots import manifests, snapshots
from archive.snapshots.manifests import DamagedSnapshotError
from archive.store import Store
from archive.verification.repair_log import RepairLog
from portals import StorageError, UsageError

_CACHE_KIB = 64 * 1024


class Rebuilt(msgspec.Struct, frozen=True, kw_only=True):
    """What a rebuild made."""

    snapshots: int
    articles: int
    versions: int
    captures: int


def rebuild(
    data: Path | str,
    *,
    force: bool = False,
    progress: Callable[[int, int], None] | None = None,
    log: RepairLog | None = None,
    why: str = "replaced by `govnews rebuild --force`",
) -> Rebuilt:
    """Makes `archive.db` anew. The frontier begins empty: the next crawl walks every listing.

    The new database is built beside the old one and takes its place when it is complete; the old one is kept in
    `damaged/`, for what it holds may be all that is left of something. `progress` gets (snapshots done, snapshots in
    all). Raises UsageError where there is a sound database and `force` is false, StorageError where a snapshot is
    damaged, PortalBusyError while a crawl writes.
    """
    folder = DataFolder(data)
    folder.check()
    if folder.database.exists() and not force:
        wrong = problems(folder.database)
        if not wrong:
            raise UsageError(f"{folder.database}: is there already and sound; --force replaces it")
        why = wrong[0]
    folder.prepare()
    log = log or RepairLog(folder)
    fresh = temporary_beside(folder.database)
    try:
        made = build(folder, fresh, finish=True, progress=progress)
        _nothing_unsealed(folder)
        # The old write-ahead log goes along: SQLite would replay it into the new database.
        for suffix in ("-wal", "-shm", ""):
            old = folder.database.with_name(folder.database.name + suffix)
            if old.exists():
                log.set_aside(old, why)
        fresh.replace(folder.database)
        sync_folder(folder.root)
        log.note("made anew from the snapshots", folder.database, why)
    except OSError as error:
        raise StorageError(f"{fresh}: cannot be written: {error.strerror or error}") from None
    finally:
        _remove(fresh)
    return made


def _nothing_unsealed(folder: DataFolder) -> None:
    for path in manifests.unsealed_snapshots(folder):
        if snapshots.under_way(path):
            raise PortalBusyError(f"{path}: its crawl is under way; rebuild when it has ended")
        raise DamagedSnapshotError(path, "was left by a killed crawl and cannot be finished")


def build(
    folder: DataFolder,
    file: Path,
    *,
    finish: bool,
    progress: Callable[[int, int], None] | None = None,
    whole: bool = True,
) -> Rebuilt:
    """Makes a database `file` of all sealed snapshots; `finish` ends and seals those that killed crawls left.

    Raises DamagedSnapshotError for a damaged one; unless `whole`, it is passed over.
    """
    db = open_for_writing(file)
    try:
        # Nobody else knows of the file, and a power cut only means to begin again: no log, no waiting for the disk.
        db.conn.execute("PRAGMA journal_mode = MEMORY")
        db.conn.execute("PRAGMA synchronous = OFF")
        db.conn.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
        store = Store(folder, db)
        if finish:
            store.finish_abandoned()
        with search.indexed_at_the_end(db.conn):
            applied = store.catch_up(progress, whole=whole)
        count = {
            table: db.conn.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
            for table in ("articles", "versions", "captures")
        }
        db.conn.execute("PRAGMA journal_mode = WAL")
        return Rebuilt(snapshots=applied, **count)
    finally:
        db.close()
        with file.open("rb") as written:
            os.fsync(written.fileno())


def _remove(database: Path) -> None:
    for suffix in ("-wal", "-shm", ""):
        database.with_name(database.name + suffix).unlink(missing_ok=True)
