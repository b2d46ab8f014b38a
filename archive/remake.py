"""Makes damaged or lost snapshots anew: from the rows where the database is sound, and from the captures."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from archive import records, snapshots
from archive.check_database import integrity
from archive.data_folder import DataFolder, sync_folder, write_durably
from archive.database import open_for_reading
from archive.records import Counts, Coverage, CrawlRecord, EndRecord, PortalFacts, Record, timestamp
from archive.repair_log import RepairLog
from archive.rows_to_records import UnaccountedRows
from archive.salvage import MakeReader, Salvaged, whole_lines
from archive.store import facts_of
from portals import GovnewsError, Portal, StorageError


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
                made, how = self._records(path, whole_lines(path), rows, db)
                if path.exists():
                    self._log.set_aside(path, why)
                if made:
                    path.parent.mkdir(exist_ok=True)
                    sync_folder(self._folder.snapshots)
                    write_durably(path, b"".join(map(records.encode, made)))
                    snapshots.seal(path)
                    self._log.note("made anew", path, f"{len(made)} records from {how}")
                else:
                    snapshots.unseal(path)
                    self._log.note("could not be made anew", path, how)
        finally:
            if db is not None:
                db.close()

    def _records(
        self, path: Path, lines: list[Record], rows: UnaccountedRows | None, db: sqlite3.Connection | None
    ) -> tuple[list[Record], str]:
        """All records of a crawl, and what they were made from; none, and why."""
        began = snapshots.started_at(path.stem)
        if began is None:
            return [], "its name is none of a snapshot"
        portal, crawl_id = snapshots.parts_of(path.stem)
        crawl = self._crawl_record(portal, crawl_id, began, lines, db)
        if crawl is None:
            return [], "neither rows nor any other snapshot know the portal; name its portal file with --portals"
        made: list[Record] = [crawl]
        end: EndRecord | None = None
        sources = []
        if rows is not None and rows.knows(crawl_id):
            made += rows.records(portal, crawl_id)
            end = rows.end(portal, crawl_id)
            sources.append("the rows")
        if end is None:  # a crawl that the rows know to its end left nothing that they do not know
            try:
                salvaged = Salvaged(self._folder, crawl, lines, self._read(crawl))
                known = {record.id for record in made if isinstance(record, records.CaptureRecord)}
                made += [record for record in salvaged.records() if _rests_on(record) not in known]
                end = salvaged.end()
                sources.append(f"the captures ({salvaged.lost} of them lost)" if salvaged.lost else "the captures")
            except GovnewsError as error:
                sources.append(f"nothing else, for {error}")
        made.append(end or _interrupted(crawl))
        return made, " and ".join(sources)

    def _crawl_record(
        self, portal: str, crawl_id: str, began: datetime, lines: list[Record], db: sqlite3.Connection | None
    ) -> CrawlRecord | None:
        """The first line: as it was, or that of another crawl of the portal with what the rows and the name know."""
        base = next((line for line in lines if isinstance(line, CrawlRecord)), None)
        if base is None or (base.portal, base.crawl_id) != (portal, crawl_id):
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
        for path in reversed(list(snapshots.sealed_snapshots(self._folder, whole=False))):
            if path.exists() and snapshots.parts_of(path.stem)[0] == portal:
                try:
                    first = next(snapshots.read_snapshot(path))
                except (StorageError, StopIteration):
                    continue
                if isinstance(first, CrawlRecord):
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
