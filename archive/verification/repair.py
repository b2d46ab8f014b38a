"""Mends an archive: what is derived is made anew, what is damaged is set aside, nothing is deleted.

One command finds damage and mends it (`govnews verify --repair`), because what can be mended depends on what else is
sound: a snapshot is made anew from the rows while the database is good, from the captures when it is not. So snapshots
come first, then the database, from them.
"""

from __future__ import annotations

import sqlite3
from collections import deque
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path

from archive.captures.warc_reader import truncate_torn_tail, walk
from archive.data_folder import DataFolder, PortalBusyError, write_durably
from archive.rows.database import immediate, open_for_reading, open_for_writing
from archive.search.search import rebuild_index
from archive.snapshots import interrupted, manifests, snapshots
from archive.snapshots.manifests import MANIFEST, DamagedSnapshotError, Sealed
from archive.snapshots.records import EndRecord
from archive.store import Store
from archive.verification.check_database import integrity
from archive.verification.findings import Progress, no_progress
from archive.verification.rebuild import rebuild
from archive.verification.remake import Remake
from archive.verification.repair_log import RepairLog
from archive.verification.salvage import MakeReader
from archive.verification.verify import Verified, verify
from portals import Portal, StorageError


def repair(
    log: RepairLog,
    *,
    read: MakeReader | None = None,
    portals: Mapping[str, Portal] | None = None,
    progress: Progress = no_progress,
) -> Verified:
    """Does what is safe, notes each act in `log`, and says what is still wrong afterwards.

    Where `read` is given, snapshots that are damaged or lost are made anew; `portals` are known besides those that the
    archive itself remembers. Captures cannot be: they are the truth that
    all else is made from, and only a copy brings them back. Raises PortalBusyError while a crawl is under way,
    StorageError where there is no archive.
    """
    folder = log.folder
    _marker(folder, log)
    folder.check()
    with ExitStack() as locks:
        for lock in sorted((folder.root / "locks").glob("*.lock")):
            if not lock.name.startswith("."):
                locks.enter_context(folder.portal_lock(lock.stem))
        for path in snapshots.all_files(folder):
            if snapshots.under_way(path):
                raise PortalBusyError(f"{path}: its crawl is under way; repair when it has ended")
        for left in folder.remove_leftovers():
            log.note("removed what a dead process left half made", left, "was never taken for anything")
        folder.prepare()
        _Snapshots(folder, log).mend(read, portals or {})
        if _database(folder, log):
            Store.open(folder.root).close()  # applies what the rows lack, and what was made anew
            found = verify(folder.root, progress=progress)
            if any(finding.part in {"database", "rows"} for finding in found.findings):
                _rows(folder, log, found)
    return verify(folder.root, progress=progress)


def _marker(folder: DataFolder, log: RepairLog) -> None:
    """Marks a folder again that has all the looks of an archive."""
    if not (folder.captures.is_dir() and folder.snapshots.is_dir()):
        return
    if folder.marker.exists() and folder.is_marked_as_written():
        return
    if folder.marker.exists():
        log.set_aside(folder.marker, "is not as it was written")
    write_durably(folder.marker, folder.marked)
    log.note("marked the folder again", folder.marker, "was missing or damaged")


