"""Makes damaged or lost snapshots anew: from the rows where the database is sound, and from the captures."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from archive.data_folder import DataFolder, sync_folder, temporary_beside
from archive.rows.database import open_for_reading
from archive.snapshots import manifests, records, snapshots
from archive.snapshots.records import Counts, Coverage, CrawlRecord, EndRecord, PortalFacts, Record
from archive.store import facts_of
from archive.timestamps import timestamp
from archive.verification.check_database import integrity
from archive.verification.repair_log import RepairLog
from archive.verification.rows_to_records import UnaccountedRows
from archive.verification.salvage import MakeReader, Salvaged, whole_lines
from portals import GovnewsError, Portal, StorageError, parse_portal


class Remake:
    """Makes snapshots anew. What is left of the old ones is in `damaged/` afterwards."""

    def __init__(self, folder: DataFolder, log: RepairLog, read: MakeReader, portals: Mapping[str, Portal]) -> None:
        self._folder = folder
        self._log = log
        self._read = read
        self._portals = portals

    def remake(self, damaged: Mapping[Path, str]) -> None:
        """Makes these snapshots anew (what is wrong with each, by its place), seals them and notes it."""
        db = self._sound_database()
        try:
            rows = UnaccountedRows(self._folder, db) if db is not None else None
            for path, why in damaged.items():
                self._one(path, why, rows, db)
        finally:
            if db is not None:
                db.close()

    def _one(self, path: Path, why: str, rows: UnaccountedRows | None, db: sqlite3.Connection | None) -> None:
        """The new one is on disk before the old one is moved: whoever is killed in between begins again."""
        path.parent.mkdir(exist_ok=True)
        sync_folder(self._folder.snapshots)
        fresh = temporary_beside(path)
        told: list[str] = []
        number = 0
        try:
            with fresh.open("xb") as out:
                for record in self._records(path, told, rows, db):
                    out.write(records.encode(record))
                    number += 1
                out.flush()
                os.fsync(out.fileno())
            if path.exists():
                self._log.set_aside(path, why)
            if number:
                fresh.replace(path)
                manifests.seal(path)
                self._log.note("made anew", path, f"{number} records from {' and '.join(told)}")
            else:
                manifests.unseal(path)
                self._log.note("could not be made anew", path, told[0])
        finally:
            fresh.unlink(missing_ok=True)

    def _records(
        self, path: Path, told: list[str], rows: UnaccountedRows | None, db: sqlite3.Connection | None
    ) -> Iterator[Record]:
        """All records of a crawl; `told` is what they were made from, or why there are none."""
        began = snapshots.started_at(path.stem)
        if began is None:
            told.append("its name is none of a snapshot")
            return
        portal, crawl_id = snapshots.parts_of(path.stem)
        crawl = self._crawl_record(path, portal, crawl_id, began, db)
        if crawl is None:
            told.append("neither rows nor any other snapshot know the portal; name its portal file with --portals")
            return
        yield crawl
        end: EndRecord | None = None
        known: set[str] = set()
        if rows is not None and rows.knows(crawl_id):
            told.append("the rows")
            for record in rows.records(portal, crawl_id):
                known.add(_rests_on(record) or "")
                yield record
            end = rows.end(portal, crawl_id)
        if end is None:  # a crawl that the rows know to its end left nothing that they do not know
            try:
                salvaged = Salvaged(self._folder, crawl, whole_lines(path), self._read(crawl))
                for record in salvaged.records():
                    if _rests_on(record) not in known:
                        yield record
                end = salvaged.end()
                told.append(f"the captures ({salvaged.lost} of them lost)" if salvaged.lost else "the captures")
            except GovnewsError as error:
                told.append(f"nothing else, for {error}")
        yield end or _interrupted(crawl)

    def _crawl_record(
        self, path: Path, portal: str, crawl_id: str, began: datetime, db: sqlite3.Connection | None
    ) -> CrawlRecord | None:
        """The first line: as it was, or that of another crawl of the portal with what the rows and the name know."""
        base = _first_line(path)
        if base is None or (base.portal, base.crawl_id) != (portal, crawl_id) or not _agrees_with_itself(base):
            base = self._another(portal) or self._from_portal_file(portal)
        if base is not None:
            base = msgspec.structs.replace(base, crawl_id=crawl_id, recorded_at=timestamp(began))
        return base if db is None else _as_rows_say(db, portal, crawl_id, base)

    def _from_portal_file(self, portal: str) -> CrawlRecord | None:
        known = self._portals.get(portal)
        if known is None:
            return None
        return CrawlRecord(
            recorded_at="",
            crawl_id="",
            portal=portal,
            facts=facts_of(known),
            portal_file=known.text,
            software="",
            rules="",
        )

    def _another(self, portal: str) -> CrawlRecord | None:
        """The first line of the newest sound snapshot of a portal."""
        for path in reversed(list(manifests.sealed_snapshots(self._folder, whole=False))):
            if path.exists() and snapshots.started_at(path.stem) and snapshots.parts_of(path.stem)[0] == portal:
                first = _first_line(path)
                if first is not None:
                    return first
        return None

    def _sound_database(self) -> sqlite3.Connection | None:
        try:
            db = open_for_reading(self._folder.database).conn
            if not list(integrity(self._folder, db)):
                return db
            db.close()
        except (StorageError, sqlite3.Error):
            pass
        return None


def _first_line(path: Path) -> CrawlRecord | None:
    try:
        first = next(snapshots.read_snapshot(path), None)
    except StorageError:
        return None
    return first if isinstance(first, CrawlRecord) else None


def _agrees_with_itself(crawl: CrawlRecord) -> bool:
    """Whether a first line says of the portal what its copy of the portal file says: one flipped letter shows."""
    try:
        return facts_of(parse_portal(crawl.portal_file, crawl.crawl_id)) == crawl.facts
    except GovnewsError:
        return False


def _as_rows_say(db: sqlite3.Connection, portal: str, crawl_id: str, base: CrawlRecord | None) -> CrawlRecord | None:
    """The first line of a crawl with what the rows know of it. They have no portal file, and need none."""
    query = "SELECT started_at, software, rules, repeated FROM crawls WHERE id = ? AND started_at IS NOT NULL"
    row = db.execute(query, [crawl_id]).fetchone()
    if row is None:
        return base
    names = [field.name for field in msgspec.structs.fields(PortalFacts)]
    query = f"SELECT as_of, {', '.join(names)} FROM portals WHERE id = ?"
    as_of, *values = db.execute(query, [portal]).fetchone()
    facts = PortalFacts(**dict(zip(names, values, strict=True)))
    return CrawlRecord(
        recorded_at=row[0],
        crawl_id=crawl_id,
        portal=portal,
        facts=facts if base is None or as_of == row[0] else base.facts,
        portal_file=base.portal_file if base is not None else "",
        software=row[1],
        rules=row[2],
        repeated=tuple(msgspec.json.decode(row[3])) if row[3] else (),
    )


def _rests_on(record: Record) -> str | None:
    return record.id if isinstance(record, records.CaptureRecord) else getattr(record, "capture", None)


def _interrupted(crawl: CrawlRecord) -> EndRecord:
    return EndRecord(
        recorded_at=timestamp(datetime.now(UTC)),
        crawl_id=crawl.crawl_id,
        portal=crawl.portal,
        outcome="interrupted",
        counts=Counts(),
        coverage=Coverage(),
    )