class _Snapshots:
    """Brings manifests and snapshots to agree."""

    def __init__(self, folder: DataFolder, log: RepairLog) -> None:
        self._folder = folder
        self._log = log
        self._applied = self._what_rows_rest_on()
        self._damaged: dict[Path, str] = {}  # snapshots that are to be made anew, and what is wrong with each

    def mend(self, read: MakeReader | None, portals: Mapping[str, Portal]) -> None:
        """Mends all days."""
        for day in manifests.days(self._folder):
            self._manifest(day)
            for path in manifests.unsealed_in(day):
                self._unsealed(path)
        for path, sealed in manifests.sealed_snapshots(self._folder).items():
            try:
                manifests.check(path, sealed)
            except DamagedSnapshotError as error:
                self._damaged[path] = error.problem
        for path in self._untold():
            self._damaged.setdefault(path, "there are captures or rows of this crawl, and no snapshot")
        if self._damaged and read is not None:
            Remake(self._folder, self._log, read, portals).remake(self._damaged)

    def _manifest(self, day: Path) -> None:
        """A damaged manifest is written again: each snapshot in it that is proved whole, by the rows or by itself."""
        file = day / MANIFEST
        try:
            entries = manifests.read_manifest(day)
            if not entries or file.read_bytes() == manifests.manifest_of(entries):
                wrong = {name for name, sealed in entries.items() if self._belied(day / name, sealed)}
                if not wrong:
                    return
        except DamagedSnapshotError:
            entries = {}
        self._log.set_aside(file, "is not as it was written")
        for path in sorted(day.glob("*.jsonl")):
            found = manifests.fixity(path)
            proved = self._applied.get(self._folder.relative(path)) == found.sha256 or entries.get(path.name) == found
            if proved or _is_whole(path):
                manifests.seal(path)
                self._log.note(
                    "sealed again", path, "proved by rows or manifest" if proved else "every line is a record"
                )

    def _belied(self, path: Path, sealed: Sealed) -> bool:
        """Whether a manifest is wrong about a file that is just what the rows rest on."""
        if not path.exists():
            return False
        found = manifests.fixity(path)
        return found != sealed and self._applied.get(self._folder.relative(path)) == found.sha256

    def _unsealed(self, path: Path) -> None:
        """Finishes what a killed crawl left; what is to be cut off is kept first."""
        try:
            size, whole = path.stat().st_size, snapshots.whole_lines(path)
            if whole < size:
                with path.open("rb") as file:
                    file.seek(whole)
                    self._log.set_aside(path, "half a line that a killed crawl left", copy=file.read())
            for warc in sorted(self._folder.captures.glob(f"????/??/{path.stem}-*.warc.gz")):
                self._torn(warc)
            if interrupted.finish(self._folder, path):
                self._log.note("ended and sealed", path, "was left by a killed crawl")
        except DamagedSnapshotError as error:
            self._damaged[path] = error.problem

    def _torn(self, warc: Path) -> None:
        last = next(iter(deque(walk(warc), maxlen=1)), None)
        if last is not None and last.type == "torn":
            with warc.open("rb") as file:
                file.seek(last.offset)
                self._log.set_aside(warc, "half a record that a killed crawl left", copy=file.read())
            try:
                truncate_torn_tail(warc)
            except StorageError:
                return  # a capture that rows rest on: `verify` reports it

    def _untold(self) -> list[Path]:
        """Where the snapshots of crawls should lie that left captures only. A lost day is that of the crawl's start."""
        known = {path.stem for path in snapshots.all_files(self._folder)} | {path.stem for path in self._damaged}
        lost = {}
        for warc in sorted(self._folder.captures.glob("????/??/*.warc.gz")):
            stem = warc.name.rpartition("-")[0]
            began = snapshots.started_at(stem)
            if stem not in known and began is not None:
                lost[stem] = self._folder.snapshots / f"{began:%Y-%m-%d}" / f"{stem}.jsonl"
        for file in self._applied:  # a crawl may have kept nothing, and yet have said something
            path = self._folder.root / file
            if path.stem not in known and snapshots.started_at(path.stem) is not None:
                lost[path.stem] = self._folder.snapshots / path.parent.name / path.name
        return list(lost.values())

    def _what_rows_rest_on(self) -> dict[str, str]:
        try:
            db = open_for_reading(self._folder.database).conn
            try:
                return dict(db.execute("SELECT file, sha256 FROM applied_snapshots").fetchall())
            finally:
                db.close()
        except (StorageError, sqlite3.Error):
            return {}


def _is_whole(path: Path) -> bool:
    try:
        last = next(iter(deque(snapshots.read_snapshot(path), maxlen=1)), None)
    except StorageError:
        return False
    return isinstance(last, EndRecord)


def _database(folder: DataFolder, log: RepairLog) -> bool:
    """Makes the database anew where it is damaged or lost; whether it was sound."""
    why = "was not there"
    if folder.database.exists():
        try:
            db = open_for_reading(folder.database).conn
            try:
                found = list(integrity(folder, db))
            finally:
                db.close()
            if not found:
                return True
            why = found[0].what
        except (StorageError, sqlite3.Error) as error:
            why = str(error)
    rebuild(folder.root, force=True, log=log, why=why)
    return False


def _rows(folder: DataFolder, log: RepairLog, found: Verified) -> None:
    """Rows that are not what the snapshots say are made anew; where only the index is wrong, only that is."""
    wrong = [finding for finding in found.findings if finding.part in {"database", "rows"}]
    if all(finding.where.partition(" ")[0] == "search" for finding in wrong):
        db = open_for_writing(folder.database)
        try:
            with immediate(db):
                rebuild_index(db.conn)
        finally:
            db.close()
        log.note("made the full-text index anew", folder.database, wrong[0].what)
    else:
        rebuild(folder.root, force=True, log=log, why=f"{wrong[0].where}: {wrong[0].what}")
